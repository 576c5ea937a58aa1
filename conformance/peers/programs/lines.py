"""What the programs of this folder read and write: URLs come in, a line each, and JSON goes out."""

import asyncio
import contextlib
import json
import sys


def say(**line):
    print(json.dumps(line), flush=True)


@contextlib.contextmanager
def reporting(path):
    """Says so where a connection ends with an exception that does not tell how it was closed."""
    try:
        yield
    except Exception as error:
        say(path=path, code=None, reason=None, threw=type(error).__name__)


async def each_line(use):
    """Calls `use` with each line of the input until it ends, and does not wait for what comes of it."""
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
