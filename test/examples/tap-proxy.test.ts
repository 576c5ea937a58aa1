import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { encodeCloseFrame, unwrap } from 'close-frame';
import { suite } from 'uvu';
import { WebSocket, WebSocketServer } from 'ws';
import { createTapProxy } from '../../examples/tap-proxy/proxy.js';
import { bytes } from '../support/bytes.js';
import { listen, rawClient, rawServer } from '../support/net.js';
import { builtProgram, environment, root, runProgram } from '../support/program.js';

const test = suite('examples/tap-proxy');

const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';

/** A proxy in front of a port; `nextLine` waits for what it logs next. */
async function startProxy(
  to: number,
  timeoutMs?: number,
): Promise<{ port: number; proxy: Server; nextLine: () => Promise<string> }> {
  const lines: string[] = [];
  let wake: () => void = () => {};
  const proxy = createTapProxy({
    to: { host: '127.0.0.1', port: to },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    log: (line) => {
      lines.push(line);
      wake();
    },
  });
  const port = await listen(proxy);
  const nextLine = async (): Promise<string> => {
    while (lines.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return lines.shift()!;
  };
  return { port, proxy, nextLine };
}

test('the proxy has fewer than 150 lines, so that it is easy to start from', () => {
  const source = readFileSync(new URL('../../examples/tap-proxy/proxy.ts', import.meta.url), 'utf8');
  assert.ok(source.split('\n').length < 150);
});

test('megabytes in both directions are passed on unchanged, however fast they are read', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 2 ** 30 });
  await once(server, 'listening');
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
  const { port, proxy, nextLine } = await startProxy((server.address() as AddressInfo).port);
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { maxPayload: 2 ** 30 });
  await once(client, 'open');
  const message = randomBytes(8 * 2 ** 20).fill(0x88, 0, 2 ** 20);
  client.send(message);
  const [echo] = (await once(client, 'message')) as [Buffer];
  const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');
  assert.equal(digest(echo), digest(message));
  client.close(4000, 'enough');
  assert.match(await nextLine(), /^#1 client closed with 4000 Private Use 'enough'; server answered with 4000/);
  proxy.close();
  server.close();
});

