"""Python's websockets in either role: see ../../process.ts for what it reads and writes."""

import asyncio
import logging
from urllib.parse import urlsplit

import websockets

from lines import order_in, reporting, run, say

logging.getLogger("websockets").setLevel(logging.CRITICAL)


async def follow(socket, path):
    say(path=path, open=True)
    with reporting(path):
        try:
            async for message in socket:
                order = order_in(message)
                if order is None:
                    continue
                try:
                    await socket.close(*order)
                except Exception as error:
                    say(path=path, refused=type(error).__name__)
        except websockets.ConnectionClosed:
            pass
        await socket.wait_closed()
        say(path=path, code=socket.close_code, reason=socket.close_reason)


async def open_connection(url):
    async with websockets.connect(url) as socket:
        await follow(socket, urlsplit(url).path)


async def serve():
    server = await websockets.serve(lambda socket: follow(socket, socket.path), "127.0.0.1", 0)
    return server.sockets[0].getsockname()[1]


asyncio.run(run(open_connection, serve))
