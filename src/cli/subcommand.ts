/**
 * A command of the command line, with what commander's own does not do.
 * @module
 */

import { Command, type ParseOptionsResult } from 'commander';

/** A command without commands below it. */
export class Subcommand extends Command {
  /**
   * Splits words into operands and what is unknown, with two differences from commander:
   *
   * - An optional value has to follow a `=`. commander also takes the next word for it, so that `--mask 1000` would
   *   have no status code. Such an option needs a preset, which then stands for the value.
   * - What begins with a hyphen and a digit is an operand, because no option is a digit. commander knows only whole
   *   negative numbers, and not the end of `[11, -72]`.
   */
  override parseOptions(words: string[]): ParseOptionsResult {
    const { operands, unknown } = super.parseOptions(this.#withPresets(words));
    const options: string[] = [];
    for (const [index, word] of unknown.entries()) {
      if (word === '--') {
        operands.push(...unknown.slice(index + 1));
        break;
      }
      (/^-\D/.test(word) ? options : operands).push(word);
    }
    return { operands, unknown: options };
  }

  #withPresets(words: readonly string[]): string[] {
    const end = words.indexOf('--');
    return words.map((word, index) => {
      const option =
        end < 0 || index < end ? this.options.find(({ long, optional }) => optional && long === word) : undefined;
      return option === undefined ? word : `${word}=${option.presetArg}`;
    });
  }
}
