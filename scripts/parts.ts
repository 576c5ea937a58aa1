/**
 * `tsx scripts/parts.ts A+B C`: runs the npm scripts A and B in parallel, then C, and prints how many seconds each
 * took, so that nobody overlooks a part that has become slow. Stops after a stage in which a script fails.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const npm = process.env['npm_execpath'];
if (npm === undefined) throw new Error('Run scripts/parts.ts with npm.');

const rows: [name: string, milliseconds: number][] = [];

/** Runs a script of package.json. If others run in parallel, its output is printed when it ends, in one piece. */
async function run(name: string, isAlone: boolean): Promise<boolean> {
  const start = performance.now();
  const output = isAlone ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, [npm!, 'run', '--silent', name], { stdio: ['ignore', output, output] });
  const printed = Promise.all([child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream))));
  const [status] = await once(child, 'exit');
  process.stdout.write((await printed).join(''));
  rows.push([name, performance.now() - start]);
  return status === 0;
}

const begin = performance.now();
for (const stage of process.argv.slice(2)) {
  const names = stage.split('+');
  const areGood = await Promise.all(names.map((name) => run(name, names.length === 1)));
  const failed = names.filter((_, index) => !areGood[index]);
  if (failed.length > 0) {
    console.error(`\nFailed: ${failed.join(', ')}`);
    process.exitCode = 1;
    break;
  }
}
rows.push(['in all', performance.now() - begin]);

console.log();
for (const [name, milliseconds] of rows) console.log(`${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${name}`);
