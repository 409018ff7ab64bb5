"""What stands before every page: which hosts, web sites and people are let in, and headers that keep pages inert."""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.settings import Settings, as_address, is_loopback

LONGEST_URL = 16 << 10
"""Bytes of path and query; longer SPARQL goes into the body of a POST."""

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
_CORS = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, Authorization",
    "Access-Control-Max-Age": "600",
}


class Guard:
    """Lets requests through to `app`, or answers them itself with 400, 401, 403 or 414."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Checks one request; the start and the end of the server pass unchecked."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        allowed = self._cors(headers)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), _HEADERS | allowed)
            await send(message)

        await (self._refusal(scope, headers) or self._app)(scope, receive, sending)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_URL:
            return _refused(414, f"The address is longer than {LONGEST_URL} bytes. Send the query by POST.")
        if not self._is_our_name(headers.getlist("host")):
            return _refused(400, "This server is not called so. Use the address it printed, or start it with --name.")
        if not self._is_welcome(headers):
            return _refused(403, "Scripts of other web sites may not ask this server. Start it with --cors ORIGIN.")
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            return Response(status_code=204)
        if self._settings.token is not None and not _knows(headers.get("authorization", ""), self._settings.token):
            wanted = {"WWW-Authenticate": 'Basic realm="kg", charset="UTF-8"'}
            return _refused(401, "This server asks for its token, as the password of any user.", wanted)
        return None

    def _is_our_name(self, hosts: list[str]) -> bool:
        """A web site that points its own name at this machine (DNS rebinding) calls it by that name."""
        found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if found is None:
            return False
        name = found[1].lower().rstrip(".")
        if name in {"localhost", self._settings.host.lower(), *map(str.lower, self._settings.names)}:
            return True
        # An address is no name that anybody could point here
        return as_address(name) is not None and (is_loopback(name) or not is_loopback(self._settings.host))

    def _is_welcome(self, headers: Headers) -> bool:
        """Our own pages, programs, links from anywhere, and scripts of the web sites that were named."""
        origin = headers.get("origin")
        if origin is not None:
            return origin in self._settings.origins or _is_same(origin, headers["host"])
        foreign = headers.get("sec-fetch-site") in {"cross-site", "same-site"}
        return not foreign or headers.get("sec-fetch-mode") == "navigate"

    def _cors(self, headers: Headers) -> dict[str, str]:
        if not self._settings.origins:
            return {}
        origin = headers.get("origin")
        if origin not in self._settings.origins:
            return {"Vary": "Origin"}
        named = {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
        return named | _CORS | {"Cross-Origin-Resource-Policy": "cross-origin"}


def _is_same(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).scheme in {"http", "https"} and urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


def _knows(authorization: str, token: str) -> bool:
    """As a bearer token, or as the password of any user, which is what browsers and feed readers can send."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            value = base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
        except ValueError:
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(value.strip().encode(), token.encode())


def _refused(status: int, reason: str, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{reason}\n", status_code=status, headers=headers)


def _add(headers: MutableHeaders, added: Mapping[str, str]) -> None:
    """What a page set itself stays, but for Vary, where both count."""
    for name, value in added.items():
        if name == "Vary":
            headers.add_vary_header(value)
        else:
            headers.setdefault(name, value)
