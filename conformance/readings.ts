/** Of each contested rule: which reading of the standards this library takes, and why. Peers are named in the table. */

export interface ReadingOfRules {
  title: string;
  /** The rules' ids. */
  of: readonly string[];
  text: string;
}

export const readings: readonly ReadingOfRules[] = [
  {
    title: 'No code',
    of: ['no-code'],
    text: `
§7.1.5: without a status code in the Close frame, the connection's close code is considered to be 1005; 1006 is for a
connection that ended without a Close frame. \`decodeClosePayload\` gives 1005, which \`encodeClosePayload\` refuses, so
that it is not sent on by mistake. \`replyToClose\` answers without a code, as there is none to echo.`,
  },
  {
    title: 'Half a code',
    of: ['one-byte'],
    text: `
§5.5.1: if there is a body, its first two bytes are a status code. One byte is none, and a protocol error. What the user
is told then is open: 1005 by the letter of §7.1.5, as there was a Close frame without a code, or 1006, as for any other
connection that failed. The library gives a failure, whose \`code\` is \`undefined\`.`,
  },
  {
    title: 'Lengths in a long form',
    of: ['long-form'],
    text: `
§5.2: the minimal number of bytes MUST be used to encode the length. §5.5: a control frame has at most 125 bytes. So a
length field of 126 or 127 breaks one of the two in any Close frame, and is refused before the length behind it is read.
Of data frames, which it only skips, the scanner demands no such thing.`,
  },
  {
    title: 'Codes of the registry',
    of: ['registered'],
    text: `
§7.4.2 reserves 1000–2999 for what this protocol and public specifications define, and §11.7 has IANA keep the list of
what is defined. 1012, 1013 and 1014 are on it, so they are taken and sent. A peer that refuses them knows the list in
§7.4.1 alone; for such a one \`relayClose\` has \`accepts\`, and 1011 to fall back to.`,
  },
  {
    title: 'Codes without a defined value',
    of: ['unused', 'reserved', 'undefined', 'past'],
    text: `
§5.5.1 wants a status code with a value defined in §7.4. Of 0–999 it says there that they are not used, of 1004 that it
is reserved, of 1000–2999 that they are reserved for what is yet to be defined, and of codes over 4999 nothing. None of
these has a defined value, so they are a protocol error, as §10.7 has it for data that an endpoint does not understand.
The other reading: a MUST NOT stands only beside 1005, 1006 and 1015, and all else is the application's affair. Whether
the user of a connection that failed is told the code is open, as §7.1.5 calls whatever code came first the close code;
the library gives a failure with the code to fail with and the code that came, each under its name.`,
  },
  {
    title: 'Codes that are only reported',
    of: ['forbidden'],
    text: `
§7.4.1 says of each that it MUST NOT be set as a status code in a Close frame: they are for what no frame can tell. Who
takes one lets the other side feign a connection without a Close frame, or without TLS.`,
  },
  {
    title: 'No reason',
    of: ['bare'],
    text: `
§7.1.6: without data behind the code, the reason is the empty string. Words that the receiver puts there cannot be told
from the sender's.`,
  },
  {
    title: 'U+FEFF',
    of: ['bom'],
    text: `
§7.1.6: the reason is the data behind the code, all of it. For its event the WHATWG WebSockets standard applies *UTF-8
decode without BOM*, which leaves a U+FEFF where it is; it is plain *UTF-8 decode* that strips one.`,
  },
  {
    title: 'A reason of one byte',
    of: ['short-reason'],
    text: `
§5.5.1 sets no least length for a reason, and §8.1 none under which bytes need not be UTF-8. Which code a reason of one
byte that is not UTF-8 fails with is another question, as of any other.`,
  },
  {
    title: 'A reason that is not UTF-8',
    of: ['ill-formed', 'cut-off'],
    text: `
§8.1: an endpoint that is to read bytes as UTF-8 and finds that they are not MUST fail the connection. It names no code.
In §7.4.1, 1007 is for data within a message that does not fit its type, such as what is not UTF-8 in a text message. A
reason is in no message, if that word is taken strictly, and then 1002 is left. The library takes 1007, which names the
fault; both fail the connection.`,
  },
  {
    title: 'Two faults',
    of: ['code-first'],
    text: `
No standard orders the faults of a frame. The library judges in the order of the bytes: of two faults, the first counts.`,
  },
  {
    title: 'Masks',
    of: ['mask-unexpected', 'mask-missing'],
    text: `
§5.1: a client MUST close the connection when it detects a masked frame, and a server when a frame is not masked; each
MAY say 1002. Masks are there to protect proxies from what a page can make a client send (§10.3). 1003 is for a type of
data that an endpoint cannot accept, and a frame without a mask is a protocol error. \`decodeCloseFrame\` and the scanner
know whose frames they read by \`from\`; without it, they take both.`,
  },
  {
    title: 'How soon',
    of: ['first-byte', 'second-byte'],
    text: `
No standard says how soon a fault must be found. The library reports it as soon as the bytes show it, so that a proxy can
act before it has passed on more of a bad frame. A peer that waits for the whole header, or for the frame, comes to the
same end when the rest arrives; where it never does, nobody is told what was wrong.`,
  },
  {
    title: 'Behind a Close frame',
    of: ['followed'],
    text: `
§1.4: after a Close frame, a peer discards any further data. What follows is neither read nor a fault: \`byteLength\`
tells where the Close frame ends, and the scanner looks no further.`,
  },
  {
    title: 'Behind a failure',
    of: ['behind-failure'],
    text: `
§7.1.7: once it fails the connection, an endpoint MUST NOT go on to process data, a Close frame included. These vectors
are frames of other opcodes that an endpoint must refuse, with a Close frame behind them. The library does not judge such
frames; once its scanner has reported a fault of a Close frame, it reads nothing more.`,
  },
  {
    title: 'The answer',
    of: ['answered-code', 'answered-reason'],
    text: `
§5.5.1: an endpoint that answers typically echoes the status code that it received. Of the reason it says nothing.
\`replyToClose\` gives the code back, as any other would tell the sender what nobody said, and no reason: the words are
the sender's own.`,
  },
];

export function readingOf(id: string): ReadingOfRules | undefined {
  return readings.find(({ of }) => of.includes(id));
}
