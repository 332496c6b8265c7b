"""So many requests in flight, outcomes as they arrive, nothing more in memory."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterable, AsyncIterator, Callable, Coroutine, Iterable

    from localize.translate.model import Outcome, Request
    from localize.translate.pace import Pace
    from localize.translate.places import Places

_KNOWN = 64  # requests: an answer is also held against the texts that come after its own
AHEAD = _KNOWN + 32  # and some more, so that a burst of answers need not wait for the reading
_UNTAKEN = 64  # outcomes and answers at the gate, besides what is in flight: whoever takes them may be slow


class Window:
    """Runs `work` on every request, at most `pace.width` in flight, and reads a few ahead for `meet` to know them.

    `take` can be cancelled without a loss: what is in flight goes on and comes out of the next `take`.
    """

    def __init__(
        self,
        requests: Iterable[Request] | AsyncIterable[Request],
        work: Callable[[Request], Coroutine[None, None, Outcome]],
        pace: Pace,
        places: Places,
        meet: Callable[[Request], None],
    ) -> None:
        self._requests = _stream(requests)
        self._work, self._pace, self._places, self._meet = work, pace, places, meet
        places.freed = self._start
        self._ahead: deque[Request] = deque()
        self._running: set[asyncio.Task[Outcome]] = set()
        self._coming: asyncio.Task[Request | None] | None = None
        self._over = False
        self._broken: Exception | None = None

    async def take(self) -> Outcome | None:
        """The next outcome to arrive, None after the last.

        What the requests raise is raised once all that was asked before is out.
        """
        import asyncio  # noqa: PLC0415

        while True:
            if (done := next((task for task in self._running if task.done()), None)) is not None:
                self._running.discard(done)
                return done.result()
            self._fill()
            waiting: set[asyncio.Task[Outcome] | asyncio.Task[Request | None]] = {*self._running}
            if self._coming is not None:
                waiting.add(self._coming)
            if not waiting:
                if self._broken:
                    raise self._broken
                return None
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)

    def stop(self) -> None:
        """Ask for nothing more; what is in flight can still be taken."""
        self._over = True
        self._ahead.clear()
        if self._coming is not None:
            self._coming.cancel()
            self._coming = None

    async def close(self) -> None:
        """Drop what is in flight."""
        import asyncio  # noqa: PLC0415

        self.stop()
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._running.clear()

    def _fill(self) -> None:
        import asyncio  # noqa: PLC0415

        if self._coming is not None and self._coming.done():
            coming, self._coming = self._coming, None
            self._meet_next(coming)
        self._start()
        if self._coming is None and not self._over and len(self._ahead) < AHEAD:
            self._coming = asyncio.ensure_future(anext(self._requests, None))

    def _start(self) -> None:
        """Texts on their way, as far as there is room and those that come after them are known."""
        import asyncio  # noqa: PLC0415

        room = self._pace.width + self._places.judged - sum(not task.done() for task in self._running)
        room = min(room, self._pace.width + _UNTAKEN - len(self._running))
        while self._ahead and room > 0 and (self._over or len(self._ahead) >= _KNOWN):
            self._running.add(asyncio.ensure_future(self._work(self._ahead.popleft())))
            room -= 1

    def _meet_next(self, coming: asyncio.Task[Request | None]) -> None:
        failure = coming.exception()
        if isinstance(failure, Exception):
            self._over, self._broken = True, failure
        elif (request := coming.result()) is None:
            self._over = True
        else:
            self._meet(request)
            self._ahead.append(request)


async def _stream(requests: Iterable[Request] | AsyncIterable[Request]) -> AsyncIterator[Request]:
    if hasattr(requests, "__aiter__"):
        async for request in requests:
            yield request
    else:
        for request in requests:
            yield request
