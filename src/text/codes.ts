/**
 * Finds status codes in a log line, an error's message, or a `CloseEvent` as a console prints it.
 * @module
 */

/** How many characters are searched. A line of a log and an error's message are shorter. */
const MAX_LENGTH = 65_536;

/** A decimal number, which may be negative, or a hex number. */
const NUMBER = String.raw`-?\d{1,9}|0x[\da-f]{1,9}`;

/** What must not follow a code: the rest of a word, date, time or version; or a unit, which makes it a count. */
const AFTER = String.raw`(?!\w|[.:/-]\d|\s?(?:ms|[nµu]s|s|sec|min|hours?|seconds?|minutes?|[km]?i?b|bytes?|characters|chars|frames?|messages?|times|clients|connections|requests)\b)`;

/** Only a number, perhaps with brackets or the like around it. */
const alone = new RegExp(String.raw`^[^\w-]*(${NUMBER})\W*$`, 'i');

/** A number after a word that announces it: `code=1006`, `close 1006`, `received 1001`, `closed with code 1000`. */
const labeled = new RegExp(
  String.raw`(?:(?<!en|de)code|status|(?<![a-z])(?:close[ds]?|closing|received|rcvd|recv|sent))["'\`]?` +
    String.raw`(?:\s{1,4}(?:code|frame|is|of|status|was|with)){0,3}[\s"'\`:=>({[<,]{1,8}(${NUMBER})${AFTER}`,
  'gi',
);

/** A name after a word that announces it: `status = StatusGoingAway`, `code: CloseCode::Away`. */
const labeledName = /(?:code|status)["']?\s{0,4}[:=]{1,3}\s{0,4}["']?(?:\w{1,64}(?:::|\.)){0,4}([a-z]\w{1,64})/gi;

/** An identifier of two or more words, such as `GoingAway`; `going away` in a sentence is not one. */
const identifier = /(?<!\w)(?=\w{0,64}(?:[a-z][A-Z]|_))[A-Za-z]\w{1,64}(?!\w)/g;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';

/** A number that is not part of a word, an address or a date, and does not count anything. */
const bare = new RegExp(
  String.raw`(?<![\w.:/+-]|(?:column|id|line|pid|port|thread)[ =#]|${MONTH}[ .,]{1,2}(?:\d{1,2},? (?:\d+:\d+:\d+ (?:[a-z]{2,5} )?)?)?)` +
    String.raw`([1-4]\d{3}|0x[\da-f]{3,4})(?!\s\d{1,2}:\d)${AFTER}`,
  'gi',
);

/** The reason is the peer's text; numbers in it are not codes. */
const reasons = /reason["'`]?\s{0,4}[:=]\s{0,4}(?:"(?:[^"\\]|\\.){0,200}"|'(?:[^'\\]|\\.){0,200}')/gi;

/**
 * Finds the status codes that a text names.
 *
 * If the text is only a number, that is the code. Otherwise numbers after a word such as `code` or `close` count; if
 * there are none, names (`StatusGoingAway`); if there are none, other numbers from 1000 to 4999. Numbers in a date, a
 * time, an address or a `reason`, and numbers with a unit, never count.
 *
 * @param text - Any text.
 * @param codeOfName - Returns the code that has this name: `codeFromName` of `close-frame/names`.
 * @returns Integers in order of appearance, each once; empty if the text names no code. A number that is alone or
 *   announced may be one that cannot be a status code, such as -1.
 */
export function codesIn(text: string, codeOfName: (name: string) => number | undefined): readonly number[] {
  const searched = text.slice(0, MAX_LENGTH).replaceAll('\u2212', '-');
  const single = alone.exec(searched);
  if (single !== null) return [Number(single[1])];
  const rest = searched.replace(reasons, ' ');
  const announced = numbersOf(rest, labeled);
  const inUse = announced.filter(isInUse);
  if (announced.length > 0) return inUse.length > 0 ? inUse : announced;
  const named = [...namesOf(rest, labeledName, codeOfName), ...namesOf(rest, identifier, codeOfName)];
  return named.length > 0 ? [...new Set(named)] : numbersOf(rest, bare).filter(isInUse);
}

/** Why a number is not a status code, for the end of a sentence. For -1, it says which systems report it. */
export function whyNoStatusCode(code: number): string {
  return code === -1 ? MINUS_ONE : 'a status code is an integer from 0 to 65535, such as 1000.';
}

const MINUS_ONE =
  'some systems report it if there was no Close frame. Go’s coder/websocket gives it for an error that is not a ' +
  'CloseError, Java-WebSocket if the connection was never established. In 16 bits it is 65535.';

function isInUse(code: number): boolean {
  return code >= 1000 && code <= 4999;
}

function numbersOf(text: string, pattern: RegExp): number[] {
  return [...new Set(Array.from(text.matchAll(pattern), (match) => Number(match[1])))];
}

function namesOf(text: string, pattern: RegExp, codeOfName: (name: string) => number | undefined): number[] {
  return Array.from(text.matchAll(pattern), (match) => codeOfName(match[1] ?? match[0])).filter(
    (code) => code !== undefined,
  );
}
