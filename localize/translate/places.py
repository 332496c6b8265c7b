"""Who is in flight: never more than the pace allows, and an answer that came makes room before it is judged.

The gate works on the loop that also sends. Held until an answer is judged, a place would stand empty for as long as
all answers before it take; so the next request leaves first, and answers are judged one between two turns of the loop.
"""

from __future__ import annotations

from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Callable

    from localize.translate.pace import Pace


class Places:
    """`judged` is how many texts wait for the gate; `freed` is called when a place may be taken anew."""

    def __init__(self, pace: Pace) -> None:
        self.judged = 0
        self.freed: Callable[[], object] = _nobody
        self._pace, self._flying = pace, 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._gate: asyncio.Lock | None = None

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """One place, for one request; waits for it, first come, first served."""
        import asyncio  # noqa: PLC0415

        while self._flying >= self._pace.width:
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await turn
            finally:
                turn.cancel()
        self._flying += 1
        try:
            yield
        finally:
            self._flying -= 1
            self._call()

    @asynccontextmanager
    async def judging(self) -> AsyncIterator[None]:
        """The gate's turn for one answer, while its place is another's."""
        import asyncio  # noqa: PLC0415

        self._gate = self._gate or asyncio.Lock()
        self.judged += 1
        try:
            self.freed()
            async with self._gate:
                await asyncio.sleep(0)
                yield
        finally:
            self.judged -= 1

    def _call(self) -> None:
        """As many of those who wait as there is room for; who finds none waits again."""
        room = self._pace.width - self._flying
        while self._waiting and room > 0:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                room -= 1


def _nobody() -> None:
    """Nobody waits for places yet."""
