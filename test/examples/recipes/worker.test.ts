import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { loadWorker, type WorkerSocket } from '../../support/worker.js';

const test = suite('examples/recipes/worker');

const connect = await loadWorker('examples/recipes/worker.ts');

async function meet(): Promise<{ client: WorkerSocket; backend: WorkerSocket }> {
  const { answer, backend } = await connect({});
  assert.equal(answer.status, 101);
  assert.ok(answer.webSocket !== null);
  for (const end of [answer.webSocket, backend]) end.accept({ allowHalfOpen: false });
  return { client: answer.webSocket, backend };
}

function closeOf(socket: WorkerSocket): Promise<[code: number, reason: string]> {
  return new Promise((resolve) => {
    socket.addEventListener('close', (event) => {
      const { code, reason } = event as Event & { code: number; reason: string };
      resolve([code, reason]);
    });
  });
}

const closings: [title: string, close: (socket: WorkerSocket) => void, there: [number, string], back: number][] = [
  ['a code and a reason', (socket) => socket.close(1001, 'moving on'), [1001, 'moving on'], 1001],
  ['a private code', (socket) => socket.close(4000, ''), [4000, ''], 4000],
  ['1014', (socket) => socket.close(1014), [1014, ''], 1014],
  ['no code', (socket) => socket.close(), [1005, ''], 1005],
  ['a code that workerd’s close() accepts and nobody may send', (socket) => socket.close(1016, 'x'), [1011, 'x'], 1011],
];

for (const from of ['client', 'backend'] as const) {
  for (const [title, close, there, back] of closings) {
    test(`the ${from} closes: ${title}; and the answer of the other side comes back`, async () => {
      const ends = await meet();
      const arrived = closeOf(ends[from === 'client' ? 'backend' : 'client']);
      const answered = closeOf(ends[from]);
      close(ends[from]);
      assert.deepEqual(await arrived, there);
      assert.equal((await answered)[0], back);
    });
  }

  test(`the ${from} is lost: the other side gets 1011`, async () => {
    const ends = await meet();
    const arrived = closeOf(ends[from === 'client' ? 'backend' : 'client']);
    ends[from].lose();
    assert.deepEqual(await arrived, [1011, '']);
  });

  test(`the ${from} closes, and the other side answers with another code, which comes back`, async () => {
    const ends = await meet();
    const other = ends[from === 'client' ? 'backend' : 'client'];
    other.accept({ allowHalfOpen: true });
    other.addEventListener('close', () => other.close(4002, 'as well'));
    const answered = closeOf(ends[from]);
    ends[from].close(1001);
    assert.deepEqual(await answered, [4002, 'as well']);
  });

  test(`a message from the ${from} arrives`, async () => {
    const ends = await meet();
    const arrived = new Promise((resolve) => {
      ends[from === 'client' ? 'backend' : 'client'].addEventListener('message', (event) =>
        resolve((event as MessageEvent).data),
      );
    });
    ends[from].send('hello');
    assert.equal(await arrived, 'hello');
  });
}

test('the protocol that the backend chose is passed on', async () => {
  const { answer } = await connect({ 'Sec-WebSocket-Protocol': 'chat' });
  assert.equal(answer.headers.get('Sec-WebSocket-Protocol'), 'chat');
});

test('the answer of a backend that does not upgrade is passed on', async () => {
  const { answer } = await connect(undefined);
  assert.equal(answer.status, 403);
  assert.equal(answer.webSocket, null);
});

test.run();
