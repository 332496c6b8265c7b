"""A page like Google's for old browsers, on loopback: the real protocol, with what can go wrong in it."""

from __future__ import annotations

import html
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tests.localize.loopback import Loopback, Quiet, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Behaviour = Callable[["Handler", str, int], None]


class Handler(Quiet):
    """Hands each text, and how often it was asked before, to the server's behaviour."""

    server: FakeGoogle

    def do_GET(self) -> None:  # noqa: N802  # the name is http.server's
        """One translation."""
        query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        text = query.get("q", [""])[0]
        with self.server.lock:
            before = self.server.asked[text]
            self.server.asked[text] += 1
            self.server.queries.append({key: values[0] for key, values in query.items()})
        self.server.behaviour(self, text, before)

    def page(self, inner: str, status: int = 200, **headers: str) -> None:
        """A reply with a body."""
        body = f"<html><body>{inner}</body></html>".encode()
        self.send(status, body, "text/html; charset=UTF-8", **headers)

    def result(self, translation: str) -> None:
        """The page with a translation."""
        self.page(f'<div class="result-container">{html.escape(translation)}</div>')

    def stall(self) -> None:
        """Nothing comes until the server is closed."""
        self.server.closing.wait(30)

    def drip(self) -> None:
        """A byte now and then: every packet in time, the page never."""
        self.send_response(200)
        self.end_headers()
        while not self.server.closing.wait(0.05):
            self.wfile.write(b" ")
            self.wfile.flush()


class FakeGoogle(Loopback):
    """`queries` are all that it was asked with."""

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(Handler)
        self.behaviour = behaviour
        self.queries: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        """The address to give to the engine."""
        return f"{self.address}/m"


@contextmanager
def fake_google(behaviour: Behaviour) -> Iterator[FakeGoogle]:
    """A server that runs while the block does."""
    with serving(FakeGoogle(behaviour)) as server:
        yield server


_WORDS = ("가나다", "라마바사", "아자차카", "타파하", "거너더러", "머버서", "어저처커", "터퍼허", "고노도", "로모보소")
_KNOWN = {"house": "집", "number": "번호", "station": "역", "train": "기차", "cellar": "지하실", "secret": "비밀"}


def korean(text: str) -> str:
    """A Korean sentence of the usual length for the text, with its marks and numbers and some of its words."""
    kept = [word.strip(".,?!") for word in text.split() if any(sign.isdigit() for sign in word) or "⟦" in word]
    kept += [there for here, there in _KNOWN.items() if here in text]
    length = max(4, len(text) // 2 - len(" ".join(kept)) - 1)
    turn = sum(map(ord, text))
    sentence, at = "", turn
    while len(sentence) < length:
        sentence += _WORDS[(at * 7 + at // 5) % len(_WORDS)] + " "
        at += 1
    return " ".join([sentence.strip(), *kept]) + ("?" if text.rstrip().endswith("?") else ".")


def translate(handler: Handler, text: str, _: int) -> None:
    """The behaviour of a service that works."""
    handler.result(korean(text))


def pace(seconds: float) -> Behaviour:
    """A service that works and takes its time."""

    def behave(handler: Handler, text: str, before: int) -> None:
        time.sleep(seconds)
        translate(handler, text, before)

    return behave