test('a connection that is not a WebSocket, or reaches no server, is logged, and others are not affected', async () => {
  const server = rawServer(({ socket, closeFrame }) => {
    void closeFrame.then((result) => {
      if (result.ok) socket.end(unwrap(encodeCloseFrame(result.code)).bytes);
    });
  });
  const { port, proxy, nextLine } = await startProxy(await listen(server));
  const bystander = await rawClient(port);

  // A stream that is not HTTP at all: the server hangs up.
  const garbage = connect(port, '127.0.0.1');
  garbage.end(randomBytes(100_000));
  garbage.on('error', () => {});
  assert.match(await nextLine(), /^#2 .*no WebSocket: ''$/);

  // A connection that sends nothing.
  connect(port, '127.0.0.1').end();
  assert.match(await nextLine(), /^#3 .*no WebSocket: ''$/);

  // A connection that is reset in the middle of a header.
  const cut = await rawClient(port);
  cut.socket.write(bytes('827e'), () => cut.socket.resetAndDestroy());
  assert.match(
    await nextLine(),
    /^#4 (client: read ECONNRESET; )?client ended without a Close frame: 1006 Abnormal Closure$/,
  );

  bystander.socket.write(unwrap(encodeCloseFrame(1000, 'still here', { from: 'client' })).bytes);
  assert.equal((await bystander.closeFrame).ok, true);
  bystander.socket.end();
  assert.match(await nextLine(), /^#1 client closed with 1000 Normal Closure 'still here'; server answered with 1000/);
  proxy.close();
  server.close();
});

test('an HTTP error instead of an upgrade is passed on, and its body is not read as frames', async () => {
  const server = createServer((socket) => {
    socket.on('data', () =>
      socket.end(Buffer.concat([Buffer.from('HTTP/1.1 403 Forbidden\r\n\r\n'), bytes('880203ee')])),
    );
    socket.on('error', () => {});
  });
  const { port, proxy, nextLine } = await startProxy(await listen(server));
  const end = await rawClient(port);
  assert.equal(end.head, 'HTTP/1.1 403 Forbidden');
  assert.equal((await end.closeFrame).ok, false);
  end.socket.end();
  assert.equal(await nextLine(), "#1 no WebSocket: 'HTTP/1.1 403 Forbidden'");
  proxy.close();
  server.close();
});

test('if the server cannot be reached, the client gets 502 Bad Gateway', async () => {
  const vacant = createServer();
  const nobody = await listen(vacant);
  vacant.close();
  await once(vacant, 'close');
  const { port, proxy, nextLine } = await startProxy(nobody);
  const end = await rawClient(port);
  assert.match(end.head, /^HTTP\/1\.1 502 Bad Gateway/);
  end.socket.end();
  assert.match(await nextLine(), /^#1 server: connect ECONNREFUSED .*; no WebSocket: ''$/);
  proxy.close();
});

test('if a reader pauses, no more is sent than the buffers of the sockets hold', async () => {
  const chunk = new Uint8Array(2 ** 16);
  let sent = 0;
  const server = rawServer(({ socket }) => {
    const flood = () => {
      while (socket.writable && sent < 2 ** 28) {
        sent += chunk.length;
        if (!socket.write(chunk)) break;
      }
    };
    socket.on('drain', flood);
    socket.on('error', () => {});
    flood();
  });
  const { port, proxy, nextLine } = await startProxy(await listen(server), 1000);
  const [[proxySide], client] = await Promise.all([once(proxy, 'connection') as Promise<[Socket]>, rawClient(port)]);
  client.socket.pause();
  let before = -1;
  while (sent !== before) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(sent < 2 ** 28, 'the server has been stopped');
  assert.ok(proxySide.writableLength < 2 ** 18, `the proxy holds ${proxySide.writableLength} bytes`);
  client.socket.destroy(); // once the reader is gone, the server is not held up
  assert.match(await nextLine(), /^#1 .*client ended without a Close frame/);
  proxy.close();
  server.close();
});

test('the proxy gives up a handshake that does not come, and an end that goes on without the other', async () => {
  const silent = createServer((socket) => socket.resume().on('error', () => {}));
  const slow = await startProxy(await listen(silent), 50);
  const waiting = connect(slow.port, '127.0.0.1').resume();
  const released = once(waiting, 'close');
  waiting.on('error', () => {});
  assert.equal(await slow.nextLine(), "#1 no WebSocket: ''", 'a handshake that does not come');
  await released;
  slow.proxy.close();
  silent.close();

  const stubborn = rawServer(({ socket }) => {
    const timer = setInterval(() => socket.write(bytes('8900')), 10);
    socket.on('close', () => clearInterval(timer));
  });
  const { port, proxy, nextLine } = await startProxy(await listen(stubborn), 1000);
  const client = await rawClient(port);
  client.socket.destroy();
  assert.match(
    await nextLine(),
    /client ended without a Close frame: .* the server was sent 1011/,
    'pings do not help',
  );
  proxy.close();
  stubborn.close();
});

/** A server that answers the first bytes of each client with these parts, and then only reads. */
function answering(...parts: (string | Uint8Array)[]): { server: Server; received: Buffer[] } {
  const received: Buffer[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.on('data', (chunk) => received.push(chunk));
    socket.once('data', () => {
      for (const part of parts) socket.write(part);
    });
  });
  return { server, received };
}

const REQUEST = 'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
const isFrame = (chunks: Buffer[]) => Buffer.concat(chunks).includes(Buffer.from([0x88, 0x82]));

test('an answer whose head does not end is given up, even if it is a second one, over 64 KiB or not HTTP', async () => {
  for (const [answer, line] of [
    ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n', "no WebSocket: 'HTTP/1.1 101 Switching Protocols'"],
    ['HTTP/1.1 200 OK\r\nX: y', "no WebSocket: 'HTTP/1.1 200 OK'"],
    ['HTTP/1.1 103 Early Hints\r\n\r\n', "no WebSocket: ''"],
    ['HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 101 S\r\nX: y\r\n', "no WebSocket: 'HTTP/1.1 101 S'"],
    [`HTTP/1.1 101 S\r\nX: ${'y'.repeat(65_536)}\r\nUpgrade: websocket\r\n\r\n`, "no WebSocket: 'HTTP/1.1 101 S'"],
    ['\r\n\r\n', "no WebSocket: ''"],
    ['SSH-2.0-x\r\n', "no WebSocket: 'SSH-2.0-x'"],
  ] as const) {
    const { server } = answering(answer);
    const { port, proxy, nextLine } = await startProxy(await listen(server), 100);
    const client = connect(port, '127.0.0.1').resume();
    client.on('error', () => {});
    client.write(REQUEST);
    assert.equal(await nextLine(), `#1 ${line}`);
    proxy.close();
    server.close();
  }
});

test('the timeout does not apply after the handshake', async () => {
  const { server } = answering(SWITCHING);
  const { port, proxy, nextLine } = await startProxy(await listen(server), 50);
  const client = await rawClient(port);
  await new Promise((resolve) => setTimeout(resolve, 150));
  client.socket.end(unwrap(encodeCloseFrame(1000, '', { from: 'client' })).bytes);
  assert.equal(await nextLine(), '#1 client closed with 1000 Normal Closure');
  proxy.close();
  server.close();
});

test('no Close frame is written to or read from a connection that is not a WebSocket', async () => {
  for (const [head, summary] of [
    ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n', 'HTTP/1.1 101 Switching Protocols (Upgrade: h2c)'],
    ['HTTP/1.1 101 S\r\nUpgrade: websockets\r\n\r\n', 'HTTP/1.1 101 S (Upgrade: websockets)'],
    ['HTTP/1.1 101 S\r\nX-Upgrade: websocket\r\n\r\n', 'HTTP/1.1 101 S (Upgrade: )'],
    ['HTTP/1.1 200 OK\r\nUpgrade: websocket\r\n\r\n', 'HTTP/1.1 200 OK'],
    ['HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n\r\n', 'HTTP/1.1 426 Upgrade Required'],
    ['HTTP/1.0 101 S\r\nUpgrade: websocket\r\n\r\n', 'HTTP/1.0 101 S'],
    // A request on a connection that is kept alive: the second answer is not read.
    [`HTTP/1.1 204 No Content\r\n\r\n${SWITCHING}`, 'HTTP/1.1 204 No Content'],
  ] as const) {
    const { server, received } = answering(head, bytes('880203e8'));
    const { port, proxy, nextLine } = await startProxy(await listen(server));
    const client = await rawClient(port);
    client.socket.end();
    assert.equal(await nextLine(), `#1 no WebSocket: '${summary}'`);
    assert.ok(!isFrame(received), summary);
    proxy.close();
    server.close();
  }
});

test('a WebSocket begins after the final answer, even after others, in any case and with LF line ends', async () => {
  for (const head of [
    SWITCHING,
    `HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n${SWITCHING}`,
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nUpgrade: h2c\r\n\r\n${SWITCHING}`,
    `\r\n${SWITCHING}`,
    'HTTP/1.1 101 S\nupgrade:WebSocket\n\n',
    'HTTP/1.1 101\r\nX: y\r\nUPGRADE: \t WEBSOCKET \t\r\nY: z\r\n\r\n',
  ]) {
    const close = unwrap(encodeCloseFrame(4000, 'bye')).bytes;
    for (const parts of [
      [head, close],
      [`${head}\x88\x05\x0f\xa0bye`],
      [...head].map((char) => char).concat('\x88\x05\x0f\xa0bye'),
    ]) {
      const { server } = answering(
        ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
      );
      const { port, proxy, nextLine } = await startProxy(await listen(server));
      const client = connect(port, '127.0.0.1');
      client.write(REQUEST);
      client.once('data', () => setTimeout(() => client.end(), 50)).resume();
      assert.equal(await nextLine(), "#1 server closed with 4000 Private Use 'bye'", head);
      proxy.close();
      server.close();
    }
    // If one end is lost, the other gets a Close frame.
    const { server, received } = answering(head);
    const { port, proxy, nextLine } = await startProxy(await listen(server));
    const client = connect(port, '127.0.0.1');
    client.write(REQUEST);
    client.once('data', () => setTimeout(() => client.end(), 50)).resume();
    assert.match(await nextLine(), /client ended without a Close frame: .* the server was sent 1011$/, head);
    assert.ok(isFrame(received), head);
    proxy.close();
    server.close();
  }
});

test('if the server is lost after only an interim answer, the client gets 502 Bad Gateway', async () => {
  for (const [answer, hasGateway] of [
    ['HTTP/1.1 103 Early Hints\r\n\r\n', true],
    ['HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 2', false],
  ] as const) {
    const server = createServer((socket) => socket.once('data', () => socket.end(answer)).on('error', () => {}));
    const { port, proxy, nextLine } = await startProxy(await listen(server));
    const client = connect(port, '127.0.0.1');
    let text = '';
    client.setEncoding('latin1').on('data', (chunk) => (text += chunk));
    client.write(REQUEST);
    await once(client, 'end');
    client.end();
    await nextLine();
    assert.equal(text.includes('HTTP/1.1 502 Bad Gateway\r\n'), hasGateway);
    proxy.close();
    server.close();
  }
});

test('a frame that breaks the protocol is logged with its offset in the whole stream', async () => {
  const { server } = answering(SWITCHING, bytes('8900 880203ee'));
  const { port, proxy, nextLine } = await startProxy(await listen(server));
  const client = await rawClient(port);
  setTimeout(() => client.socket.end(), 50);
  assert.match(
    await nextLine(),
    new RegExp(`^#1 server broke the protocol at byte ${SWITCHING.length + 2}: forbidden-code`),
  );
  proxy.close();
  server.close();
});

test('if a client leaves without sending anything, the server gets no byte', async () => {
  let received = 0;
  const server = createServer((socket) => {
    socket.on('data', (chunk) => {
      received += chunk.length;
    });
    socket.on('end', () => socket.end());
  });
  const { port, proxy, nextLine } = await startProxy(await listen(server));
  connect(port, '127.0.0.1').end();
  assert.equal(await nextLine(), "#1 no WebSocket: ''");
  assert.equal(received, 0);
  proxy.close();
  server.close();
});

test('a client that is lost before the answer arrives is logged with 1006', async () => {
  let answer: () => void = () => {};
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => {
      answer = () => socket.end(SWITCHING);
    });
  });
  server.on('connection', (socket) => socket.on('end', () => answer()));
  const { port, proxy, nextLine } = await startProxy(await listen(server));
  connect(port, '127.0.0.1').end('GET / HTTP/1.1\r\n\r\n');
  assert.equal(await nextLine(), '#1 client ended without a Close frame: 1006 Abnormal Closure');
  proxy.close();
  server.close();
});

test('a Close frame right after the head of the request counts as soon as there is a WebSocket', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.end(SWITCHING));
  });
  const { port, proxy, nextLine } = await startProxy(await listen(server));
  const early = unwrap(encodeCloseFrame(1000, 'early', { from: 'client' })).bytes;
  connect(port, '127.0.0.1').end(Buffer.concat([Buffer.from('GET / HTTP/1.1\r\n\r\n'), early]));
  assert.equal(await nextLine(), "#1 client closed with 1000 Normal Closure 'early'");
  proxy.close();
  server.close();
});

