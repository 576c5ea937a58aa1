/** Reasons that fit, and the longest prefixes of those that do not. */

import { text } from './bytes.js';
import type { TruncateVector } from './format.js';

const CONTROL = 'RFC 6455 §5.5';
const UTF8 = 'RFC 3629 §3';
const USV_STRING = 'Web IDL, USVString';

function cut(
  name: string,
  section: string,
  reason: string,
  maxBytes: number | undefined,
  expected: string,
): TruncateVector {
  const limit = maxBytes === undefined ? {} : { maxBytes };
  return { name, section, ...text(reason), ...limit, expect: text(expected) };
}

const grin = '\u{1f600}';

export const truncateVectors: TruncateVector[] = [
  cut('an empty reason', CONTROL, '', undefined, ''),
  cut('123 bytes of ASCII fit', CONTROL, 'x'.repeat(123), undefined, 'x'.repeat(123)),
  cut('124 bytes of ASCII lose one', CONTROL, 'x'.repeat(124), undefined, 'x'.repeat(123)),
  cut('1000 bytes of ASCII', CONTROL, 'x'.repeat(1000), undefined, 'x'.repeat(123)),
  cut('characters of 2 bytes: 61 fit', UTF8, '\u00e9'.repeat(62), undefined, '\u00e9'.repeat(61)),
  cut('characters of 3 bytes: 41 fit', UTF8, '\u754c'.repeat(42), undefined, '\u754c'.repeat(41)),
  cut('characters of 4 bytes: 30 fit', UTF8, grin.repeat(31), undefined, grin.repeat(30)),
  cut('characters of 4 bytes up to the limit', UTF8, `xyz${grin.repeat(31)}`, undefined, `xyz${grin.repeat(30)}`),
  cut('a character of 2 bytes with 1 byte left', UTF8, `${'x'.repeat(122)}\u00e9`, undefined, 'x'.repeat(122)),
  cut('a character of 3 bytes with 2 bytes left', UTF8, `${'x'.repeat(121)}\u754c`, undefined, 'x'.repeat(121)),
  cut('a character of 4 bytes with 3 bytes left', UTF8, `${'x'.repeat(120)}${grin}`, undefined, 'x'.repeat(120)),
  cut(
    'what follows a character that does not fit is cut off too',
    UTF8,
    `${'x'.repeat(121)}\u754cy`,
    undefined,
    'x'.repeat(121),
  ),
  cut('a limit of 0', UTF8, 'bye', 0, ''),
  cut('a limit of 0 and nothing to cut', UTF8, '', 0, ''),
  cut('a limit of 1', UTF8, 'bye', 1, 'b'),
  cut('a limit equal to the length', UTF8, 'bye', 3, 'bye'),
  cut('a limit over the length', UTF8, 'bye', 4, 'bye'),
  cut('a limit over 123', UTF8, 'x'.repeat(130), 126, 'x'.repeat(126)),
  ...[1, 2, 3, 4, 5].map((limit) =>
    cut(
      `a character of 4 bytes and a limit of ${limit}`,
      UTF8,
      `${grin}x`,
      limit,
      limit < 4 ? '' : limit < 5 ? grin : `${grin}x`,
    ),
  ),
  cut('a U+FEFF counts as 3 bytes', UTF8, '\uFEFFbye', 4, '\uFEFFb'),
  cut('a U+07FF counts as 2 bytes', UTF8, '\u07ffx', 2, '\u07ff'),
  cut('a U+0800 counts as 3 bytes', UTF8, '\u0800x', 2, ''),
  cut('a U+FFFF counts as 3 bytes', UTF8, '\uffffx', 3, '\uffff'),
  cut('a combining mark is a character of its own, and cut off', UTF8, 'e\u0301', 2, 'e'),
  cut('an emoji of several code points is cut between them', UTF8, '\u{1f469}\u200d\u{1f4bb}', 7, '\u{1f469}\u200d'),
  cut('a lone surrogate counts as the 3 bytes of U+FFFD', USV_STRING, '\ud800x', 3, '\ud800'),
  cut('a lone surrogate with 2 bytes left', USV_STRING, 'a\udc00x', 3, 'a'),
  cut('two high surrogates and a low one', USV_STRING, `\ud83d${grin}x`, 7, `\ud83d${grin}`),
];
