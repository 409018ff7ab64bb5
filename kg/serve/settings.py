"""What a server is told when it starts, checked before anything listens."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError

_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the store lies, where to listen, and what the server lets through.

    `time_limit` is in seconds for each SPARQL query, `workers` how many of them run at once; `origins` are web sites
    whose scripts may read answers, `names` further host names by which the server may be called.

    Raises:
        KgError: the server would be open to a network without a token or an explicit choice, or a value is wrong.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8080
    time_limit: float = 10.0
    max_rows: int = 10_000
    token: str | None = None
    open_network: bool = False
    origins: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    workers: int = max(2, os.cpu_count() or 2)

    def __post_init__(self) -> None:
        for origin in self.origins:
            if not _ORIGIN.fullmatch(origin):
                raise KgError(f"--cors {origin}: is no origin. Write it as https://newsroom.example, without a path.")
        if self.token is not None and len(self.token) < _SHORTEST_TOKEN:
            raise KgError(f"The token is shorter than {_SHORTEST_TOKEN} characters. 'openssl rand -hex 16' makes one.")
        if not is_loopback(self.host) and self.token is None and not self.open_network:
            raise KgError(
                f"{self.host} can be reached from other machines. Ask for a password with --token, "
                "or let everybody there read with --read-only-network."
            )


def is_loopback(host: str) -> bool:
    """True where only this machine can reach the host."""
    if host == "localhost":
        return True
    address = as_address(host)
    return address is not None and address.is_loopback


def as_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address written there, IPv6 in brackets or without, or None for a name."""
    try:
        return ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
