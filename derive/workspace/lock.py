"""One command at a time changes a project. The lock is the operating system's: it ends with its process."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from derive.errors import BadInputError, BusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from filelock import BaseFileLock

WAIT_S = 60.0
LOCK_FILE, HOLDER_FILE = ".derive.lock", ".derive.holder"


@contextmanager
def exclusive(folder: Path, say: Callable[[str], None], *, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the project in `folder`; wait up to `wait_s` for whoever holds it, and say who that is."""
    from filelock import FileLock  # noqa: PLC0415

    lock, holder = FileLock(folder / LOCK_FILE), folder / HOLDER_FILE
    _acquire(lock, folder, say, wait_s)
    try:
        with _refused_as_bad_input(holder):
            _write(holder, f"`{' '.join(['derive', *sys.argv[1:]])[:200]}` (process {os.getpid()})")
        yield
    finally:
        with suppress(OSError):  # what could not be written need not be taken away
            holder.unlink(missing_ok=True)
        lock.release()


def _acquire(lock: BaseFileLock, folder: Path, say: Callable[[str], None], wait_s: float) -> None:
    from filelock import Timeout  # noqa: PLC0415

    holder = folder / HOLDER_FILE
    with _refused_as_bad_input(folder / LOCK_FILE):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"waiting for {_who(holder)}, which works on {folder}")
            try:
                lock.acquire(timeout=wait_s)
            except Timeout as error:
                raise BusyError(str(folder), _who(holder)) from error


@contextmanager
def _refused_as_bad_input(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = f"cannot be written ({error.strerror})"
        raise BadInputError(
            str(path), problem, "check the permissions of the folder, or take what stands there away"
        ) from error


def _write(holder: Path, text: str) -> None:
    """Not through a link, which could lead anywhere."""
    opened = os.open(holder, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
    with os.fdopen(opened, "w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(text)


def _who(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8", errors="replace")[:300] or "another command"
    except OSError:
        return "another command"
