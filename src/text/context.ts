/**
 * Judges from the words around numbers whether they are bytes.
 * @module
 */

import type { NumberToken } from './types.js';

/** Numbers in a line, and the text before and after them. */
export interface Place {
  readonly tokens: readonly NumberToken[];
  readonly before: string;
  readonly after: string;
  readonly opensLine: boolean;
  readonly closesLine: boolean;
  readonly hasColumn: boolean;
}

const LABEL = /([a-z_$][\w.$-]*)?["'\])]?\s?(?:=>|[<-]-|->|<=|[:=<>\]|#])[\s"'`([{<]*$/i;
const WORD_BEFORE = /([a-z_]\w*)[\s"'`([{<]*$/i;
const WORD_AFTER = /^[\s,]*([a-z]+)/i;

/**
 * Bytes shown as characters: `M-^H^E^CM-hbye` by `cat -v`, `.\r\v.bye` by `socat -v`. Digits after them are characters
 * too.
 */
const SHOWN = /(?:M-|\^[@-_?]|\\[abtnvfr])\S*\s*$/;

/** Names of things that contain bytes, and verbs for what was done with them. */
const BYTES =
  /data|payload|bytes|hex|frame|raw|buf|msg|message|body|content|packet|dump|blob|octet|binary|recv|receiv|sent|send|read|wr[io]te|^[rt]x$|^in$|^out$|^got$/i;

/** Names of other numbers. */
const NUMBERS =
  /id$|uuid|hash|sha\d|md5|conn|session|token|trace|span|key|mask|etag|addr|ptr|port|^pid|^fd$|code|status|len|size|count|seq|^ack|time|^ts$|date|version|^v$|line|^col|offset|^pos$|^lim$|^cap$|^win$|ttl|peer|index|level|thread|^at$|^to$|^from$|^closed?$|^after$|^line$/i;

const UNITS = /^(?:ns|us|ms|s|secs?|seconds?|minutes?|b|kb|bytes?|times|of)$/i;

/** Are these numbers bytes? 2: yes; 1: yes, unless the text contains something more likely; 0: nothing suggests it. */
export function weigh(place: Place): 0 | 1 | 2 {
  const { tokens, opensLine, closesLine, hasColumn } = place;
  if (hasColumn || (opensLine && closesLine && tokens.length > 1)) return 2;
  if (SHOWN.test(place.before)) return 0;
  const label = LABEL.exec(place.before.slice(-60));
  const name = label?.[1];
  const word = label === null ? WORD_BEFORE.exec(place.before.slice(-40))?.[1] : undefined;
  const called = name ?? word ?? '';
  const isOther = NUMBERS.test(called);
  const isArrow = label !== null && name === undefined && /[<>]/.test(label[0]);
  const isHexCall = /hex/i.test(called) || /^["'`]?, ?["'`]hex["'`]/i.test(place.after);
  const isBytes = isHexCall || (!isOther && (isArrow || BYTES.test(called)));
  if (tokens.length === 1 && isHexCall && isEven(tokens[0]!)) return 2;
  if (tokens.length === 1 && label !== null && isEven(tokens[0]!) && tokens[0]!.digits.length > 3) {
    const isQuoted = /["'`]$/.test(place.before) || /</.test(place.after);
    if (isQuoted && /payload|frame|raw|buf|bytes/i.test(called)) return 2;
  }
  if (UNITS.test(WORD_AFTER.exec(place.after)?.[1] ?? '')) return 0;
  const isHex = tokens.every(isEven);
  if (!isHex) return tokens.length > 1 && closesLine && label !== null && !isOther ? 2 : 0;
  const standsOut = (label !== null && !isOther) || opensLine;
  if (tokens.length === 1) return weighOne(tokens[0]!, isBytes, standsOut && closesLine);
  if (isOther) return label === null ? 0 : /mask|key/i.test(called) ? 2 : 1;
  if (label !== null || isBytes) return 2;
  if (/^[a-f]+$/.test(tokens[0]!.digits) && !opensLine) return 0; // "will be 88 02": a word or a byte
  return tokens.length > 2 ? 2 : 0;
}

function isEven({ digits, negative }: NumberToken): boolean {
  return digits.length % 2 === 0 && !negative;
}

/** A single group of digits is a count or an id, unless its label says that it is bytes. */
function weighOne({ digits, base }: NumberToken, isBytes: boolean, isLabeled: boolean): 0 | 1 | 2 {
  const hasLetter = /[a-f]/.test(digits);
  if (isBytes && digits.length > 2 && (base === 16 || (hasLetter && /\d/.test(digits)) || digits.length >= 8)) return 2;
  return isLabeled && hasLetter && /\d/.test(digits) && digits.length >= 8 && base === undefined ? 1 : 0;
}
