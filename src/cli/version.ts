/**
 * The version of the package.
 * @module
 */

import { readFileSync } from 'node:fs';

/** As package.json has it, which lies two folders above this file, built or not. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}
