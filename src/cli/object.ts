/**
 * The objects that the commands print with `--json`; see `schemas/command.json` and docs/json.md.
 * @module
 */

import { describeCode } from '../index.js';
import type { Inspection } from '../inspect/index.js';
import { hexOf } from './hex.js';

/** The object for a frame or a payload. */
export function frameObject(bytes: Uint8Array, view: Inspection): Record<string, unknown> {
  const { as, result, reason, payload, fields, problems, hints } = view;
  const { code } = result.ok ? result : view;
  const name = nameOf(code);
  return {
    ...result,
    ...headerFacts(view),
    as,
    bytes: hexOf(bytes),
    code,
    name,
    reason,
    payload,
    fields,
    problems,
    hints,
  };
}

/** The name of a code, if there is a code. */
export function nameOf(code: number | undefined): string | undefined {
  return code === undefined ? undefined : describeCode(code).name;
}

/** What the header says, as far as it is complete: whether the frame is masked, and how long it is. */
export function headerFacts({ fields }: Pick<Inspection, 'fields'>): { masked?: boolean; byteLength?: number } {
  const fieldValue = (name: string) => fields.find((field) => field.name === name)?.value;
  const mask = fieldValue('MASK');
  const short = fieldValue('payload length');
  if (mask === undefined || short === undefined) return {};
  const masked = mask === 1;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const length = lengthBytes === 0 ? short : fieldValue('extended payload length');
  const byteLength = Number(length) + 2 + lengthBytes + (masked ? 4 : 0);
  return Number.isSafeInteger(byteLength) ? { masked, byteLength } : { masked };
}
