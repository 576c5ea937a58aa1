/** A runtime, as `main.ts` uses it. */

import type { Report } from './program.js';

export interface Runtime {
  name: string;
  /** How the library is loaded: by `import`, by `require`, or in a bundle. */
  loadedBy: string;
  /**
   * Runs the program of the project in `folder`, and records what the library calls if `listening`.
   *
   * @returns The runtime's version, and the program's report. Rejects if the runtime is not available.
   */
  run(folder: string, listening: boolean): Promise<{ version: string; report: Report }>;
}
