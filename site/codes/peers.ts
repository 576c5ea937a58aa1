/**
 * What deployed stacks do with each code: 16 servers, which were sent masked Close frames on loopback.
 * @module
 */

import { isPortableCode } from 'close-frame';

/** When this was measured. */
export const MEASURED = '2026-11-26';

/**
 * What each stack does with 3000–3999, 1012–1013, 1014, a reserved code, 1005 and 1015, 1006, and 5000 or more; all accept
 * every other code that may be sent.
 */
const peers: Readonly<Record<string, string>> = {
  'gorilla 1.5': 'TT22222',
  'coder/websocket 1.8': 'TTT2222',
  'golang.org/x/net 0.7': 'TTTTTTT',
  'gobwas 1.4': 'T22222T',
  'tungstenite 0.29': 'TT22222',
  'Boost.Beast 1.74': 'TT2222T',
  'websocketpp 0.8': 'TTT2222',
  'libwebsockets 4.1': 'T22222T',
  'Tomcat 9.0': 'T222222',
  'Netty 4.1': 'TTT000T',
  'aiohttp 3.8': 'TTT22TT',
  'Tornado 6.2': 'TTTTTTT',
  'Autobahn 22.7': 'TT00000',
  'Ruby websocket-driver 0.6': 'T222222',
  'Qt 6.4': 'T222222',
  'uWebSockets 20.79': 'EEEEEEE',
};

const deeds: readonly (readonly [letter: string, deed: string])[] = [
  ['T', 'accept it'],
  ['2', 'fail the connection with 1002'],
  ['0', 'drop the connection'],
  ['E', 'answer with an empty Close frame'],
];

function column(code: number): number {
  if (code >= 5000) return 6;
  if (code >= 3000) return 0;
  if (code === 1012 || code === 1013) return 1;
  if (code === 1014) return 2;
  if (code === 1006) return 5;
  return code === 1005 || code === 1015 ? 4 : 3;
}

/** What stacks do with a code, and which stacks do it; the most frequent first. */
export function deedsWith(code: number): { deed: string; systems: string[] }[] {
  const names = Object.keys(peers);
  const at = column(code);
  return deeds
    .map(([letter, deed]) => ({
      deed,
      systems: names.filter((name) => (isPortableCode(code) ? 'T' : peers[name]![at]) === letter),
    }))
    .filter(({ systems }) => systems.length > 0)
    .sort((one, other) => other.systems.length - one.systems.length);
}
