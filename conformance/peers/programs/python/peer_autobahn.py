"""Python's Autobahn in either role: see ../../process.ts for what it reads and writes."""

import asyncio
from urllib.parse import urlsplit

from autobahn.asyncio.websocket import (
    WebSocketClientFactory,
    WebSocketClientProtocol,
    WebSocketServerFactory,
    WebSocketServerProtocol,
)

from lines import order_in, run, say


class End:
    path = None

    def onOpen(self):
        say(path=self.path, open=True)

    def onMessage(self, payload, isBinary):
        order = None if isBinary else order_in(payload.decode())
        if order is None:
            return
        try:
            self.sendClose(*order)
        except Exception as error:
            say(path=self.path, refused=type(error).__name__)

    def onClose(self, wasClean, code, reason):
        say(path=self.path, code=code, reason=reason, wasClean=wasClean)


class Server(End, WebSocketServerProtocol):
    def onConnect(self, request):
        self.path = request.path


class Client(End, WebSocketClientProtocol):
    def onConnect(self, response):
        self.path = urlsplit(self.factory.url).path


async def open_connection(url):
    factory = WebSocketClientFactory(url)
    factory.protocol = Client
    await asyncio.get_running_loop().create_connection(factory, "127.0.0.1", urlsplit(url).port)


async def serve():
    factory = WebSocketServerFactory()
    factory.protocol = Server
    server = await asyncio.get_running_loop().create_server(factory, "127.0.0.1", 0)
    return server.sockets[0].getsockname()[1]


asyncio.run(run(open_connection, serve))
