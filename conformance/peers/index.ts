/** The peers, in the order of the table's columns. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Endpoint } from 'close-frame';
import { chromiumPeer, launchChromium } from '../../test/support/chromium.js';
import { driverClient, driverServer, type Peer, undiciClient, wsClient, wsServer } from '../../test/support/peers.js';
import { chromiumPath } from '../../test/support/programs.js';
import { installedVersion, nodeBinary } from './install.js';
import { processPeer } from './process.js';

/** A column of the table. */
export interface Column {
  name: string;
  /** Is its version pinned by a lock file, or whichever the machine has? */
  pinned: boolean;
  /** Starts the peer in each of its roles; says why where it cannot be had. */
  start(): Promise<Started | string>;
}

export interface Started {
  version: string;
  peers: Peer[];
  stop(): unknown;
}

/** Peers that run in this process. */
function inProcess(...peers: Peer[]): Column {
  const { name, version } = peers[0]!;
  return { name, pinned: true, start: async () => ({ version, peers, stop: () => {} }) };
}

function startPrograms(
  identity: { name: string; version: string },
  roles: Endpoint[],
  command: string,
  ...args: string[]
): Started {
  const cwd = fileURLToPath(new URL('programs', import.meta.url));
  const started = roles.map((role) => processPeer({ ...identity, role }, command, args, cwd));
  return {
    version: identity.version,
    peers: started.map(({ peer }) => peer),
    stop: () => Promise.all(started.map(({ stop }) => stop())),
  };
}

const node: Column = {
  name: 'Node',
  pinned: true,
  async start() {
    const version = installedVersion('node');
    if (version === undefined) return 'its package is for Linux on x64';
    return startPrograms({ name: 'Node', version }, ['client'], nodeBinary, 'node_websocket.mjs');
  },
};

const websocket: Column = {
  name: 'websocket',
  pinned: true,
  async start() {
    const { websocketClient, websocketServer } = await import('./websocket.js');
    return inProcess(websocketClient, websocketServer).start();
  },
};

const chromium: Column = {
  name: 'Chromium',
  pinned: false,
  async start() {
    if (!existsSync(chromiumPath)) return `there is no ${chromiumPath}`;
    const { browser, page } = await launchChromium();
    return { version: browser.version(), peers: [chromiumPeer({ browser, page })], stop: () => browser.close() };
  },
};

/** Debian's, which has the packages; not whichever comes first in the path. */
const python = process.env['PYTHON'] ?? '/usr/bin/python3';

function pythonPackage(name: string): Column {
  return {
    name: `Python ${name}`,
    pinned: false,
    async start() {
      let version: string;
      try {
        const print = `from importlib.metadata import version; print(version('${name}'))`;
        version = execFileSync(python, ['-c', print], { encoding: 'utf8', stdio: 'pipe' }).trim();
      } catch {
        return `install Debian's package python3-${name}, or set PYTHON to an interpreter that has it`;
      }
      return startPrograms(
        { name: `Python ${name}`, version },
        ['client', 'server'],
        python,
        '-B',
        `python_${name}.py`,
      );
    },
  };
}

export const columns: Column[] = [
  inProcess(wsClient, wsServer),
  inProcess(undiciClient),
  node,
  inProcess(driverClient, driverServer),
  websocket,
  chromium,
  pythonPackage('websockets'),
  pythonPackage('wsproto'),
];
