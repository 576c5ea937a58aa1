/**
 * Finds signs that bytes were left out.
 * @module
 */

/** An ellipsis, or words such as “40 more bytes”. */
const LEFT_OUT =
  /^[\s,;"'`)\]}>|]{0,8}(?:\.{2,}|…|\[?\(?<?(?:and )?\+?\d+ more\b|[[(<]\s?(?:truncated|snip|omitted|fault|\.\.\.|…))/i;

const LEFT_OUT_BEFORE = /(?:\.{3}|…)[\s,"']{0,4}$/;

/** Returns a fault if the text after `end`, on the same line, says that bytes are missing. */
export function cutAfter(text: string, end: number): string | undefined {
  const following = text.slice(end, end + 40).split('\n', 1)[0]!;
  const match = LEFT_OUT.exec(following);
  if (match === null) return undefined;
  return `bytes are missing: the text says “${following.slice(0, 30).trim()}”`;
}

/** Returns a fault if the text before `start`, on the same line, says that bytes are missing. */
export function cutBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - 12), start);
  return LEFT_OUT_BEFORE.test(before.slice(before.lastIndexOf('\n') + 1))
    ? 'bytes are missing: there is an ellipsis before them'
    : undefined;
}

/** Returns a fault if the text contains U+FFFD, which replaced bytes when it was decoded as UTF-8. */
export function lostIn(text: string, { start, end }: { start: number; end: number }): string | undefined {
  const isLost = text.slice(start, end).includes('\ufffd');
  return isLost ? 'bytes are missing: U+FFFD replaced bytes that are not UTF-8' : undefined;
}
