/**
 * What comes after the verdict: readings and frames to choose from, what else is wrong, and hints. If there is none of
 * these and the bytes are valid, the meaning of the code.
 * @module
 */

import { describeCode } from 'close-frame';
import { charactersOf } from '../bytes/cells.js';
import { CLOSE, type FrameAt } from '../bytes/frames.js';
import { countOf, hexOf } from '../bytes/hex.js';
import { type Asked, firstClose, inspect, type Look, titleOf } from '../bytes/look.js';
import { repairOf } from '../bytes/repair.js';
import { button, el, rich } from '../dom.js';
import { verdictOn } from './verdict.js';

/** What the user can do about a finding. */
export interface Actions {
  /** Chooses a reading or a frame. */
  choose(what: 'pick' | 'frame', index: string): void;
  /** Replaces the text or the bytes. */
  replace(text: string | Uint8Array): void;
}

/** More readings, frames or faults than this are only counted. */
const MAX_SHOWN = 20;
const MAX_FAULTS = 3;

const opcodes: Readonly<Record<number, string>> = {
  0: 'Continuation',
  1: 'Text',
  2: 'Binary',
  8: 'Close',
  9: 'Ping',
  10: 'Pong',
};

/** The findings, one element each. */
export function findingsOf(look: Look, asked: Asked, actions: Actions): HTMLElement[] {
  const { inspection, reading, base } = look;
  const chosen = [readings(look, asked, actions), frames(look, asked, actions)].filter((list) => list !== undefined);
  if (inspection === undefined || reading === undefined) return chosen;
  const { problems, hints, result } = inspection;
  const faults = charactersOf(inspection).filter(({ fault }) => fault !== undefined);
  const found = [
    ...problems.slice(1).map(({ message }) => finding('Also wrong', message)),
    ...faults.slice(0, MAX_FAULTS).map(({ start, fault }) => finding(`Byte ${base + start}`, `${fault}.`)),
    ...(faults.length > MAX_FAULTS ? [finding('', `… and ${faults.length - MAX_FAULTS} more.`)] : []),
    ...hints.map(({ kind, message }) => {
      const repair = repairOf(kind, reading.bytes.subarray(base), inspection);
      return finding(
        'Hint',
        message,
        repair && button(repair.label, () => actions.replace(before(reading.bytes, base, repair.bytes))),
      );
    }),
  ];
  const all = [...chosen, ...found];
  return all.length > 0 || !result.ok ? all : [el('p.meaning', {}, describeCode(result.code).description)];
}

/** Keeps the bytes before the frame. */
function before(bytes: Uint8Array, base: number, repaired: Uint8Array): Uint8Array {
  const all = new Uint8Array(base + repaired.length);
  all.set(bytes.subarray(0, base));
  all.set(repaired, base);
  return all;
}

function finding(title: string, text: string, act?: HTMLElement): HTMLElement {
  return el('p', {}, title !== '' && el('b', {}, `${title}: `), ...rich(text), act !== undefined && ' ', act);
}

function readings({ readings, text }: Look, asked: Asked, { choose }: Actions): HTMLElement | undefined {
  const items = readings.slice(0, MAX_SHOWN).map(({ spelling, bytes, starts }, index) => {
    const line = text.slice(0, starts[0]).split('\n').length;
    const hex = hexOf(bytes.subarray(0, 8)) + (bytes.length > 8 ? ' …' : '');
    const label = el(
      'span',
      {},
      `${titleOf(spelling)}, line ${line}: `,
      el('code', {}, hex),
      ` ${verdictOn(inspect(bytes, asked)).title}`,
    );
    return button(label, () => choose('pick', String(index)), asked.pick === String(index));
  });
  return list('Readings', items, readings.length);
}

function frames({ frames, reading }: Look, asked: Asked, { choose }: Actions): HTMLElement | undefined {
  const first = String(firstClose(frames));
  const current = asked.frame === '' ? first : asked.frame;
  const items = frames.slice(0, MAX_SHOWN).map((frame, index) => {
    const label = el('span', {}, `${index + 1}: `, nameOf(frame, reading!.bytes));
    const value = String(index);
    return button(label, () => choose('frame', value === first ? '' : value), current === value);
  });
  return list('Frames', items, frames.length);
}

function nameOf({ start, end, opcode }: FrameAt, bytes: Uint8Array): string {
  if (opcode === CLOSE)
    return `Close, ${verdictOn(inspect(bytes.subarray(start, end), { as: 'frame', from: '' })).title}`;
  return `${opcodes[opcode]}, ${countOf(end - start)}`;
}

function list(title: string, items: readonly HTMLElement[], count: number): HTMLElement | undefined {
  if (count === 0) return undefined;
  const more = count > items.length ? `and ${count - items.length} more` : '';
  return el(
    'div.choices',
    { role: 'group', 'aria-label': title },
    el('b', {}, `${count} ${title.toLowerCase()}`),
    ...items,
    more,
  );
}
