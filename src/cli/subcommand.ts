/**
 * Changes how commander parses the words of a command.
 * @module
 */

import { Command, type ParseOptionsResult } from 'commander';

/** A command without commands below it. */
export class Subcommand extends Command {
  /**
   * Splits words into operands and unknown options, with two differences from commander:
   *
   * - An optional value must follow a `=`. commander would also take the next word, so in `encode --mask 1000`,
   *   the code would be the key. An option without a value gets its preset value.
   * - A word that begins with a hyphen and a digit is an operand, because no option begins like that. commander accepts
   *   only complete negative numbers, but not `-72]`.
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
