"""Python's wsproto in either role, on asyncio's streams: see ../../process.ts for what it reads and writes."""

import asyncio
from urllib.parse import urlsplit

from wsproto import ConnectionType, WSConnection
from wsproto.connection import ConnectionState
from wsproto.events import AcceptConnection, CloseConnection, Message, Ping, Request

from lines import order_in, reporting, run, say


async def shake_hands(connection, reader, writer):
    """Reads up to the event that opens the connection, and accepts it if it is a request."""
    while True:
        connection.receive_data(await reader.read(65536))
        for event in connection.events():
            if isinstance(event, Request):
                writer.write(connection.send(AcceptConnection()))
            return event


async def follow(connection, reader, writer, path):
    say(path=path, open=True)
    with reporting(path):
        closed = None
        while closed is None:
            connection.receive_data(await reader.read(65536) or None)
            for event in connection.events():
                if isinstance(event, Ping):
                    writer.write(connection.send(event.response()))
                elif isinstance(event, Message) and (order := order_in(event.data)) is not None:
                    obey(connection, writer, path, order)
                elif isinstance(event, CloseConnection):
                    closed = event
                    break
        if connection.state is not ConnectionState.CLOSED:
            writer.write(connection.send(closed.response()))
        say(path=path, code=closed.code, reason=closed.reason)
    writer.close()


def obey(connection, writer, path, order):
    try:
        # wsproto insists on a code; for 1005 it sends none.
        writer.write(connection.send(CloseConnection(*order) if order else CloseConnection(1005)))
    except Exception as error:
        say(path=path, refused=type(error).__name__)


async def open_connection(url):
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    connection = WSConnection(ConnectionType.CLIENT)
    writer.write(connection.send(Request(host=parts.netloc, target=parts.path)))
    await shake_hands(connection, reader, writer)
    await follow(connection, reader, writer, parts.path)


async def take_connection(reader, writer):
    connection = WSConnection(ConnectionType.SERVER)
    request = await shake_hands(connection, reader, writer)
    await follow(connection, reader, writer, request.target)


async def serve():
    server = await asyncio.start_server(take_connection, "127.0.0.1", 0)
    return server.sockets[0].getsockname()[1]


asyncio.run(run(open_connection, serve))
