"""Run what blocks beside the loop. A daemon thread, not an executor's: those are waited for when a run ends."""

from __future__ import annotations

import contextlib
import threading
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from localize.translate.errors import EngineError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

T = TypeVar("T")


async def in_daemon(function: Callable[[], T]) -> T:
    """What the function returns, or the EngineError it raises. When cancelled, the thread goes on, unheard."""
    import asyncio  # noqa: PLC0415

    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()
    threading.Thread(target=_run, args=(loop, future, function), daemon=True).start()
    return await future


def _run(loop: asyncio.AbstractEventLoop, future: asyncio.Future[T], function: Callable[[], T]) -> None:
    """Engine errors go to the awaiting side; what else is raised is a fault, printed here and told of there."""
    settle = partial(future.set_exception, RuntimeError("the engine's thread ended with an error"))
    try:
        settle = partial(future.set_result, function())
    except EngineError as error:
        settle = partial(future.set_exception, error)
    finally:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(lambda: None if future.done() else settle())
