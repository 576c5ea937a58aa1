/**
 * What `--help` says.
 * @module
 */

import { commonOptions } from './arguments.js';
import type { Command, Option } from './command.js';
import type { Paint } from './paint.js';
import { type Row, table } from './table.js';

/** The help of the whole. */
export function generalHelp(commands: readonly Command[], paint: Paint): string[] {
  return [
    `${paint('strong', 'close-frame')}: Close frames of WebSockets (RFC 6455), read and written`,
    '',
    ...section('Usage', [['close-frame COMMAND …', '']], paint),
    ...section(
      'Commands',
      commands.map(({ name, summary }) => [name, summary]),
      paint,
    ),
    ...section('Options', optionRows(commonOptions), paint),
    ...section(
      'Examples',
      commands.map(({ examples }) => examples[0]!),
      paint,
    ),
    'close-frame COMMAND --help explains a command. Exit codes: 0 good, 1 the bytes break the protocol, 2 wrong usage.',
  ];
}

/** The help of a command. */
export function commandHelp(command: Command, paint: Paint): string[] {
  const { name, operands, summary, details, options, examples } = command;
  return [
    `${paint('strong', `close-frame ${name}`)}: ${summary}`,
    '',
    ...section('Usage', [[`close-frame ${name} [OPTION…] ${operands}`, '']], paint),
    ...details.flatMap((paragraph) => [paragraph, '']),
    ...section('Options', optionRows({ ...options, ...commonOptions }), paint),
    ...section('Examples', examples, paint).slice(0, -1),
  ];
}

function section(title: string, rows: readonly (readonly [string, string])[], paint: Paint): string[] {
  const styled = rows.map(([left, right]): Row => [left, ['faint', right]]);
  return [paint('strong', title), ...table(styled, paint, '  '), ''];
}

function optionRows(options: Readonly<Record<string, Option>>): (readonly [string, string])[] {
  return Object.entries(options).map(([name, { short, value = '', isValueOptional, summary }]) => {
    const letter = short === undefined ? '    ' : `-${short}, `;
    return [`${letter}--${name}${isValueOptional ? `[=${value}]` : ` ${value}`}`.trimEnd(), summary];
  });
}