test('an entry of the log is one line, whatever strangers send', async () => {
  const reason = `${'x'.repeat(60)}\n#2 client closed with 1000\u2028\u202e`;
  const server = rawServer(({ socket }) => socket.end(unwrap(encodeCloseFrame(4000, reason)).bytes));
  const { port, proxy, nextLine } = await startProxy(await listen(server));
  (await rawClient(port)).socket.end();
  const line = await nextLine();
  assert.equal(line.split(/[\r\n\u2028\u2029]/).length, 1);
  assert.match(line, /x\\n#2 client closed with 1000\\u2028\\u202e'$/);
  proxy.close();
  server.close();

  const liar = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.end(`HTTP/1.1 403 ${'y'.repeat(80)}\n#2 a line of its own\r\n\r\n`));
  });
  const second = await startProxy(await listen(liar));
  (await rawClient(second.port)).socket.end();
  assert.match(await second.nextLine(), /^#1 no WebSocket: 'HTTP\/1\.1 403 y+\\n#2 a line of its own'$/);
  second.proxy.close();
  liar.close();
});

test('a Close frame is passed on unchanged, wherever it is cut', async () => {
  const frame = unwrap(encodeCloseFrame(4321, 'cut', { from: 'client' })).bytes;
  const server = rawServer(({ socket, closeFrame }) => {
    void closeFrame.then((result) => {
      assert.ok(result.ok);
      socket.end(unwrap(encodeCloseFrame(result.code, result.reason)).bytes);
    });
  });
  const { port, proxy, nextLine } = await startProxy(await listen(server));
  for (let cut = 1; cut < frame.length; cut++) {
    const { socket, closeFrame } = await rawClient(port);
    socket.setNoDelay();
    socket.write(frame.subarray(0, cut));
    setImmediate(() => socket.write(frame.subarray(cut)));
    const result = await closeFrame;
    assert.ok(result.ok);
    assert.deepEqual([result.code, result.reason], [4321, 'cut']);
    socket.end();
    assert.match(await nextLine(), new RegExp(`^#${cut} client closed with 4321 Private Use 'cut'; server answered`));
  }
  proxy.close();
  server.close();
});

