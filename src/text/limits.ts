/**
 * How much is looked at: what people paste has bytes in a few places.
 * @module
 */

/** A text with bytes in more places than these is refused without looking at the rest of it. */
export const MAX_PLACES = 1000;

/** A dump of more rows is refused as well; of one with 16 bytes to a row, these are half a megabyte. */
export const MAX_ROWS = 32_768;
