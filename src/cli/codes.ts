/**
 * `close-frame codes`: lists or explains status codes.
 * @module
 */

import { type CloseCodeInfo, type CodeRange, closeCodes, describeCode, isSendableByScript } from '../index.js';
import { codeFromName } from '../names/index.js';
import { codesIn, whyNoStatusCode } from '../text/index.js';
import { type Command, EXIT_GOOD } from './command.js';
import { codeNames, codesCalled, namesOf } from './names.js';
import type { Paint } from './paint.js';
import { json } from './quote.js';
import { isNumeric, noStatusCode, parseCode, unknownName } from './status.js';
import { type Row, table } from './table.js';
import { wrapped } from './words.js';

const senders: Readonly<Record<CloseCodeInfo['sentBy'], string>> = {
  any: 'client or server',
  client: 'client',
  server: 'server',
  none: 'nobody',
};

const ranges: Readonly<Record<CodeRange, string>> = {
  unused: '0–999, not used',
  protocol: '1000–2999, for the protocol and its extensions',
  registered: '3000–3999, for libraries and applications, registered with IANA',
  private: '4000–4999, for private use',
  invalid: '5000–65535, not assigned to any use',
};

export const codes: Command = {
  name: 'codes',
  summary: 'list the status codes, or explain one',
  operands: '[CODE|NAME|PREFIX|TEXT]',
  completions: codeNames(),
  details: [
    'CODE is any number from 0 to 65535. NAME is what this package, Go, Java, C, C++, Qt, Swift, Dart, Rust, Unity, ' +
      '.NET, Python or MDN calls a code; case and separators are ignored. PREFIX is the beginning of a name or a ' +
      'number. TEXT is any text that contains codes: a line of a log, an error message, a CloseEvent.',
  ],
  options: [],
  examples: [
    ['close-frame codes', 'all assigned codes'],
    ['close-frame codes 1006', 'one code in full'],
    ['close-frame codes EndpointUnavailable', 'a code by its name in .NET'],
    ["close-frame codes 'websocket: close 1006 (abnormal closure): unexpected EOF'", 'the codes in an error message'],
    ['close-frame codes 30', '30, and the codes that begin with it'],
  ],
  run({ io, paint, options, operands }) {
    const found = operands.length === 0 ? { full: [], list: closeCodes } : answer(operands.join(' '));
    const lines = options['json'] ? [json(objectOf(found))] : textOf(found, paint);
    io.stdout.write(`${lines.join('\n')}\n`);
    return EXIT_GOOD;
  },
};

/** A table of codes. */
function listOf(infos: readonly CloseCodeInfo[], paint: Paint): string[] {
  const head = ['code', 'name', 'sent by', 'browser', 'defined in'];
  const rows = infos.map(({ code, name, sentBy, reference }): Row => {
    const style = sentBy === 'none' ? 'bad' : 'good';
    return [
      [style, String(code)],
      ['strong', name],
      senders[sentBy],
      isSendableByScript(code) ? 'yes' : 'no',
      reference,
    ];
  });
  return table([head.map((title) => ['faint', title] as const), ...rows], paint);
}

/** The codes to explain in full (status codes or -1), and the codes to list in a table. */
interface Found {
  readonly full: readonly number[];
  readonly list: readonly CloseCodeInfo[];
}

/** Explains the code that a number or a name means, lists the codes for a prefix, or explains all codes in a text. */
function answer(text: string): Found {
  if (/^\d+$/.test(text)) {
    const { code, assigned } = describeCode(parseCode(text));
    return { full: [code], list: assigned ? [] : closeCodes.filter((info) => String(info.code).startsWith(`${code}`)) };
  }
  const code = codeFromName(text);
  if (code !== undefined) return { full: [code], list: [] };
  const infos = codesCalled(text);
  if (infos.length > 0) return infos.length === 1 ? { full: [infos[0]!.code], list: [] } : { full: [], list: infos };
  const found = codesIn(text, codeFromName);
  if (found.length === 0) throw isNumeric(text) ? noStatusCode(text) : unknownName(text);
  return { full: found.map((code) => (code === -1 ? code : parseCode(String(code)))), list: [] };
}

function textOf({ full, list }: Found, paint: Paint): string[] {
  const parts = [...full.map((code) => explain(code, paint)), ...(list.length > 0 ? [listOf(list, paint)] : [])];
  return parts.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** The object for --json. The codes that are explained come first. */
function objectOf({ full, list }: Found): Record<string, unknown> {
  const infos = [...full.filter((code) => code !== -1).map(describeCode), ...list];
  const codes = infos.map((info) => ({
    ...info,
    sendableByScript: isSendableByScript(info.code),
    names: namesOf(info.code).map(([system, name]) => ({ system, name })),
  }));
  const notCodes = full.filter((code) => code === -1).map((number) => ({ number, message: sentence(number) }));
  return { ok: true, codes, notCodes };
}

/** Explains a status code, or -1, which some systems report. */
function explain(code: number, paint: Paint): string[] {
  if (code !== -1) return detailsOf(describeCode(code), paint);
  return [paint('bad', '-1 No Status Code'), ...wrapped(sentence(code), '  ')];
}

function sentence(code: number): string {
  const why = whyNoStatusCode(code);
  return why.charAt(0).toUpperCase() + why.slice(1);
}

function detailsOf(info: CloseCodeInfo, paint: Paint): string[] {
  const { code, name, description, range, sendable, sentBy, reference, reconnect } = info;
  const facts: [title: string, fact: string][] = [
    ['range', ranges[range]],
    ['sent by', sendable ? senders[sentBy] : 'nobody: it must not be in a Close frame'],
    ['browser', `${isSendableByScript(code) ? 'a' : 'no'} script may pass it to close()`],
    ['reconnect', reconnect ?? 'no advice in the specifications'],
    ['defined in', reference],
    ...namesOf(code).map(([system, other], index): [string, string] => [
      index === 0 ? 'called' : '',
      `${other} (${system})`,
    ]),
  ];
  const rows = facts.map(([title, fact]): Row => [['faint', title], fact]);
  return [
    paint(sendable ? 'good' : 'bad', `${code} ${name}`),
    ...wrapped(description, '  '),
    ...table(rows, paint, '  '),
  ];
}