test('the program forwards a real connection and logs how it closes', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const args = [builtProgram('examples/tap-proxy/main.ts'), '--listen', '0', '--to', `127.0.0.1:${port}`];
  const program = spawn(process.execPath, args, { cwd: root, env: environment() });
  const stdout = program.stdout.setEncoding('utf8');
  const [greeting] = (await once(stdout, 'data')) as [string];
  const listening = greeting.match(
    /^tap-proxy: listening on 127\.0\.0\.1:(\d+), forwarding to 127\.0\.0\.1:\d+\n$/,
  )?.[1];
  assert.ok(listening !== undefined, greeting);
  const client = new WebSocket(`ws://127.0.0.1:${listening}`);
  await once(client, 'open');
  client.close(1000, 'bye\x1b[31m');
  const [line] = (await once(stdout, 'data')) as [string];
  assert.match(line, /^#1 client closed with 1000 Normal Closure 'bye\\x1B\[31m'/, 'control characters are escaped');
  program.kill();
  server.close();
  await once(program, 'exit');
});

test('the program: wrong usage gives exit code 2 and one line that says what is right', () => {
  for (const args of [
    [],
    ['--listen', '8080'],
    ['--to', 'localhost:9000'],
    ['--listen', 'x', '--to', 'localhost:9000'],
    ['--listen', '65536', '--to', 'localhost:9000'],
    ['--listen', '8080', '--to', '9000'],
    ['--listen', '8080', '--to', 'localhost:9000', '--verbose'],
    ['8080'],
  ]) {
    const run = runProgram('examples/tap-proxy/main.ts', args);
    assert.equal(run.status, 2, args.join(' '));
    assert.match(run.stderr, /^tap-proxy: .* Usage: .*--listen .*--to .*\n$/);
    assert.equal(run.stdout, '');
  }
});

test.run();
