/**
 * What the number of a status code tells you: its range, and whether it may be sent.
 * @module
 */

/**
 * The four ranges of status codes (RFC 6455 §7.4.2), and the remaining 16-bit numbers.
 *
 * - `unused`: 0–999, not used.
 * - `protocol`: 1000–2999, for the WebSocket protocol, its revisions and its extensions.
 * - `registered`: 3000–3999, for libraries, frameworks and applications, registered with IANA.
 * - `private`: 4000–4999, for private use, by agreement between applications.
 * - `invalid`: 5000–65535, which the RFC does not mention.
 */
export type CodeRange = 'unused' | 'protocol' | 'registered' | 'private' | 'invalid';

/**
 * May a Close frame carry this status code? True for 1000–1003, 1007–1014 and 3000–4999.
 *
 * 0–999 are not used (RFC 6455 §7.4.2). 1005, 1006 and 1015 must never be sent (§7.4.1). 1004 (§7.4.1) and 1016–2999
 * (§7.4.2) are reserved for future specifications; 1012–1014 were added to the IANA registry (§11.7) after the RFC.
 * 3000–4999 are for libraries and applications, registered or not (§7.4.2).
 *
 * @param code - Any value. The result is false, not an exception, for anything that is not an integer in 0…65535.
 * @returns Whether an endpoint may send `code`, and so whether a receiver accepts it.
 */
export function isSendableCode(code: number): boolean {
  if (typeof code !== 'number' || code !== (code & 0xffff)) return false;
  // No branch per range: codes vary, and mispredicted branches cost 8 to 10 ns (npm run bench). A code is in a range if
  // its distances from both ends are not negative. Bit n of 0x7f8f stands for the code 1000 + n: bits 0 to 3 and 7 to
  // 14 are set.
  const ofProtocol = (0x7f8f >> (code - 1000)) & ~(((code - 1000) | (1014 - code)) >> 31);
  const open = ~(((code - 3000) | (4999 - code)) >> 31);
  return ((ofProtocol | open) & 1) !== 0;
}

/**
 * May a script pass this status code to the `close()` of a Web API's WebSocket, as in browsers, Deno and Node? True for
 * 1000 and 3000–4999. For any other code, `close()` throws an `InvalidAccessError` (WHATWG WebSockets standard,
 * "close(code, reason)"). Cloudflare Workers differ: there, `close()` accepts every code that may be sent.
 *
 * @param code - Any value, as for {@link isSendableCode}.
 * @returns Whether `socket.close(code)` is allowed.
 */
export function isSendableByScript(code: number): boolean {
  return isSendableCode(code) && (code === 1000 || code >= 3000);
}

/**
 * Does every WebSocket stack that we tested accept this status code? True for 1000–1003, 1007–1011 and 4000–4999. Some
 * stacks fail the connection for 1012–1014, which were added to the IANA registry after the RFC, and one answers
 * 3000–3999 without a code.
 *
 * @param code - Any value, as for {@link isSendableCode}.
 * @returns Whether `code` is safe to send to a peer that you know nothing about.
 */
export function isPortableCode(code: number): boolean {
  return isSendableCode(code) && (code <= 1011 || code >= 4000);
}

/**
 * Which range is this status code in?
 *
 * @param code - An integer in 0…65535.
 * @returns The range.
 * @throws RangeError if `code` is not an integer in 0…65535.
 */
export function codeRange(code: number): CodeRange {
  if (!Number.isInteger(code) || code < 0 || code > 0xffff) {
    throw new RangeError('A status code must be an integer in 0…65535.');
  }
  if (code < 1000) return 'unused';
  if (code < 3000) return 'protocol';
  if (code < 4000) return 'registered';
  return code < 5000 ? 'private' : 'invalid';
}
