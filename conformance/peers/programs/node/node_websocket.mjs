/** Node's own WebSocket as a client: see ../../process.ts for what it reads and writes. */

import { createInterface } from 'node:readline';

const say = (line) => console.log(JSON.stringify(line));

createInterface({ input: process.stdin }).on('line', (url) => {
  const path = new URL(url).pathname;
  const socket = new WebSocket(url);
  socket.onopen = () => say({ path, open: true });
  socket.onmessage = ({ data }) => {
    const [word, code, bytes] = `${data}`.split(' ');
    if (word !== 'close') return;
    try {
      if (code === undefined) socket.close();
      else socket.close(Number(code), 'x'.repeat(Number(bytes)));
    } catch (error) {
      say({ path, refused: error.name });
    }
  };
  socket.onclose = ({ code, reason, wasClean }) => say({ path, code, reason, wasClean });
});
