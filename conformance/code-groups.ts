/** Groups of codes that stacks treat alike, and what a stack does with a group. */

import type { Measurement } from './data.js';

export interface CodeGroup {
  name: string;
  /** The codes of the group that were tried. */
  codes: readonly number[];
}

export const codeGroups: readonly CodeGroup[] = [
  { name: '0–999', codes: [0, 999] },
  { name: '1000–1003', codes: [1000, 1001, 1002, 1003] },
  { name: '1004', codes: [1004] },
  { name: '1005', codes: [1005] },
  { name: '1006', codes: [1006] },
  { name: '1007–1011', codes: [1007, 1008, 1009, 1010, 1011] },
  { name: '1012', codes: [1012] },
  { name: '1013', codes: [1013] },
  { name: '1014', codes: [1014] },
  { name: '1015', codes: [1015] },
  { name: '1016–2999', codes: [1016, 1999, 2000, 2999] },
  { name: '3000–3999', codes: [3000, 3003, 3999] },
  { name: '4000–4999', codes: [4000, 4999] },
  { name: '5000–65535', codes: [5000, 65535] },
];

/** One thing that a stack does with codes of a group, and in which role and for which codes it does so. */
export interface Conduct {
  what: string;
  where: string;
}

export function conductsOf(stack: Measurement, { codes }: CodeGroup, of: 'takes' | 'sends'): Conduct[] {
  const all = Object.entries(stack.roles).flatMap(([role, { codes: known }]) =>
    codes.flatMap((code) => {
      const what = known[code]?.[of];
      return what === undefined ? [] : [{ role, code, what }];
    }),
  );
  return [...new Set(all.map(({ what }) => what))].map((what) => {
    const those = all.filter((one) => one.what === what);
    const roles = new Set(those.map(({ role }) => role));
    const few = [...new Set(those.map(({ code }) => code))];
    const parts = [
      ...(few.length < codes.length ? [few.join(', ')] : []),
      ...(roles.size < Object.keys(stack.roles).length ? [`as a ${[...roles]}`] : []),
    ];
    return { what, where: parts.join(' ') };
  });
}
