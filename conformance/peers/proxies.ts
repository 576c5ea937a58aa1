/** Proxies in front of a server, each with the shortest configuration that lets a WebSocket through. */

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { listen } from '../../test/support/net.js';
import { at, pathsAt, scratch, unpack } from './debian.js';

export interface FrontProxy {
  name: string;
  /** Installs the proxy and returns its version; throws if it is not available. */
  prepare(): string;
  /** Starts the proxy in front of a port. */
  start(to: number): Promise<{ port: number; stop(): void }>;
}

interface Setup {
  binary: string;
  args(file: string, folder: string): string[];
  configuration(port: number, to: number, folder: string): string;
}

const haproxy: Setup = {
  binary: '/usr/sbin/haproxy',
  args: (file) => ['-db', '-f', file],
  configuration: (port, to) => `
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout tunnel 60s
frontend front
  bind 127.0.0.1:${port}
  default_backend back
backend back
  server only 127.0.0.1:${to}
`,
};

const nginx: Setup = {
  binary: '/usr/sbin/nginx',
  args: (file, folder) => ['-e', 'stderr', '-p', folder, '-c', file],
  configuration: (port, to, folder) => `
daemon off;
master_process off;
pid ${folder}/pid;
events {}
http {
  access_log off;
  error_log stderr crit;
  client_body_temp_path ${folder};
  proxy_temp_path ${folder};
  fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder};
  scgi_temp_path ${folder};
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://127.0.0.1:${to};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection upgrade;
    }
  }
}
`,
};

const modules = ['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'proxy_wstunnel'];
const apache: Setup = {
  binary: '/usr/sbin/apache2',
  args: (file) => ['-X', '-f', file],
  configuration: (port, to, folder) => `
${modules.map((name) => `LoadModule ${name}_module ${at('/usr/lib/apache2/modules')}/mod_${name}.so`).join('\n')}
ServerRoot ${folder}
DefaultRuntimeDir ${folder}
ServerName 127.0.0.1
PidFile ${folder}/pid
ErrorLog /dev/null
Listen 127.0.0.1:${port}
ProxyPass / http://127.0.0.1:${to}/ upgrade=websocket
`,
};

function proxy(name: string, packages: readonly string[], { binary, args, configuration }: Setup): FrontProxy {
  return {
    name,
    prepare: () => unpack(...packages),
    async start(to) {
      const folder = scratch(name);
      const port = await freePort();
      const file = join(folder, 'configuration');
      writeFileSync(file, configuration(port, to, folder));
      const env = { ...process.env, LD_LIBRARY_PATH: pathsAt('/usr/lib/x86_64-linux-gnu') };
      const child = spawn(at(binary), args(file, folder), { env, stdio: ['ignore', 'ignore', 'pipe'] });
      let errorOutput = '';
      child.stderr.on('data', (chunk) => {
        errorOutput += chunk;
      });
      child.on('error', () => {}); // then it never listens, which is reported
      const stop = () => child.kill('SIGKILL');
      process.once('exit', stop);
      for (let tries = 0; !(await listens(port)); tries++) {
        if (tries > 50 || child.exitCode !== null) throw new Error(`it does not listen: ${errorOutput.slice(-500)}`);
        await delay(100);
      }
      return { port, stop };
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

export const proxies: readonly FrontProxy[] = [
  proxy('haproxy', ['haproxy'], haproxy),
  proxy('nginx', ['nginx', 'nginx-light'], nginx),
  proxy('Apache', ['apache2', 'apache2-bin'], apache),
];
