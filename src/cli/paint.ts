/**
 * Colours, on a terminal alone.
 * @module
 */

import { styleText } from 'node:util';
import type { Io, Output } from './command.js';

const styles = {
  good: ['bold', 'green'],
  bad: ['bold', 'red'],
  strong: ['bold'],
  faint: ['dim'],
} as const;

/** What a text is. */
export type Style = keyof typeof styles;

/** Gives a text its style; the text itself where there are no colours. */
export type Paint = (style: Style, text: string) => string;

const plain: Paint = (_, text) => text;

const coloured: Paint = (style, text) => {
  // By wantsColours alone: Node would look at the process and not at what is written to.
  return text === '' ? '' : styleText([...styles[style]], text, { validateStream: false });
};

/** The colours of an output; `refused` by --no-color. */
export function paintFor(output: Output, env: Io['env'], refused: boolean): Paint {
  return !refused && wantsColours(output, env) ? coloured : plain;
}

/** NO_COLOR (no-color.org) is stronger than FORCE_COLOR, and both than what the output is. */
function wantsColours(output: Output, env: Io['env']): boolean {
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return output.isTTY === true && env['TERM'] !== 'dumb';
}
