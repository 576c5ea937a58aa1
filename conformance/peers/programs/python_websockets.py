"""Python's websockets in either role: see ../process.ts for what it reads and writes."""

import asyncio
import logging
import sys
from urllib.parse import urlsplit

import websockets

from lines import each_line, end_of_input, reporting, say

logging.getLogger("websockets").setLevel(logging.CRITICAL)


async def follow(socket, path):
    say(path=path, open=True)
    with reporting(path):
        try:
            async for _ in socket:
                pass
        except websockets.ConnectionClosed:
            pass
        await socket.wait_closed()
        say(path=path, code=socket.close_code, reason=socket.close_reason)


async def open_connection(url):
    async with websockets.connect(url) as socket:
        await follow(socket, urlsplit(url).path)


async def serve():
    async with websockets.serve(lambda socket: follow(socket, socket.path), "127.0.0.1", 0) as server:
        say(port=server.sockets[0].getsockname()[1])
        await end_of_input()


asyncio.run(each_line(open_connection) if sys.argv[1] == "client" else serve())
