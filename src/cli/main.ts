#!/usr/bin/env node
/**
 * The command `close-frame`: connects {@link run} to the process.
 * @module
 */

import { EXIT_USAGE } from './command.js';
import { systemReason } from './input.js';
import { run } from './run.js';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return; // the reader has seen enough, as in `| head -1`
    process.stderr.write(`close-frame: cannot write the output: ${systemReason(error)}.\n`);
    process.exitCode = EXIT_USAGE;
  });
}
process.exitCode = await run(process.argv.slice(2), process);
