"""One engine of a run, with patience: what may pass is asked again, what is dead is left alone.

Asked again: 429, 5xx, dropped connections, timeouts, unreadable bodies, and once, with the reason, what the gate
refused. Not asked again: 401, 404 and other 4xx, and refusals of an engine that answers alike each time.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from localize.checks import blocks
from localize.model import Origin, Severity
from localize.translate.errors import (
    EngineDownError,
    EngineError,
    FatalEngineError,
    RefusedError,
    RejectedError,
    TransientError,
    UnreachableError,
)
from localize.translate.neighbours import Neighbours
from localize.translate.pace import Pace
from localize.translate.places import Places

if TYPE_CHECKING:
    from localize.model import Finding
    from localize.translate.budget import Budget
    from localize.translate.cache import Cache
    from localize.translate.model import Engine, Gate, Reply, Request

_DEAD_AFTER = 20  # failures in a row: texts given up, or connections refused
_SHUT_AFTER = 3  # texts not taken before any was: no such model, or nothing that it may do
_LONGEST_PAUSE = 60.0
_ASKED_AFTER_REFUSAL = 2
_WHOLE = {"length", "sentences", "ending", "lines"}  # what is left of an answer must look whole


@dataclass(frozen=True, slots=True)
class Patience:
    """`timeout` for one request and `pause` before the second, in seconds; `tries` is of requests a text."""

    timeout: float = 60.0
    tries: int = 6
    pause: float = 0.5


@dataclass(frozen=True, slots=True)
class Around:
    """What the engines of a run share."""

    cache: Cache | None = None
    budget: Budget | None = None
    pace: Pace = field(default_factory=Pace)
    neighbours: Neighbours = field(default_factory=Neighbours)
    places: Places = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", Places(self.pace))


@dataclass(frozen=True, slots=True)
class Attempt:
    """How often a text was sent, and the reply or the reason that there is none."""

    asked: int
    reply: Reply | None
    error: EngineError | None = None


class Link:
    """The state of an engine in one run; `down` is why it is asked no more."""

    def __init__(self, engine: Engine, gate: Gate, patience: Patience, around: Around) -> None:
        import asyncio  # noqa: PLC0415

        self.engine, self._gate, self._patience, self._around = engine, gate, patience, around
        self.down: FatalEngineError | None = None
        self._failures = 0
        self._open_at = 0.0
        self._proven = asyncio.Event()
        self._first = asyncio.Lock()

    async def ask(self, request: Request, most: int) -> Attempt:
        """The reply that came through the gate, after at most so many requests."""
        if (kept := self._kept(request)) is not None:
            return Attempt(0, kept)
        refused = 0
        for asked in range(1, most + 1):
            if self.down:
                return Attempt(asked - 1, None, self.down)
            try:
                reply = await self._once(request)
            except EngineError as error:
                refused += isinstance(error, RefusedError)
                self._note(error)
                if asked == most or not self._worth_asking_again(error, refused):
                    self._give_up(error)
                    return Attempt(asked, None, error)
                await self._wait(asked, error)
                request = replace(request, reason=_reason(error) or request.reason)
            else:
                self._failures = 0
                return Attempt(asked, self._keep(request, reply))
        return Attempt(0, None, self.down)

    def _kept(self, request: Request) -> Reply | None:
        """What was accepted before, if the gate of today accepts it too."""
        cache = self._around.cache
        reply = cache.find(self.engine.signature, request) if cache else None
        try:
            accepted = self._accepted(request, reply) if reply else None
        except RefusedError:
            return None
        if accepted is not None:
            self._around.neighbours.take(request, accepted.text)
        return accepted

    def _keep(self, request: Request, reply: Reply) -> Reply:
        self._around.neighbours.take(request, reply.text)
        if self._around.cache and reply.origin is Origin.MACHINE:
            self._around.cache.keep(reply.engine, request, reply)
        return reply

    async def _first_alone(self, request: Request) -> Reply:
        """Until one request has shown that the engine lets us in, one is in flight: a wrong key is sent once."""
        if self._proven.is_set():
            return await self._in_time(request)
        async with self._first:
            if not self._proven.is_set():
                return await self._prove(request)
        return await self._in_time(request)

    async def _prove(self, request: Request) -> Reply:
        """The gate reads its tables while the first answer is on its way."""
        import asyncio  # noqa: PLC0415

        if self.down:
            raise self.down
        warming = asyncio.ensure_future(asyncio.to_thread(self._judge, request, request.text))
        try:
            reply = await self._in_time(request)
        except (FatalEngineError, RejectedError):
            raise
        except EngineError:
            self._proven.set()
            raise
        finally:
            await asyncio.wait({warming})
        self._proven.set()
        return reply

    async def _once(self, request: Request) -> Reply:
        reply = await self._first_alone(request)
        async with self._around.places.judging():
            return self._accepted(request, reply)

    def _accepted(self, request: Request, reply: Reply) -> Reply:
        """As it is, or without its wrapping, whichever the gate accepts first."""
        refused: tuple[Finding, ...] = ()
        for text in (reply.text, *reply.readings):
            findings = self._findings(request, text)
            doubtful = text != reply.text and any(finding.check in _WHOLE for finding in findings)
            if not (blocks(findings) or doubtful):
                return replace(reply, text=text, findings=(*reply.findings, *findings), readings=())
            refused = refused or findings
        raise RefusedError(self.engine.name, "the answer is no translation", refused)

    def _findings(self, request: Request, text: str) -> tuple[Finding, ...]:
        findings = self._judge(request, text)
        if blocks(findings):
            return findings
        doubt = self._around.neighbours.doubt(request, text)
        return (*findings, doubt) if doubt else findings

    def _judge(self, request: Request, text: str) -> tuple[Finding, ...]:
        return self._gate(
            request.text, text, request.locale, source=request.source, field=request.field, terms=request.terms
        )

    async def _in_time(self, request: Request) -> Reply:
        import asyncio  # noqa: PLC0415

        loop = asyncio.get_running_loop()
        while (closed := self._open_at - loop.time()) > 0:
            await asyncio.sleep(closed)
        async with self._around.places.taken():
            if self._around.budget:
                self._around.budget.spend(self.engine.name, len(request.text))
            started = loop.time()
            task = asyncio.ensure_future(self.engine.translate(request))
            try:
                # Not wait_for: an answer that arrives with the deadline is an answer.
                await asyncio.wait({task}, timeout=self._patience.timeout)
                if task.done():
                    reply = task.result()
                    self._around.pace.answered(loop.time() - started)
                    return reply
            finally:
                task.cancel()
        raise TransientError(self.engine.name, f"no answer within {self._patience.timeout:g} s")

    def _worth_asking_again(self, error: EngineError, refused: int) -> bool:
        if isinstance(error, RefusedError):
            return not self.engine.steady and refused < _ASKED_AFTER_REFUSAL
        return isinstance(error, TransientError) and error.retry_after <= _LONGEST_PAUSE

    def _note(self, error: EngineError) -> None:
        if isinstance(error, FatalEngineError):
            self.down = self.down or error
        elif isinstance(error, UnreachableError):
            self._count_failure(_DEAD_AFTER, error)
        elif isinstance(error, RejectedError) and not self._proven.is_set():
            self._count_failure(_SHUT_AFTER, error)
        elif isinstance(error, TransientError) and error.crowded:
            self._around.pace.pushed_back()

    def _give_up(self, error: EngineError) -> None:
        """A text given up after its tries; one that never got a connection is counted already."""
        if (isinstance(error, RejectedError) and self._proven.is_set()) or (
            isinstance(error, TransientError) and not isinstance(error, UnreachableError)
        ):
            self._count_failure(_DEAD_AFTER, error)
        elif isinstance(error, RefusedError):
            self._failures = 0

    def _count_failure(self, most: int, error: EngineError) -> None:
        self._failures += 1
        if self._failures >= most:
            hint = "run again later, or with another engine behind it"
            self.down = EngineDownError(
                self.engine.name, f"failed {most} times in a row, asked no more", f"{error}; {hint}"
            )

    async def _wait(self, asked: int, error: EngineError) -> None:
        """Exponential with jitter; what a server asks for holds back every text, as its limit is for all."""
        import asyncio  # noqa: PLC0415

        pause = min(_LONGEST_PAUSE, self._patience.pause * 2 ** (asked - 1))
        if isinstance(error, TransientError) and error.retry_after:
            self._open_at = max(self._open_at, asyncio.get_running_loop().time() + error.retry_after)
        if not isinstance(error, RefusedError):
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311  # spreads load, no secret


def _reason(error: EngineError) -> str:
    """What the gate said, for the engine to do better."""
    errors = [finding.message for finding in error.findings if finding.severity is Severity.ERROR]
    return "; ".join(dict.fromkeys(errors)) or (str(error) if isinstance(error, RefusedError) else "")
