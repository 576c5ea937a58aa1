import type { Kind } from './inputs.js';

/** The progress of a run: on a terminal one line that is overwritten, elsewhere a new line every ten seconds. */
export class Progress {
  readonly #begin: number = performance.now();
  readonly #isTerminal: boolean = process.stdout.isTTY;
  #shown = 0;

  get seconds(): number {
    return (performance.now() - this.#begin) / 1000;
  }

  show(executions: Readonly<Record<Kind, number>>): void {
    const { seconds } = this;
    if (seconds - this.#shown < (this.#isTerminal ? 0.2 : 10)) return;
    this.#shown = seconds;
    this.#write(executions);
  }

  end(executions: Readonly<Record<Kind, number>>): void {
    this.#write(executions);
    if (this.#isTerminal) process.stdout.write('\n');
  }

  #write(executions: Readonly<Record<Kind, number>>): void {
    const { seconds } = this;
    const count = (value: number) => Math.round(value).toLocaleString('en');
    const total = Object.values(executions).reduce((sum, value) => sum + value, 0);
    const each = Object.entries(executions).map(([kind, value]) => `${kind} ${count(value)}`);
    const line = `${seconds.toFixed(1)} s, ${count(total)} executions, ${count(total / seconds)} a second (${each.join(', ')})`;
    if (this.#isTerminal) process.stdout.write(`\r${line}\x1b[K`);
    else console.log(line);
  }
}
