"""Translate a stream of texts: bounded, patient, gated. Every request has one outcome, in the order of arrival."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.checks import gate as all_checks
from localize.model import Finding, Origin, Severity
from localize.translate.back import SecondOpinion
from localize.translate.chain import links
from localize.translate.link import Around, Attempt, Link, Patience
from localize.translate.model import Outcome
from localize.translate.pace import Pace
from localize.translate.same import Same
from localize.translate.window import Window

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator

    from localize.translate.budget import Budget
    from localize.translate.cache import Cache
    from localize.translate.model import Engine, Gate, Request

PATIENT = Patience()
_GRACE_SECONDS = 4.0  # of the five that Ctrl-C may take
_CHECK = "engine"


async def translate_all(
    engine: Engine,
    requests: Iterable[Request] | AsyncIterable[Request],
    gate: Gate = all_checks,
    *,
    patience: Patience = PATIENT,
    concurrency: int | None = None,
    cache: Cache | None = None,
    budget: Budget | None = None,
    back: Engine | None = None,
) -> AsyncIterator[Outcome]:
    """One outcome a request, as they arrive; engine errors become findings, none is raised.

    `concurrency` is how many are in flight, which without it is found out. What `cache` has is not asked for, and
    what is accepted goes into it at once. After 20 failures in a row, a wrong key, or a `budget` that is spent, an
    engine is asked no more, and the rest of the texts come out untranslated with a finding that says so. What
    iterating over `requests` raises is raised after the outcomes of what was asked before. `back` translates what
    was accepted back, for a second opinion.
    """
    run = Run(engine, requests, gate, patience, Around(cache, budget, Pace(concurrency)), back)
    try:
        while (outcome := await run.window.take()) is not None:
            yield outcome
    finally:
        await run.close()


def translate_rows(
    engine: Engine,
    requests: Iterable[Request],
    gate: Gate = all_checks,
    *,
    patience: Patience = PATIENT,
    concurrency: int | None = None,
    cache: Cache | None = None,
    budget: Budget | None = None,
    back: Engine | None = None,
) -> Iterator[Outcome]:
    """`translate_all` for callers without a loop. The loop runs while the next outcome is waited for.

    On Ctrl-C what is in flight has five seconds to come out, then KeyboardInterrupt is raised; a second
    Ctrl-C raises at once.
    """
    import asyncio  # noqa: PLC0415

    around = Around(cache, budget, Pace(concurrency))
    with asyncio.Runner() as runner:
        run = runner.run(_opened(engine, requests, gate, patience, around, back))
        try:
            while (outcome := runner.run(run.window.take())) is not None:
                yield outcome
        except KeyboardInterrupt:
            run.window.stop()
            yield from _drain(runner, run.window)
            raise
        finally:
            runner.run(run.close())


def _drain(runner: asyncio.Runner, window: Window) -> Iterator[Outcome]:
    deadline = time.monotonic() + _GRACE_SECONDS
    while (outcome := runner.run(_within(window, deadline - time.monotonic()))) is not None:
        yield outcome


async def _within(window: Window, seconds: float) -> Outcome | None:
    import asyncio  # noqa: PLC0415

    try:
        return await asyncio.wait_for(window.take(), max(seconds, 0.0))
    except TimeoutError:
        return None


async def _opened(
    engine: Engine, requests: Iterable[Request], gate: Gate, patience: Patience, around: Around, back: Engine | None
) -> Run:
    return Run(engine, requests, gate, patience, around, back)


class Run:
    """The engines of a run and the window of what is in flight; made where the loop is."""

    def __init__(
        self,
        engine: Engine,
        requests: Iterable[Request] | AsyncIterable[Request],
        gate: Gate,
        patience: Patience,
        around: Around,
        back: Engine | None,
    ) -> None:
        self._engine, self._tries = engine, patience.tries
        self._back = SecondOpinion(back, patience, around) if back else None
        self._chain = tuple(Link(one, gate, patience, around) for one in links(engine))
        self._same = Same()
        self.window = Window(requests, self._work, around.pace, around.places, around.neighbours.meet)

    async def close(self) -> None:
        """Drop what is in flight, and hang up."""
        await self.window.close()
        await self._engine.close()
        if self._back:
            await self._back.close()

    async def _work(self, request: Request) -> Outcome:
        """A text that stands in several rows is asked for once, and nothing is not asked for."""
        if not request.text.strip():
            return Outcome(request.key, None, "", Origin.MACHINE, ())
        outcome = await self._same.once(request, self._outcome)
        findings = tuple(replace(finding, field=request.field) for finding in outcome.findings)
        return replace(outcome, key=request.key, findings=findings)

    async def _outcome(self, request: Request) -> Outcome:
        """Engine after engine; each leaves one request for every engine behind it."""
        failed: list[tuple[Link, Attempt]] = []
        tries = self._tries
        for position, link in enumerate(self._chain):
            attempt = await link.ask(request, max(1, tries - (len(self._chain) - position - 1)))
            if attempt.reply is not None:
                reply = attempt.reply
                known = tuple(finding for _, before in failed for finding in _notes(before))
                second = await self._back.findings(request, reply.text) if self._back else ()
                return Outcome(request.key, reply.text, reply.engine, reply.origin, (*known, *reply.findings, *second))
            tries -= attempt.asked
            failed.append((link, attempt))
        engine = failed[-1][0].engine.signature
        findings = tuple(finding for _, attempt in failed for finding in _findings(attempt, request.field))
        return Outcome(request.key, None, engine, Origin.MACHINE, findings)


def _findings(attempt: Attempt, field: str) -> Iterator[Finding]:
    """Why there is no text: the engine's reason, and what the gate found."""
    yield Finding(_CHECK, Severity.ERROR, field, str(attempt.error))
    if attempt.error is not None:
        yield from attempt.error.findings


def _notes(attempt: Attempt) -> Iterator[Finding]:
    """What an engine knew of use, although it had no translation."""
    if attempt.error is not None:
        yield from (finding for finding in attempt.error.findings if finding.severity is Severity.NOTE)
