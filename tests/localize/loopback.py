"""What the servers of these tests share: a thread of their own, an end that comes at once, and broken connections."""

from __future__ import annotations

import socket
import struct
import threading
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator


class Loopback(ThreadingHTTPServer):
    """A server on this machine; `asked` counts requests by text, `closing` is set when it ends."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.asked: Counter[str] = Counter()
        self.lock, self.closing = threading.Lock(), threading.Event()

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is part of the play."""

    @property
    def address(self) -> str:
        """Where it is, without a path."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Quiet(BaseHTTPRequestHandler):
    """A handler that logs nothing and can break a connection in the middle."""

    def reset(self) -> None:
        """The connection breaks."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True
        self.wfile = self.rfile = _Nowhere()  # type: ignore[assignment]

    def send(self, status: int, body: bytes, content_type: str = "application/json", **headers: str) -> None:
        """A reply with a body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class _Nowhere:
    closed = True

    def flush(self) -> None: ...
    def close(self) -> None: ...
    def write(self, _: bytes) -> None: ...
    def readline(self, _: int) -> bytes:
        return b""


S = TypeVar("S", bound=Loopback)


@contextmanager
def serving(server: S) -> Iterator[S]:
    """The server, which runs while the block does."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
