"""A run: every request has one outcome, a dead engine is left alone, Ctrl-C loses nothing that was answered."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from localize.translate import Patience, Request, translate_all, translate_rows
from localize.translate.chain import Chain
from localize.translate.errors import (
    EngineError,
    FatalEngineError,
    RefusedError,
    TransientError,
    UnreachableError,
    UnservedError,
)
from localize.translate.google import Google
from localize.translate.model import Engine, Reply
from localize.translate.window import AHEAD
from tests.localize.fake_google import Handler, fake_google, korean, translate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from localize.model import Finding
    from localize.translate import Outcome


def text_of(at: int) -> str:
    return f"How can I get from house number {1000 + at} to the station before the last train leaves?"


def requests(count: int) -> Iterator[Request]:
    return (Request(at, text_of(at), "ko-KR") for at in range(count))


@dataclass
class Script:
    """An engine that fails as its list says, one entry a request, and then translates."""

    failures: list[EngineError] = field(default_factory=list)
    steady: bool = False
    asked: int = 0
    flying: int = 0
    most_flying: int = 0
    name: str = "script"
    signature: str = "script|1"

    def locales(self) -> tuple[str, ...]:
        return ("ko",)

    def speaks(self, locale: str, source: str = "en") -> bool:
        return (locale, source) == ("ko-KR", "en")

    async def translate(self, request: Request) -> Reply:
        self.asked += 1
        self.flying += 1
        self.most_flying = max(self.most_flying, self.flying)
        try:
            await asyncio.sleep(0.002)
            if self.failures:
                raise self.failures.pop(0)
            return Reply(korean(request.text), self.signature)
        finally:
            self.flying -= 1

    async def close(self) -> None: ...


def run(engine: Engine, count: int, timeout: float = 60.0, tries: int = 6) -> list[Outcome]:
    outcomes = list(translate_rows(engine, requests(count), patience=Patience(timeout, tries, 0.0001)))
    assert sorted(int(outcome.key) for outcome in outcomes) == list(range(count))
    return outcomes


def messages(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.message for finding in findings]


@pytest.mark.parametrize(
    ("error", "asked", "done"),
    [
        (TransientError("script", "HTTP 500"), 6, False),
        (UnreachableError("script", "no connection"), 6, False),
        (RefusedError("script", "nothing"), 2, False),
        (UnservedError("script", "HTTP 400"), 1, False),
        (FatalEngineError("script", "HTTP 401"), 1, False),
        (TransientError("script", "HTTP 429", retry_after=3600), 1, False),
    ],
)
def test_how_often_a_text_is_asked(error: EngineError, asked: int, done: bool) -> None:
    engine = Script([error] * 10)
    (outcome,) = run(engine, 1)
    assert (engine.asked, outcome.text is not None) == (asked, done)
    assert messages(outcome.findings) == [str(error)]


def test_what_passes_is_asked_again_until_it_is_there() -> None:
    engine = Script([TransientError("script", "HTTP 500")] * 5)
    (outcome,) = run(engine, 1)
    assert (engine.asked, outcome.text) == (6, korean(text_of(0)))


def test_a_steady_engine_is_not_asked_again_for_what_was_refused() -> None:
    engine = Script([RefusedError("script", "nothing")], steady=True)
    assert run(engine, 1)[0].text is None
    assert engine.asked == 1


def test_a_wrong_key_is_sent_once_and_no_row_is_lost() -> None:
    with fake_google(lambda handler, _text, _before: handler.page("", 401)) as server:
        outcomes = run(Google(server.url, 5.0), 50)
        assert len(server.queries) == 1
    assert {tuple(messages(outcome.findings)) for outcome in outcomes} == {
        ("google: HTTP 401; the key is wrong or missing",)
    }


def test_a_dead_engine_is_left_alone() -> None:
    with fake_google(lambda handler, _text, _before: handler.page("", 500)) as server:
        outcomes = run(Google(server.url, 5.0), 200)
        assert len(server.queries) <= 28 * 6
    assert all(outcome.text is None and outcome.findings for outcome in outcomes)
    assert sum("in a row" in str(outcome.findings) for outcome in outcomes) > 150


def test_a_host_that_is_gone_is_left_alone_sooner() -> None:
    with fake_google(translate) as server:
        url = server.url
    outcomes = run(Google(url, 5.0), 100)
    assert sum("in a row" in str(outcome.findings) for outcome in outcomes) > 80


def test_texts_that_always_fail_do_not_kill_the_rest() -> None:
    def behave(handler: Handler, text: str, before: int) -> None:
        if int(text.split("number ")[1][:4]) % 2:
            handler.page("", 500)
        else:
            translate(handler, text, before)

    with fake_google(behave) as server:
        outcomes = run(Google(server.url, 5.0), 60)
        assert max(server.asked.values()) <= 6
    assert all((outcome.text is None) == bool(int(outcome.key) % 2) for outcome in outcomes)


def test_a_limit_holds_back_every_text() -> None:
    def behave(handler: Handler, text: str, before: int) -> None:
        if len(handler.server.queries) == 2:
            handler.page("", 429, Retry_After="1")
        else:
            translate(handler, text, before)

    with fake_google(behave) as server:
        assert all(outcome.text for outcome in run(Google(server.url, 5.0), 30))


def test_no_more_in_flight_than_asked_for_and_never_more_read() -> None:
    engine, read = Script(), 0

    def counted() -> Iterator[Request]:
        nonlocal read
        for request in requests(300):
            read += 1
            yield request

    for done, _ in enumerate(translate_rows(engine, counted(), concurrency=5), 1):
        assert read - done <= 5 + AHEAD + 1
    assert engine.most_flying == 5


def test_an_engine_that_never_answers_is_timed_out() -> None:
    class Silent(Script):
        async def translate(self, request: Request) -> Reply:
            del request
            await asyncio.Event().wait()
            raise AssertionError

    (outcome,) = run(Silent(), 1, timeout=0.01, tries=2)
    assert messages(outcome.findings) == ["script: no answer within 0.01 s"]


def test_a_chain_asks_the_next_and_leaves_it_a_request() -> None:
    first, second = Script([TransientError("script", "HTTP 500")] * 99), Script(name="second", signature="second|1")
    outcomes = run(Chain((first, second)), 3)
    assert {outcome.engine for outcome in outcomes} == {"second|1"}
    assert (first.asked, second.asked) == (15, 3)


def test_a_chain_whose_first_is_no_good_at_the_gate() -> None:
    class Echo(Script):
        async def translate(self, request: Request) -> Reply:
            return Reply(request.text, self.signature)

    outcomes = run(Chain((Echo(), Script(signature="second|1"))), 3)
    assert {outcome.engine for outcome in outcomes} == {"second|1"}
    (refused,) = run(Echo(), 1)
    assert {"engine", "echo"} <= {finding.check for finding in refused.findings}


def test_what_the_requests_raise_comes_after_what_was_asked() -> None:
    def broken() -> Iterator[Request]:
        yield from requests(3)
        raise OSError("the file is gone")

    keys = []
    with pytest.raises(OSError, match="the file is gone"):
        for outcome in translate_rows(Script(), broken()):
            keys.append(outcome.key)  # noqa: PERF401  # what came before the error is the claim
    assert sorted(map(int, keys)) == [0, 1, 2]


def test_the_async_door_takes_async_requests() -> None:
    async def slow() -> AsyncIterator[Request]:
        for request in requests(4):
            await asyncio.sleep(0)
            yield request

    async def collect() -> list[Outcome]:
        return [outcome async for outcome in translate_all(Script(), slow())]

    assert all(outcome.text for outcome in asyncio.run(collect()))


def test_leaving_early_leaves_nothing_behind() -> None:
    before = threading.active_count()
    for outcome in translate_rows(Script(), requests(1_000)):
        assert outcome.text
        break
    assert threading.active_count() == before


INTERRUPTED = """
import sys
from localize.translate import Request, translate_rows
from localize.translate.google import Google
rows = (Request(at, f"How can I get from house number {1000 + at} to the station before the last train leaves?",
    "ko-KR") for at in range(1000))
