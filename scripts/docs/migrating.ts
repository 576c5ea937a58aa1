/**
 * The tables of docs/migrating.md: what each system calls each status code, and where we found the names. They are made
 * from src/names, and are between two marks in a page that is otherwise written by hand.
 * @module
 */

import assert from 'node:assert/strict';
import { CloseCode } from 'close-frame';
import { namesOfCode } from 'close-frame/names';
import { systems } from '../../src/names/systems.js';

/** The page. */
export const migrating = 'docs/migrating.md';

const BEGIN = '<!-- Begin of what npm run docs writes. -->\n';
const END = '<!-- End of what npm run docs writes. -->\n';

/** The heading and the systems of each table. A single table would be wider than any screen. */
const groups: readonly (readonly [heading: string, columns: readonly string[]])[] = [
  ['The registry, browsers and Node', ['IANA', 'MDN and Node websocket']],
  ['Go', ['Go gorilla', 'Go coder']],
  ['Java', ['Java Jakarta', 'Java Spring', 'Java Netty']],
  ['C, C++ and Qt', ['C libwebsockets', 'C++ Boost.Beast', 'Qt']],
  ['Rust', ['Rust ws-rs', 'Rust tungstenite']],
  ['.NET and Unity', ['.NET WebSocketCloseStatus', 'Unity WebSocketStatusCodes']],
  ['Python', ['Python websockets', 'Python aiohttp']],
  ['Dart', ['dart:io', 'Dart ws', 'Dart ws codename']],
  ['Swift', ['Swift URLSession']],
];

const keys = new Map<number, string>(Object.entries(CloseCode).map(([key, code]) => [code, key]));
const allCodes = Array.from({ length: 4000 }, (_, index) => 1000 + index);

/** The page with up-to-date tables. */
export function withTables(page: string): string {
  const [before, after] = [page.split(BEGIN), page.split(END)];
  assert.ok(before.length === 2 && after.length === 2, `${migrating} must hold each of its two marks once`);
  return `${before[0]}${BEGIN}\n${tables()}\n${END}${after[1]}`;
}

function tables(): string {
  const shown = groups.flatMap(([, columns]) => columns).sort();
  assert.deepEqual(shown, systems.map(({ system }) => system).sort(), 'each system is in one group');
  const parts = groups.map(([heading, columns]) => `### ${heading}\n\n${table(columns)}`);
  return [...parts, `### Where we found the names\n\n${sources()}`].join('\n');
}

function table(columns: readonly string[]): string {
  const named = allCodes.filter((code) => columns.some((system) => cell(code, system) !== ''));
  const rows = named.map((code) => {
    const key = keys.get(code);
    return [String(code), key === undefined ? '' : `\`${key}\``, ...columns.map((system) => cell(code, system))];
  });
  const lines = [['code', '`CloseCode`', ...columns], ['', '', ...columns].map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function cell(code: number, system: string): string {
  const names = namesOfCode(code).filter((one) => one.system === system);
  return names.map(({ name }) => `\`${name}\``).join(', ');
}

function sources(): string {
  return systems.map(({ system, source }) => `- ${system}: ${source}\n`).join('');
}
