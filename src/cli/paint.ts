/**
 * Colors for terminals.
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

/** What a color is for. */
export type Style = keyof typeof styles;

/** Adds the colors of a style to a text, or returns it unchanged if there are no colors. */
export type Paint = (style: Style, text: string) => string;

const plain: Paint = (_, text) => text;

/** Always adds the colors. */
export const colored: Paint = (style, text) => {
  // Without validateStream: false, Node would look at the process's own stream. Our decision is in wantsColors.
  return text === '' ? '' : styleText([...styles[style]], text, { validateStream: false });
};

/** The colors for an output, or none. */
export function paintFor(output: Output, env: Io['env'], isPlain: boolean): Paint {
  return wantsColors(output, env, isPlain) ? colored : plain;
}

/** The first of these decides: `isPlain` (--no-color), NO_COLOR (no-color.org), FORCE_COLOR, the output itself. */
export function wantsColors(output: Output, env: Io['env'], isPlain: boolean): boolean {
  if (isPlain || env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return output.isTTY === true && env['TERM'] !== 'dumb';
}
