/**
 * Colors, on a terminal only.
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

/** Gives a text its style; the text itself if there are no colors. */
export type Paint = (style: Style, text: string) => string;

const plain: Paint = (_, text) => text;

/** Gives a text its style, whatever it is for. */
export const colored: Paint = (style, text) => {
  // wantsColors decides: Node would look at the process and not at what is written to.
  return text === '' ? '' : styleText([...styles[style]], text, { validateStream: false });
};

/** The colors of an output. */
export function paintFor(output: Output, env: Io['env'], isPlain: boolean): Paint {
  return wantsColors(output, env, isPlain) ? colored : plain;
}

/** `isPlain` is --no-color. It is stronger than NO_COLOR (no-color.org), that than FORCE_COLOR, and that than what the output is. */
export function wantsColors(output: Output, env: Io['env'], isPlain: boolean): boolean {
  if (isPlain || env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return output.isTTY === true && env['TERM'] !== 'dumb';
}
