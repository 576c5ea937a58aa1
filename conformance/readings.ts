/** Of each contested rule: which reading of the standards this library takes, and why. Peers are named in the table. */

export interface ReadingOfRules {
  title: string;
  /** The rules' ids; none if it is about what the other tables show. */
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
    title: 'Lengths over 125, and in a long form',
    of: ['too-long', 'long-form'],
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
    title: 'What the user is told',
    of: ['longest', 'defined', 'open', 'kept', 'masking-key'],
    text: `
§7.1.5 and §7.1.6 define the code and the reason of a connection that closed, so that its user can learn them. A stack that
reports only the end of the stream loses what the peer said. For a code that it may not send on, \`relayClose\` gives one
that it may; nothing here replaces it silently.`,
  },
  {
    title: 'RSV bits and FIN',
    of: ['reserved-bits', 'fragmented'],
    text: `
§5.2: a bit that no extension has defined makes the endpoint fail the connection. §5.5: a control frame MUST NOT be
fragmented. §7.1.7: whoever fails a connection SHOULD send a Close frame before it ends TCP. A stack that only drops the
connection leaves the peer with 1006; the library gives the code to send.`,
  },
  {
    title: 'A frame that is cut off',
    of: ['cut'],
    text: `
§7.1.5: a connection that ends without a Close frame has the code 1006. An end within a frame breaks no rule that the bytes
show, so the library calls it \`incomplete\`, without a code to fail with. Who fails it says of the peer what may be the
network's fault, and writes to an end that may no longer read.`,
  },
  {
    title: 'The answer',
    of: ['answered-code', 'answered-reason'],
    text: `
§5.5.1: an endpoint that answers typically echoes the status code that it received. Of the reason it says nothing.
\`replyToClose\` gives the code back, as any other would tell the sender what nobody said, and no reason: the words are
the sender's own.`,
  },
  {
    title: 'Codes that an application should not send',
    of: [],
    text: `
§7.4.1 forbids 1005, 1006 and 1015 in a frame, and §5.5.1 wants a code that is defined. Most stacks leave that to their
application, so such codes do come. The encoders refuse them as \`forbidden-code\` or \`reserved-code\` before a byte is
written, because whoever receives one has to fail the connection; what a stack puts in their place (1000, 1002, 1011 or no
code) is for the caller to choose: \`relayClose\` has a \`fallback\`.`,
  },
  {
    title: 'A reason of 124 bytes',
    of: [],
    text: `
§5.5: a control frame has at most 125 bytes, and two are the code's. A frame that is too long is a protocol error, and a
reason that was cut without notice loses words. The encoders give \`reason-too-long\`; \`truncateReason\` cuts between
characters for those who want it, and \`relayClose\` does.`,
  },
  {
    title: 'Closing without a code',
    of: [],
    text: `
§5.5.1: the payload is optional, and §7.1.5 has 1005 for a frame without one. A stack that sends 1000 instead says something
that its application did not. The encoders write an empty payload.`,
  },
  {
    title: 'The end of TCP',
    of: [],
    text: `
§7.1.1: the server ends TCP first, and a client waits for that, but may give up. §7.1.2 leaves open how long a peer may take
for its Close frame. Several stacks wait for it without a limit, and a client that waits for a server that waits holds both
sockets. \`ClosingHandshake\` says what it \`awaits\`, and its \`expire()\` ends the wait: give it a timer.`,
  },
];
