/**
 * What the number of a status code alone says: its range, and whether it may be sent.
 * @module
 */

/**
 * The five ranges that every 16-bit status code falls into (RFC 6455 §7.4.2).
 *
 * - `unused`: 0–999, never used.
 * - `protocol`: 1000–2999, for the WebSocket protocol, its revisions and its extensions.
 * - `registered`: 3000–3999, for libraries, frameworks and applications, registered with IANA.
 * - `private`: 4000–4999, for private use by prior agreement between the two sides.
 * - `invalid`: 5000–65535, which the RFC gives to nobody.
 */
export type CodeRange = 'unused' | 'protocol' | 'registered' | 'private' | 'invalid';

/**
 * May this status code be on the wire? True for 1000–1003, 1007–1014 and 3000–4999.
 *
 * 1005, 1006 and 1015 must never be set in a Close frame (RFC 6455 §7.4.1). 1004 and 1016–2999 are kept for what a
 * specification may define one day (§7.4.1, §7.4.2); 1012–1014 came to the IANA registry after the RFC. 3000–4999 are
 * open to libraries and applications, registered or not.
 *
 * @param code - Any value; what is no integer in 0…65535 gives false, never an exception.
 * @returns Whether an endpoint may send `code`, and so whether a receiver takes it.
 */
export function isSendableCode(code: number): boolean {
  // In this order it takes the fewest comparisons for the codes that are sent most.
  return (
    Number.isInteger(code) &&
    (code <= 1003 ? code >= 1000 : code >= 1007 && (code <= 1014 || (code >= 3000 && code <= 4999)))
  );
}

/**
 * May a script send this status code with the `close()` of a Web API's WebSocket (browsers, Deno, workers, Node's
 * global)? True for 1000 and 3000–4999; for any other code `close()` throws an `InvalidAccessError`
 * (WHATWG WebSockets standard, "close(code, reason)").
 *
 * @param code - Any value; what is no integer gives false, never an exception.
 * @returns Whether `socket.close(code)` is allowed.
 */
export function isSendableByScript(code: number): boolean {
  return isSendableCode(code) && (code === 1000 || code >= 3000);
}

/**
 * Does every deployed stack that we ran take this status code? True for 1000–1003, 1007–1011 and 4000–4999. Some stacks
 * fail the connection at 1012–1014, which came to the IANA registry after the RFC, or at 3000–3999.
 *
 * @param code - Any value; anything that is not an integer gives false, never an exception.
 * @returns Whether `code` is safe to send to a peer that you know nothing about.
 */
export function isPortableCode(code: number): boolean {
  return isSendableCode(code) && (code <= 1011 || code >= 4000);
}

/**
 * Which range does this status code fall into?
 *
 * @param code - An integer in 0…65535.
 * @returns The range, after RFC 6455 §7.4.2.
 * @throws RangeError where `code` is no integer in 0…65535.
 */
export function codeRange(code: number): CodeRange {
  if (!Number.isInteger(code) || code < 0 || code > 0xffff) {
    throw new RangeError('A status code is an integer in 0…65535.');
  }
  if (code < 1000) return 'unused';
  if (code < 3000) return 'protocol';
  if (code < 4000) return 'registered';
  return code < 5000 ? 'private' : 'invalid';
}
