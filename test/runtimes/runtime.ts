/** What a runtime is to `main.ts`. */

import type { Report } from './program.js';

export interface Runtime {
  name: string;
  /** How the library comes into it: by `import`, by `require`, or in a bundle. */
  loadedBy: string;
  /**
   * Runs the program of the project in `folder`, listening to what the library calls or not.
   *
   * @returns The runtime's version, and the program's report. Rejects where the runtime cannot be had.
   */
  run(folder: string, listening: boolean): Promise<{ version: string; report: Report }>;
}
