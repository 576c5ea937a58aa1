/** For each contested rule: how this library reads the standards, and why. The tables name the peers that differ. */

export interface ReadingOfRules {
  title: string;
  /** The ids of its rules; empty if the reading is about one of the other tables. */
  of: readonly string[];
  text: string;
}

export const readings: readonly ReadingOfRules[] = [
  {
    title: 'No code',
    of: ['no-code'],
    text: `
§7.1.5: if the Close frame has no status code, the connection's close code is considered to be 1005. 1006 is for a
connection that ended without a Close frame. \`decodeClosePayload\` returns 1005, and \`encodeClosePayload\` rejects
1005, so it cannot be sent on by mistake. \`replyToClose\` answers without a code, because there is none to echo.`,
  },
  {
    title: 'Half a code',
    of: ['one-byte'],
    text: `
§5.5.1: if there is a body, its first two bytes are a status code. One byte is not a status code, so it is a protocol
error. What the user is then told is open: 1005 by the letter of §7.1.5, because there was a Close frame without a
code, or 1006, as for any other failed connection. The library returns a failure whose \`code\` is \`undefined\`.`,
  },
  {
    title: 'Lengths over 125, and in a long form',
    of: ['too-long', 'long-form'],
    text: `
§5.2: the minimal number of bytes MUST be used to encode the length. §5.5: a control frame has at most 125 bytes. So a
length field of 126 or 127 in a Close frame always breaks one of these rules, and the frame is rejected before the
extended length is read. The scanner skips data frames without checking this.`,
  },
  {
    title: 'Codes of the registry',
    of: ['registered'],
    text: `
§7.4.2 reserves 1000–2999 for this protocol and for public specifications, and §11.7 makes IANA keep the list of the
codes that they define. 1012, 1013 and 1014 are on that list, so they are accepted and sent. A peer that rejects them
knows only the list in §7.4.1. To relay to such a peer, give \`relayClose\` an \`accepts\`: it then falls back to 1011.`,
  },
  {
    title: 'Codes without a defined value',
    of: ['unused', 'reserved', 'undefined', 'past'],
    text: `
§5.5.1 says that the status code has a value defined in §7.4. That section says that 0–999 are not used, that 1004 is
reserved, and that 1000–2999 are reserved for future definitions; it says nothing about codes over 4999. So none of
these has a defined value, and each is a protocol error, as §10.7 says of data that an endpoint does not understand.
The other reading: only 1005, 1006 and 1015 have a MUST NOT, and everything else is up to the application. Whether the
user of the failed connection is told the code is also open, because §7.1.5 calls the first code received the close
code. The library returns a failure with both codes under separate names: the code to fail with, and the code received.`,
  },
  {
    title: 'Codes that are only reported',
    of: ['forbidden'],
    text: `
§7.4.1 says of each of them that it MUST NOT be set as a status code in a Close frame: they report what no frame can
say. If an endpoint accepts one, its peer can pretend that the connection was lost without a Close frame, or that the
TLS handshake failed.`,
  },
  {
    title: 'No reason',
    of: ['bare'],
    text: `
§7.1.6: if no data follows the code, the reason is the empty string. If the receiver puts its own words there, nobody
can tell them from the sender's.`,
  },
  {
    title: 'U+FEFF',
    of: ['bom'],
    text: `
§7.1.6: the reason is all the data after the code. For the \`close\` event, the WHATWG WebSockets standard uses *UTF-8
decode without BOM*, which keeps a U+FEFF; the plain *UTF-8 decode* would strip one.`,
  },
  {
    title: 'A reason of one byte',
    of: ['short-reason'],
    text: `
§5.5.1 sets no minimum length for a reason, and §8.1 requires UTF-8 whatever the length. Which code to fail with if the
byte is not UTF-8 is a separate question, the same as for a longer reason.`,
  },
  {
    title: 'A reason that is not UTF-8',
    of: ['ill-formed', 'cut-off'],
    text: `
§8.1: an endpoint that has to read bytes as UTF-8, and finds that they are not, MUST fail the connection. It names no
code. In §7.4.1, 1007 is for data within a message that does not fit the message's type, such as text that is not UTF-8.
Strictly speaking, a reason is not part of a message, which leaves 1002. The library uses 1007, because it names the
fault; both codes fail the connection.`,
  },
  {
    title: 'Two faults',
    of: ['code-first'],
    text: `
No standard says which fault of a frame comes first. The library checks the bytes in order, and reports the first fault.`,
  },
  {
    title: 'Masks',
    of: ['mask-unexpected', 'mask-missing'],
    text: `
§5.1: a client MUST close the connection when it detects a masked frame, and a server when it detects an unmasked one.
Each MAY use 1002. Masks protect proxies from what a page can make a client send (§10.3). 1003 is for a type of data
that an endpoint cannot accept, but a frame without a mask is a protocol error. \`decodeCloseFrame\` and the scanner only
check the mask if \`from\` says who sent the frames; without it, they accept both.`,
  },
  {
    title: 'How soon',
    of: ['first-byte', 'second-byte'],
    text: `
No standard says how soon a fault must be found. The library reports it as soon as the bytes show it, so that a proxy
can act before it passes on more of a bad frame. A peer that waits for the whole header or frame reaches the same result
once the rest has arrived. If the rest never arrives, nobody is told what was wrong.`,
  },
  {
    title: 'After a Close frame',
    of: ['followed'],
    text: `
§1.4: after a Close frame, a peer discards any further data. What follows is not read, and is not a fault: \`byteLength\`
says where the Close frame ends, and the scanner stops there.`,
  },
  {
    title: 'After a failure',
    of: ['after-failure'],
    text: `
§7.1.7: once it fails the connection, an endpoint MUST NOT continue to process data, including a Close frame. These
vectors are frames with other opcodes that an endpoint must reject, each followed by a Close frame. The library does not
check frames with other opcodes. Once its scanner has reported a fault in a Close frame, it reads nothing more.`,
  },
  {
    title: 'What the user is told',
    of: ['longest', 'defined', 'open', 'kept', 'masking-key'],
    text: `
§7.1.5 and §7.1.6 define the code and the reason of a closed connection, so that its user can learn them. A stack that
reports only the end of the stream loses what the peer said. For a code that must not be sent, \`relayClose\` returns one
that may be sent; nothing in this library replaces a code silently.`,
  },
  {
    title: 'RSV bits and FIN',
    of: ['reserved-bits', 'fragmented'],
    text: `
§5.2: if a bit is set that no extension has defined, the endpoint fails the connection. §5.5: a control frame MUST NOT
be fragmented. §7.1.7: an endpoint that fails a connection SHOULD send a Close frame before it closes TCP. If it only
drops the connection, the peer reports 1006. The library returns the code to send.`,
  },
  {
    title: 'A frame that is cut off',
    of: ['cut'],
    text: `
§7.1.5: a connection that ends without a Close frame has the code 1006. If it ends within a frame, the bytes do not show
a broken rule, so the library calls it \`incomplete\` and gives no code to fail with. An endpoint that sends such a code
blames the peer for what may be the network's fault, and writes to a peer that may no longer read.`,
  },
  {
    title: 'The answer',
    of: ['answered-code', 'answered-reason'],
    text: `
§5.5.1: an endpoint that answers typically echoes the status code that it received. It says nothing about the reason.
\`replyToClose\` echoes the code, because any other code would tell the peer something that nobody said. It echoes no
reason, because the peer knows its own words.`,
  },
  {
    title: 'Codes that an application should not send',
    of: [],
    text: `
§7.4.1 forbids 1005, 1006 and 1015 in a frame, and §5.5.1 requires a defined code. Most stacks leave that to their
application, so such codes do get sent. The encoders reject them as \`forbidden-code\` or \`reserved-code\` before a byte
is written, because every receiver would have to fail the connection. Some stacks replace them with 1000, 1002, 1011 or
no code. Here the caller chooses: \`relayClose\` has a \`fallback\`.`,
  },
  {
    title: 'A reason of 124 bytes',
    of: [],
    text: `
§5.5: a control frame's payload has at most 125 bytes, and the code takes two of them. A frame that is too long is a
protocol error, and a reason that is cut without notice loses words. The encoders return \`reason-too-long\`. If you want
the reason cut, \`truncateReason\` cuts it between characters, and \`relayClose\` does so for you.`,
  },
  {
    title: 'Closing without a code',
    of: [],
    text: `
§5.5.1: the payload is optional, and §7.1.5 defines 1005 for a frame without one. A stack that sends 1000 instead says
something that its application did not say. The encoders write an empty payload.`,
  },
  {
    title: 'The end of TCP',
    of: [],
    text: `
§7.1.1: the server closes TCP first. A client waits for that, but may give up. §7.1.2 does not say how long a peer may
take to send its Close frame. Several stacks wait for it without a limit, and if a client and a server wait for each
other, both keep their sockets open. \`ClosingHandshake\` says what it \`awaits\`, and its \`expire()\` ends the wait: give
it a timer.`,
  },
];
