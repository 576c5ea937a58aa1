/** The peers, in the order of the document's columns. */

import { existsSync } from 'node:fs';
import { chromiumPeer, launchChromium } from '../../test/support/chromium.js';
import { driverClient, driverServer, type Peer, undiciClient, wsClient, wsServer } from '../../test/support/peers.js';
import { chromiumPath } from '../../test/support/programs.js';
import { programs } from './debian.js';
import { install, installedVersion, nodeBinary } from './install.js';
import { natives } from './natives.js';
import { type Program, processPeer } from './process.js';

/** A column of the table. */
export interface Column {
  name: string;
  /** What the peer is written in; there is one table per language. */
  language: string;
  /** Installs what the peer needs, which blocks the process and may take minutes; throws if that is not available. */
  prepare?(): void;
  /** Starts the peer in each of its roles; throws if it is not available. */
  start(): Promise<Started>;
}

export interface Started {
  version: string;
  peers: Peer[];
  /** One for each peer in its own process: rejects if the process ends before it is stopped. */
  failures: Promise<never>[];
  stop(): unknown;
}

const JAVASCRIPT = 'JavaScript and browsers';

/** Peers that run in this process. */
function inProcess(...peers: Peer[]): Column {
  const { name, version } = peers[0]!;
  return { name, language: JAVASCRIPT, start: async () => ({ version, peers, failures: [], stop: () => {} }) };
}

function startPrograms(name: string, version: string, roles: readonly Peer['role'][], program: Program): Started {
  const started = roles.map((role) => processPeer({ name, version, role }, program));
  return {
    version,
    peers: started.map(({ peer }) => peer),
    failures: started.map(({ failure }) => failure),
    stop: () => {
      for (const { stop } of started) stop();
    },
  };
}

const node: Column = {
  name: 'Node',
  language: JAVASCRIPT,
  async start() {
    install();
    const version = installedVersion('node');
    if (version === undefined) throw new Error('its package is only for Linux on x64');
    const program = { command: nodeBinary, args: ['node/node_websocket.mjs'], cwd: programs };
    return startPrograms('Node', version, ['client'], program);
  },
};

const websocket: Column = {
  name: 'websocket',
  language: JAVASCRIPT,
  async start() {
    install();
    const { websocketClient, websocketServer } = await import('./websocket.js');
    return await inProcess(websocketServer, websocketClient).start();
  },
};

const chromium: Column = {
  name: 'Chromium',
  language: JAVASCRIPT,
  async start() {
    if (!existsSync(chromiumPath)) throw new Error(`there is no ${chromiumPath}`);
    const { browser, page } = await launchChromium();
    const peers = [chromiumPeer({ browser, page })];
    return { version: browser.version(), peers, failures: [], stop: () => browser.close() };
  },
};

export const columns: readonly Column[] = [
  inProcess(wsServer, wsClient),
  inProcess(undiciClient),
  node,
  inProcess(driverServer, driverClient),
  websocket,
  chromium,
  ...natives.map(
    ({ name, language, roles, prepare }): Column => ({
      name,
      language,
      prepare,
      async start() {
        const { version, program } = prepare();
        return startPrograms(name, version, roles, program);
      },
    }),
  ),
];
