/**
 * Do all tests run in full, as with `npm run test:all`? Otherwise, exhaustive tests that take long (under coverage
 * three times as long) run only in part: on every limit, and on a sample of the values between.
 */
export const isExhaustive: boolean = process.env['CLOSE_FRAME_TESTS'] === 'all';

/** `full` if all tests run in full, otherwise `part`. */
export function extent(full: number, part: number): number {
  return isExhaustive ? full : part;
}
