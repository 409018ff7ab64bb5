"""Listens and answers until it is told to stop."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

import uvicorn

from kg.errors import KgError
from kg.serve.app import create_app
from kg.serve.settings import Settings, as_address


def serve(settings: Settings, started: Callable[[str], None]) -> None:
    """Serves until a signal comes; `started` is given the address once it is open.

    Raises:
        KgError: the port is taken, or the host is not one of this machine.
        StoreError: there is no such store.
        KeyboardInterrupt: Ctrl-C was pressed; everything is closed.
    """
    app = create_app(settings)
    with listening(settings) as listener:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
            ws="none",
        )
        started(_address(settings.host, listener.getsockname()[1]))
        _Server(config, app.state.stop).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Kills the queries that run as soon as it is told to stop, so that nobody waits for them."""

    def __init__(self, config: uvicorn.Config, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._stop = stop

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stop()
        await super().shutdown(sockets)


def listening(settings: Settings) -> socket.socket:
    """A socket that listens where the settings say.

    Raises:
        KgError: the port is taken, or the host is not one of this machine.
    """
    address = as_address(settings.host)
    family = socket.AF_INET6 if address is not None and address.version == 6 else socket.AF_INET
    # Named as TCP, or asyncio leaves Nagle's algorithm on, and every answer takes 40 ms longer
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(256)
    except OSError as error:
        listener.close()
        raise _unheard(settings, error) from error
    return listener


def _unheard(settings: Settings, error: OSError) -> KgError:
    if error.errno == errno.EADDRINUSE:
        return KgError(f"Port {settings.port} of {settings.host} is taken. Choose another with --port.")
    where, reason = f"{settings.host}:{settings.port}", error.strerror or str(error)
    return KgError(f"{where} cannot be listened on ({reason}). Try --host 127.0.0.1.")


def _address(host: str, port: int) -> str:
    address = as_address(host)
    return f"http://[{address}]:{port}/" if address is not None and address.version == 6 else f"http://{host}:{port}/"
