"""Python's aiohttp in either role: see ../../process.ts for what it reads and writes."""

import asyncio
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from lines import order_in, reporting, run, say

ENDS = (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSING, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


async def follow(socket, path):
    say(path=path, open=True)
    with reporting(path):
        reason = None
        while not socket.closed:
            message = await socket.receive()
            if message.type in ENDS:
                reason = message.extra
                break
            order = order_in(message.data)
            if order is None:
                continue
            try:
                if order:
                    await socket.close(code=order[0], message=order[1].encode())
                else:
                    await socket.close(message=b"")
            except Exception as error:
                say(path=path, refused=type(error).__name__)
        say(path=path, code=socket.close_code, reason=reason)


async def open_connection(url):
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        await follow(socket, urlsplit(url).path)


async def take_connection(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await follow(socket, request.path)
    return socket


async def serve():
    application = web.Application()
    application.router.add_get("/{path:.*}", take_connection)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner.addresses[0][1]


asyncio.run(run(open_connection, serve))
