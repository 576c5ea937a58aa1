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
import { type Command, EXIT_GOOD } from './command.js';
import { codesCalled, namesOf } from './names.js';
import type { Paint } from './paint.js';
import { isNumeric, parseCode, unknownName } from './status.js';
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
  operands: '[CODE|NAME|PREFIX]',
  completions: Object.keys(CloseCode),
  details: [
    'CODE is any number from 0 to 65535. NAME is what a code is called, here or in Go, Java, C, C++, Qt, Swift, Dart, Rust,\n' +
      'Unity, .NET, Python or MDN; case and separators are ignored. PREFIX is the beginning of a name or of a number.',
  ],
  options: {},
  examples: [
    ['close-frame codes', 'all that are assigned'],
    ['close-frame codes 1006', 'one in full'],
    ['close-frame codes EndpointUnavailable', 'by its name in .NET'],
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

/** One code in full, or a table of those whose number or names begin so. */
function answer(text: string, paint: Paint): string[] {
  if (isNumeric(text)) {
    const info = describeCode(parseCode(text));
    const longer = info.assigned ? [] : closeCodes.filter(({ code }) => String(code).startsWith(String(info.code)));
    return longer.length === 0 ? detailsOf(info, paint) : [...detailsOf(info, paint), '', ...listOf(longer, paint)];
  }
  const code = codeFromName(text);
  if (code !== undefined) return detailsOf(describeCode(code), paint);
  const infos = codesCalled(text);
  if (infos.length === 0) throw unknownName(text);
  return infos.length === 1 ? detailsOf(infos[0]!, paint) : listOf(infos, paint);
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
