/** What Stryker's report says, with the equivalent mutants set aside. */

import type { Equivalent } from './equivalent.js';

interface Position {
  line: number;
  column: number;
}

/** The parts of Stryker's report that are read. Lines and columns count from 1. */
export interface Report {
  files: Record<
    string,
    {
      source: string;
      mutants: {
        mutatorName: string;
        replacement: string;
        status: 'Killed' | 'Timeout' | 'Survived' | (string & {});
        location: { start: Position; end: Position };
      }[];
    }
  >;
}

/** A mutant that no test noticed. */
export interface Survivor {
  file: string;
  line: number;
  mutator: string;
  original: string;
  replacement: string;
}

export interface Row {
  name: string;
  mutants: number;
  killed: number;
  timedOut: number;
  setAside: number;
  survived: number;
}

/** The percentage of killed mutants among those not set aside. A timeout counts as killed. */
export function scoreOf({ mutants, killed, timedOut, setAside }: Row): number {
  return mutants === setAside ? 100 : (100 * (killed + timedOut)) / (mutants - setAside);
}

/** Code on one line, as `equivalent.ts` writes it. */
function oneLine(code: string): string {
  return code.replace(/\s+/g, ' ').trim();
}

function between(source: string, start: Position, end: Position): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines.push(lines.pop()!.slice(0, end.column - 1));
  return [lines[0]!.slice(start.column - 1), ...lines.slice(1)].join('\n');
}

function rowOf(name: string): Row {
  return { name, mutants: 0, killed: 0, timedOut: 0, setAside: 0, survived: 0 };
}

/** The figures for each file and in all, the survivors, and the equivalents that survive more or less often. */
export function judge(
  { files }: Report,
  equivalents: readonly Equivalent[],
): { rows: Row[]; total: Row; survivors: Survivor[]; stale: Equivalent[] } {
  const found = new Map<Equivalent, number>();
  const survivors: Survivor[] = [];
  const rows = Object.entries(files).map(([file, { source, mutants }]) => {
    const row = rowOf(file);
    for (const { mutatorName: mutator, replacement: code, status, location } of mutants) {
      row.mutants++;
      if (status === 'Killed') row.killed++;
      else if (status === 'Timeout') row.timedOut++;
      else if (status !== 'Survived') throw new Error(`${file}:${location.start.line} is ${status}`);
      else {
        const original = oneLine(between(source, location.start, location.end));
        const survivor = { file, line: location.start.line, mutator, original, replacement: oneLine(code) };
        const equivalent = equivalents.find((entry) => isSame(entry, survivor));
        if (equivalent === undefined) survivors.push(survivor);
        else found.set(equivalent, (found.get(equivalent) ?? 0) + 1);
        row[equivalent === undefined ? 'survived' : 'setAside']++;
      }
    }
    return row;
  });
  const total = rows.reduce(
    (sum, row) => ({
      name: 'in all',
      mutants: sum.mutants + row.mutants,
      killed: sum.killed + row.killed,
      timedOut: sum.timedOut + row.timedOut,
      setAside: sum.setAside + row.setAside,
      survived: sum.survived + row.survived,
    }),
    rowOf('in all'),
  );
  const stale = equivalents.filter((entry) => (found.get(entry) ?? 0) !== (entry.times ?? 1));
  return { rows, total, survivors, stale };
}

function isSame(entry: Equivalent, survivor: Survivor): boolean {
  const { file, mutator, original, replacement } = entry;
  const isOriginal = typeof original === 'string' ? original === survivor.original : original.test(survivor.original);
  return isOriginal && file === survivor.file && mutator === survivor.mutator && replacement === survivor.replacement;
}
