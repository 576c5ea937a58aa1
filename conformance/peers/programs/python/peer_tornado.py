"""Python's Tornado in either role: see ../../process.ts for what it reads and writes."""

import asyncio
import logging
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect

from lines import order_in, reporting, run, say

logging.disable(logging.CRITICAL)


def obey(socket, path, message):
    order = order_in(message)
    if order is None:
        return
    try:
        socket.close(*order)
    except Exception as error:
        say(path=path, refused=type(error).__name__)


class Handler(WebSocketHandler):
    def check_origin(self, origin):
        return True

    def open(self):
        say(path=self.request.path, open=True)

    def on_message(self, message):
        obey(self, self.request.path, message)

    def on_close(self):
        say(path=self.request.path, code=self.close_code, reason=self.close_reason)


async def open_connection(url):
    path = urlsplit(url).path
    socket = await websocket_connect(url)
    say(path=path, open=True)
    with reporting(path):
        while (message := await socket.read_message()) is not None:
            obey(socket, path, message)
        say(path=path, code=socket.close_code, reason=socket.close_reason)
    socket.close()


async def serve():
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(Application([("/.*", Handler)])).add_sockets(sockets)
    return sockets[0].getsockname()[1]


asyncio.run(run(open_connection, serve))
