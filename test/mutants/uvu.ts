/** Stands in for uvu: tests are only collected, for `quick.ts` to run. */

export const tests: [title: string, run: () => unknown][] = [];

export function suite(name: string): { (title: string, run: () => unknown): void; run(): void } {
  return Object.assign((title: string, run: () => unknown) => void tests.push([`${name}: ${title}`, run]), {
    run() {},
  });
}
