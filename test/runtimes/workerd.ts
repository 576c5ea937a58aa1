/** workerd, the runtime of Cloudflare Workers: runs the program in one bundle, as wrangler makes it, as a test. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { outputOf, reportIn } from './processes.js';
import type { Runtime } from './runtime.js';

/** Loads the library as a Worker does, and runs the program in an event, where a Worker may do work. */
function worker(listening: boolean): string {
  return `${listening ? "import './listen.mjs';" : ''}
import { report } from './program.mjs';
export default { test: () => console.log(JSON.stringify(report())) };`;
}

function config(flags: string[]): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2025-01-01",
  compatibilityFlags = [${flags.map((flag) => `"${flag}"`).join(', ')}],
))]);`;
}

function workerd(name: string, flags: string[]): Runtime {
  return {
    name,
    loadedBy: 'bundle',
    async run(folder, listening) {
      await build({
        stdin: { contents: worker(listening), resolveDir: folder },
        bundle: true,
        format: 'esm',
        target: 'es2022',
        conditions: ['workerd', 'worker', 'browser'],
        outfile: join(folder, 'worker.js'),
        logLevel: 'warning',
      });
      writeFileSync(join(folder, 'config.capnp'), config(flags));
      const version = (await outputOf('workerd', ['--version'], folder)).match(/[\d.-]+$/m)![0];
      return { version, report: reportIn(await outputOf('workerd', ['test', 'config.capnp'], folder)) };
    },
  };
}

export const workers: Runtime[] = [workerd('workerd', []), workerd('workerd, nodejs_compat', ['nodejs_compat'])];
