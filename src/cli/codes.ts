/**
 * `close-frame codes`: the registry of status codes, as a table or one by one.
 * @module
 */

import {
  CloseCode,
  type CloseCodeInfo,
  type CodeRange,
  closeCodes,
  describeCode,
  isSendableByScript,
} from '../index.js';
import { codeFromName } from '../names/index.js';
import { codesIn, whyNoStatusCode } from '../text/index.js';
import { type Command, EXIT_GOOD } from './command.js';
import { codesCalled, namesOf } from './names.js';
import type { Paint } from './paint.js';
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
  invalid: '5000–65535, given to nobody',
};

export const codes: Command = {
  name: 'codes',
  summary: 'list the status codes, or explain one',
  operands: '[CODE|NAME|PREFIX|TEXT]',
  completions: Object.keys(CloseCode),
  details: [
    'CODE is any number from 0 to 65535. NAME is what a code is called, here or in Go, Java, C, C++, Qt, Swift, Dart, Rust,\n' +
      'Unity, .NET, Python or MDN; case and separators are ignored. PREFIX is the beginning of a name or of a number.\n' +
      'TEXT is whatever has codes in it: a line of a log, the message of an error, a CloseEvent.',
  ],
  options: {},
  examples: [
    ['close-frame codes', 'all that are assigned'],
    ['close-frame codes 1006', 'one in full'],
    ['close-frame codes EndpointUnavailable', 'by its name in .NET'],
    ["close-frame codes 'websocket: close 1006 (abnormal closure): unexpected EOF'", 'those in an error'],
    ['close-frame codes 30', 'code 30, and those that begin so'],
  ],
  run({ io, paint, operands }) {
    const lines = operands.length === 0 ? listOf(closeCodes, paint) : answer(operands.join(' '), paint);
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

/** One code in full, or a table of those whose number or names begin so; or all that a longer text names, in full. */
function answer(text: string, paint: Paint): string[] {
  if (/^\d+$/.test(text)) {
    const info = describeCode(parseCode(text));
    const longer = info.assigned ? [] : closeCodes.filter(({ code }) => String(code).startsWith(String(info.code)));
    return longer.length === 0 ? detailsOf(info, paint) : [...detailsOf(info, paint), '', ...listOf(longer, paint)];
  }
  const code = codeFromName(text);
  if (code !== undefined) return detailsOf(describeCode(code), paint);
  const infos = codesCalled(text);
  if (infos.length > 0) return infos.length === 1 ? detailsOf(infos[0]!, paint) : listOf(infos, paint);
  const found = codesIn(text, codeFromName);
  if (found.length === 0) throw isNumeric(text) ? noStatusCode(text) : unknownName(text);
  return found.flatMap((code, index) => [...(index === 0 ? [] : ['']), ...explain(code, paint)]);
}

/** A number that a text names: any status code, or -1, which some systems report. */
function explain(code: number, paint: Paint): string[] {
  if (code !== -1) return detailsOf(describeCode(parseCode(String(code))), paint);
  const why = whyNoStatusCode(code);
  return [paint('bad', '-1 No Status Code'), ...wrapped(why.charAt(0).toUpperCase() + why.slice(1), '  ')];
}

function detailsOf(info: CloseCodeInfo, paint: Paint): string[] {
  const { code, name, description, range, sendable, sentBy, reference, reconnect } = info;
  const facts: [title: string, fact: string][] = [
    ['range', ranges[range]],
    ['sent by', sendable ? senders[sentBy] : 'nobody: it must not be in a Close frame'],
    ['browser', `${isSendableByScript(code) ? 'a' : 'no'} script may give it to close()`],
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
