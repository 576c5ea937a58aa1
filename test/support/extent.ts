/**
 * Do all tests run in full? With `npm run test:all` they do. Else what is exhaustive and takes long, under coverage even
 * three times as long, runs in a representative part: every border, and a sample of what lies between them.
 */
export const isExhaustive: boolean = process.env['CLOSE_FRAME_TESTS'] === 'all';

/** The first number in full, the second otherwise. */
export function extent(full: number, part: number): number {
  return isExhaustive ? full : part;
}
