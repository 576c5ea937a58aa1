"""What the programs in this folder read and write: see ../../process.ts."""

import asyncio
import contextlib
import json
import sys


def say(**line):
    print(json.dumps(line), flush=True)


@contextlib.contextmanager
def reporting(path):
    """Reports a connection that ends with an exception, which does not say how it was closed."""
    try:
        yield
    except Exception as error:
        say(path=path, code=None, reason=None, threw=type(error).__name__)


async def each_line(use):
    """Starts `use` for each line of the input, without waiting for it to finish. Returns when the input ends."""
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    tasks = set()
    while line := await lines.readline():
        task = asyncio.create_task(use(line.decode().strip()))
        tasks.add(task)
        task.add_done_callback(tasks.discard)


async def end_of_input():
    async def ignore(_):
        pass

    await each_line(ignore)


def order_in(message):
    """What the application is told to close with: "close" or "close CODE BYTES"; None for any other message."""
    words = message.split() if isinstance(message, str) else []
    if not words or words[0] != "close":
        return None
    return (int(words[1]), "x" * int(words[2])) if len(words) == 3 else ()


async def run(open_connection, serve):
    """Opens the URL in each line, or serves until the input ends. `serve` returns the port."""
    if sys.argv[1] == "client":
        await each_line(open_connection)
    else:
        say(port=await serve())
        await end_of_input()