try:
    for outcome in translate_rows(Google(sys.argv[1], 60.0), rows):
        print(outcome.key, bool(outcome.text), flush=True)
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_ctrl_c_brings_in_what_is_in_flight() -> None:
    """Interrupted while the answers are held back, then they are let go: all that were asked for come out."""
    held, arrived = threading.Event(), threading.Semaphore(0)

    def behave(handler: Handler, text: str, before: int) -> None:
        if len(handler.server.queries) > 4:
            arrived.release()
            held.wait(30)
        translate(handler, text, before)

    with fake_google(behave) as server:
        command = [sys.executable, "-c", INTERRUPTED, server.url]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}
        ) as child:
            for _ in range(8):
                assert arrived.acquire(timeout=60)
            child.send_signal(signal.SIGINT)
            threading.Timer(0.5, held.set).start()
            printed, _ = child.communicate(timeout=60)
        assert child.returncode == 130
        assert sorted(int(line.split()[0]) for line in printed.splitlines()) == list(range(len(server.queries)))
        assert all(line.endswith("True") for line in printed.splitlines())


def test_nothing_is_not_asked_for_and_does_not_pile_up() -> None:
    """Items without English pass through the window like all others: the input is read as the output is taken."""
    read = 0

    def empty() -> Iterator[Request]:
        nonlocal read
        for at in range(10_000):
            read += 1
            yield Request(at, "", "ko-KR")

    engine = Script()
    outcomes = translate_rows(engine, empty())
    assert next(outcomes).text is None
    assert (engine.asked, read < 10 * AHEAD) == (0, True)
