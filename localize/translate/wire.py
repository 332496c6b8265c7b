"""Ask a server over HTTP without blocking, within bounds, and turn what can go wrong into engine errors."""

from __future__ import annotations

import contextlib
import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from localize.translate.errors import EngineError, RejectedError, TransientError, UnreachableError
from localize.translate.status import failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

_MOST_BYTES = 4 << 20
_MOST_CONNECTIONS = 256
_MOST_REDIRECTS = 2
_SAME_METHOD = {307, 308}


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a successful reply; `streamed` where it came as server-sent events."""

    body: bytes
    streamed: bool


def client(address: str, headers: Mapping[str, str], timeout: float) -> httpx.AsyncClient:
    """Connections to one server, kept open. What runs on this machine is never asked for through a proxy."""
    import httpx  # noqa: PLC0415

    limits = httpx.Limits(max_connections=_MOST_CONNECTIONS, max_keepalive_connections=_MOST_CONNECTIONS)
    return httpx.AsyncClient(headers=dict(headers), timeout=timeout, limits=limits, trust_env=not _is_here(address))


async def post(
    engine: str, connections: httpx.AsyncClient, address: str, body: Mapping[str, Any], key_hint: str
) -> Answer:
    """The reply to a POST of JSON; anything but success is an EngineError."""
    import httpx  # noqa: PLC0415

    try:
        return await _post(engine, connections, address, body, key_hint)
    except (httpx.ConnectError, httpx.ConnectTimeout):
        problem: EngineError = UnreachableError(engine, "no connection", "check the network and the address")
    except httpx.TimeoutException:
        problem = TransientError(engine, "no answer in time")
    except (httpx.NetworkError, httpx.RemoteProtocolError):
        problem = TransientError(engine, "the connection was dropped")
    except httpx.HTTPError:
        problem = TransientError(engine, "the answer cannot be read")
    raise problem


async def _post(
    engine: str, connections: httpx.AsyncClient, address: str, body: Mapping[str, Any], key_hint: str
) -> Answer:
    request = connections.build_request("POST", address, json=body)
    for _ in range(_MOST_REDIRECTS + 1):
        response = await connections.send(request, stream=True, follow_redirects=False)
        async with contextlib.aclosing(response):
            onward = _onward(response)
            if onward is None:
                return await _whole(engine, response, key_hint)
        request = onward
    raise RejectedError(engine, "the address leads on and on", "set the one it leads to")


async def _whole(engine: str, response: httpx.Response, key_hint: str) -> Answer:
    if not 200 <= response.status_code < 300:
        raise failure(engine, response.status_code, response.headers.get("Retry-After", ""), key_hint)
    read = bytearray()
    async for part in response.aiter_bytes():
        read += part
        if len(read) > _MOST_BYTES:
            raise TransientError(engine, "the answer is longer than 4 MB")
    streamed = response.headers.get("Content-Type", "").startswith("text/event-stream")
    return Answer(bytes(read), streamed or read.lstrip().startswith((b"data: ", b"data:{")))


def _onward(response: httpx.Response) -> httpx.Request | None:
    """The same POST at the address that a 307 or 308 names (RFC 9110, 15.4), if that is of the same origin.

    Elsewhere neither the text nor the key is sent: whoever set the address chose who may read them.
    """
    onward = response.next_request if response.status_code in _SAME_METHOD else None
    return onward if onward is not None and _origin(onward.url) == _origin(response.request.url) else None


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return (url.scheme, url.host, url.port)


def _is_here(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
