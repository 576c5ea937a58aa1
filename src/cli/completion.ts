/**
 * `close-frame completion`: prints a script that lets a shell complete commands, options and their values.
 * @module
 */

import { type Command, EXIT_GOOD, UsageError } from './command.js';
import { didYouMean } from './nearest.js';
import { quoteArgument } from './quote.js';
import { isShell, scriptFor, shells } from './shells.js';
import { oneOf } from './words.js';

export const completion: Command = {
  name: 'completion',
  summary: `print a completion script for ${oneOf(shells)}`,
  operands: shells.join('|'),
  completions: shells.map((word) => ({ word, summary: `the script for ${word}` })),
  details: ['Put it into the startup file of the shell. It runs close-frame each time you press the Tab key.'],
  options: [],
  examples: [
    ['source <(close-frame completion bash)', 'in ~/.bashrc; likewise in ~/.zshrc, after compinit'],
    ['close-frame completion fish | source', 'in ~/.config/fish/config.fish'],
    ['close-frame completion powershell | Out-String | Invoke-Expression', 'in the file that $PROFILE names'],
  ],
  async run({ io, operands, options }) {
    const [shell, ...more] = operands;
    if (options['json']) throw new UsageError('completion prints a script: leave out --json.');
    if (shell === undefined || more.length > 0) throw new UsageError(`which shell? Give ${oneOf(shells)}.`);
    if (!isShell(shell)) {
      const meant = didYouMean(shell, shells) || ` Give ${oneOf(shells)}.`;
      throw new UsageError(`there is no completion for ${quoteArgument(shell)}.${meant}`);
    }
    io.stdout.write(await scriptFor(shell));
    return EXIT_GOOD;
  },
};
