/**
 * A command line's options and operands, and what is wrong with them.
 * @module
 */

import { parseArgs } from 'node:util';
import { type Command, type Given, type Option, UsageError } from './command.js';
import { didYouMean } from './nearest.js';
import { quoteArgument } from './quote.js';
import { oneOf } from './words.js';

/** The options of every command. */
export const commonOptions: Readonly<Record<string, Option>> = {
  'no-color': { summary: 'no colours, as with the variable NO_COLOR' },
  help: { short: 'h', summary: 'show this help' },
  version: { short: 'v', summary: 'show the version' },
};

/**
 * Tells options from operands. parseArgs splits the line; it is not strict, because its own complaints take three
 * sentences and do not know what was meant.
 */
export function parseArguments(
  args: readonly string[],
  command: Command | undefined,
): { options: Given; operands: readonly string[]; isTerminated: boolean } {
  const known: Readonly<Record<string, Option>> = { ...command?.options, ...commonOptions };
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(known).map(([name, option]) => [name, configOf(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options: Record<string, string | true> = {};
  const operands: string[] = [];
  let isTerminated = false;
  let numberIndex = -1; // of the last operand that is a negative number: no option is a digit
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind === 'option-terminator') isTerminated = true;
    if (token.kind !== 'option') continue;
    const given = args[token.index]!;
    if (/^-\d/.test(given)) {
      if (token.index !== numberIndex) operands.push(given); // parseArgs takes -12 for two options
      numberIndex = token.index;
      continue;
    }
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (option === undefined) throw unknownOption(token.rawName, known, command);
    options[token.name] = givenValue(option, token.rawName, token.value, token.inlineValue === true);
  }
  return { options, operands, isTerminated };
}

/** To parseArgs, an option whose value may be left out has none: it then gives what follows a `=`, and takes no operand. */
function configOf({ short, value, isValueOptional }: Option): { type: 'string' | 'boolean'; short?: string } {
  const type = value === undefined || isValueOptional ? 'boolean' : 'string';
  return short === undefined ? { type } : { type, short };
}

function unknownOption(rawName: string, known: Readonly<Record<string, Option>>, command?: Command): UsageError {
  const names = Object.keys(known).map((name) => `--${name}`);
  const meant = rawName.startsWith('--') ? didYouMean(rawName, names) : '';
  const advice =
    command === undefined
      ? ' close-frame --help lists the options.'
      : ` close-frame ${command.name} --help lists the options; what is none goes behind a --.`;
  return new UsageError(`unknown option ${quoteArgument(rawName)}.${meant || advice}`);
}

function givenValue(option: Option, name: string, value: string | undefined, isInline: boolean): string | true {
  if (option.value === undefined) {
    if (value !== undefined) throw new UsageError(`${name} takes no value: leave out the =.`);
    return true;
  }
  if (value === undefined && option.isValueOptional) return true;
  const wanted = option.choices === undefined ? option.value : oneOf(option.choices);
  // Behind a space, what looks like an option is one, and the value was forgotten.
  if (value === undefined || (!isInline && value.startsWith('-'))) {
    throw new UsageError(`${name} needs a value: ${wanted}.`);
  }
  if (option.choices?.includes(value) === false) {
    const meant = didYouMean(value, option.choices);
    throw new UsageError(`${name} takes ${wanted}, not ${quoteArgument(value)}.${meant}`);
  }
  return value;
}
