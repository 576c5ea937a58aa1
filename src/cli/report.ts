/**
 * Prints what was found in a stream.
 * @module
 */

import { type Inspection, inspectClose } from '../inspect/index.js';
import { dissect } from './dissect.js';
import { findingLines } from './findings.js';
import { hexOf } from './hex.js';
import { badLines, frameText, goodLines } from './meaning.js';
import { headerFacts, nameOf } from './object.js';
import type { Paint } from './paint.js';
import type { StreamReport } from './stream.js';
import { countOf } from './words.js';

/** The object for --json. */
export function reportObject(report: StreamReport): Record<string, unknown> {
  const { result, frame, frames, bytes } = report;
  const view = viewOf(report);
  const code = result.ok ? result.code : view.code;
  const name = nameOf(code);
  const { reason, problems, hints } = view;
  return {
    ...result,
    ...headerFacts(view),
    code,
    name,
    reason,
    problems,
    hints,
    frame: hexOf(frame),
    frames,
    bytes,
  };
}

/** The lines for people. */
export function reportLines(report: StreamReport, paint: Paint): string[] {
  const { result, frame } = report;
  const view = viewOf(report);
  const error = result.ok ? undefined : result.error;
  return [...findings(report, view, paint), ...dissect({ bytes: frame, view, error, origin: result.offset }, paint)];
}

function findings(report: StreamReport, view: Inspection, paint: Paint): string[] {
  const { result, frames, bytes } = report;
  const place = `at offset ${result.offset}, after ${countOf(frames, 'frame')}`;
  if (result.ok) {
    const what = frameText(result.byteLength, result.masked);
    return [...goodLines(result.code, result.reason, paint), `  ${what}, ${place}.`];
  }
  if (result.error.kind !== 'incomplete') {
    const lines = badLines(result.error, view.code, view.reason, paint);
    return [...lines, ...findingLines(view, result.error.kind), `  The frame begins ${place}.`];
  }
  const size = `in ${countOf(frames, 'frame')} and ${countOf(bytes, 'byte')}`;
  return [
    `${paint('bad', 'no Close frame')} ${size}`,
    `  ${endText(report, view)}`,
    '  An endpoint that reads this reports 1006 Abnormal Closure.',
  ];
}

function endText({ result, frame, bytes, end }: StreamReport, view: Inspection): string {
  if (bytes === 0) return 'The stream is empty.';
  if (end === 'head') return 'No HTTP head ends within the first 64 KiB: --http is wrong, or the stream is cut off.';
  if (end === 'boundary') return 'The stream ends between two frames.';
  if (frame.length === 0) return 'The stream ends inside the payload of a frame.';
  const isClose = view.fields.some(({ name, value }) => name === 'opcode' && value === 8);
  return `The stream ends inside ${isClose ? 'the Close frame' : 'the header of the frame'} at offset ${result.offset}.`;
}

/** The inspection of a frame of any opcode. Only the scanner checks 64-bit lengths, so their field is marked here. */
function viewOf({ result, frame, options: { from } }: StreamReport): Inspection {
  const inspection = inspectClose(frame, { as: 'frame', from });
  const view = { ...inspection, problems: problemsOf(result, inspection) };
  if (result.ok || (result.error.kind !== 'invalid-length' && result.error.kind !== 'length-unsupported')) return view;
  const fields = view.fields.map((field) => ({ ...field, broken: field.name === 'extended payload length' }));
  return { ...view, fields };
}

/** All problems, the scanner's first. In a stream, a frame with another opcode is not a problem. */
function problemsOf(result: StreamReport['result'], view: Inspection): Inspection['problems'] {
  if (result.ok || result.error.kind === 'incomplete') return [];
  const { kind, byteOffset, message } = result.error;
  const problems = view.problems.filter((problem) => problem.kind !== 'not-close');
  return problems.some((problem) => problem.kind === kind) ? problems : [{ kind, byteOffset, message }, ...problems];
}
