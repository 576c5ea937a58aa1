/** The payloads to measure with: 1,024 per set, generated from a seed, so that no call always gets the same input. */

const SIZE = 1024;

/** One payload, as the encoders and the decoders take it. */
export interface Sample {
  code: number;
  reason: string;
  /** A Buffer in a pool, like those from a socket. All contestants read the same one. */
  payload: Buffer;
}

/** Mulberry32, a small random number generator: the corpora are the same on every machine. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const random = generator(6455);

function pick<T>(values: readonly T[]): T {
  return values[random(values.length)]!;
}

function repeat(length: number, make: () => string): string {
  return Array.from({ length }, make).join('');
}

const codes = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 3000, 4000, 4999];

const commonReasons = [
  '',
  'idle timeout',
  'going away',
  'Invalid token',
  'Unauthorized',
  'Normal closure',
  'bye',
  'done',
  'shutdown',
  'server shutting down',
  'ping timeout',
  'Connection timed out',
  'rate limited',
  'too many requests',
  'kicked',
  'session expired',
  'Internal server error',
  'message too big',
  'Protocol error',
  'duplicate connection',
  'heartbeat failed',
  'client disconnect',
  'maintenance',
  'restart',
  'unsupported data',
  '连接超时',
  '服务器正在维护',
  'сервер перезапускается',
  'Zeitüberschreitung',
  '👋 bye',
];

function sample(code: number, reason: string): Sample {
  const bytes = Buffer.from(reason);
  return { code, reason, payload: Buffer.concat([Buffer.of(code >> 8, code & 0xff), bytes]) };
}

function set(makeReason: () => string): Sample[] {
  return Array.from({ length: SIZE }, () => sample(pick(codes), makeReason()));
}

const hexDigits = '0123456789abcdef';
const idForms: (() => string)[] = [
  () => `session ${repeat(8, () => pick([...hexDigits]))} expired`,
  () => `user ${random(1e9)} left room ${random(1e6)}`,
  () => `request ${repeat(32, () => pick([...hexDigits]))} done`,
  () => `conn-${random(1e9)} replaced by conn-${random(1e9)}`,
];

const invalidPayloads: (() => Buffer)[] = [
  () => Buffer.of(...uint16(pick([0, 999, 1005, 1006, 1015])), ...Buffer.from('bye')),
  () => Buffer.of(...uint16(pick([1004, 1016, 2999, 5000, 65_535]))),
  () => Buffer.concat([Buffer.of(3, 0xe8), Buffer.from('reason '), Buffer.of(pick([0x80, 0xc0, 0xff, 0xe4]))]),
  () => Buffer.of(3),
];

function uint16(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}

/** The sets by name. */
export const sets = {
  codeonly: set(() => ''),
  common: set(() => pick(commonReasons)),
  ids: set(() => pick(idForms)()),
  ascii123: set(() => repeat(123, () => String.fromCharCode(97 + random(26)))),
  cjk: set(() => repeat(41, () => String.fromCharCode(0x4e00 + random(0x5000)))),
  emoji: set(() => repeat(30, () => String.fromCodePoint(0x1f300 + random(0x2ff)))),
  invalid: Array.from({ length: SIZE }, (): Sample => ({ code: 0, reason: '', payload: pick(invalidPayloads)() })),
} satisfies Record<string, Sample[]>;

export type SetName = keyof typeof sets;
