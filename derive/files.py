"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from derive.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD = "-"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the place of `path` when the block ends well, else goes."""
    path = path.resolve()  # a link stays a link: what it points to is written
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise BadInputError(str(path), f"cannot be written ({error.strerror})", "choose another --output") from error
    finally:
        with suppress(OSError):  # a read-only file system refuses even to look for what was never made
            partial.unlink(missing_ok=True)


@contextmanager
def written_through(path: Path) -> Iterator[Path]:
    """A device or a pipe is written to as it is: a file in its place would be the end of it."""
    try:
        yield path
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BadInputError(str(path), f"cannot be written ({error.strerror})", "choose another --output") from error


def refuse_over(output: str | Path, *inputs: str | Path | None) -> None:
    """Refuse an output that is one of the files to be read, under whatever name; before anything is read."""
    for given in inputs:
        if given is not None and _same_file(output, given):
            problem = f"is the same file as {given}, which is to be read"
            raise BadInputError(
                "standard output" if output == STANDARD else str(output), problem, "name another --output"
            )


def _same_file(output: str | Path, given: str | Path) -> bool:
    try:
        found, written = _stat(given, sys.stdin), _stat(output, sys.stdout)
    except (OSError, ValueError):  # what is not there, or has no number, is told of by whoever opens it
        return False
    return stat.S_ISREG(found.st_mode) and os.path.samestat(found, written)


def _stat(where: str | Path, standard: TextIO) -> os.stat_result:
    return os.fstat(standard.fileno()) if where == STANDARD else Path(where).stat()


@contextmanager
def output_text(where: str) -> Iterator[TextIO]:
    """A text stream to standard output (`-`) or to a file that appears whole."""
    if where == STANDARD:
        with written_through(Path("standard output")):
            yield sys.stdout
            sys.stdout.flush()
        return
    path = Path(where)
    if path.is_dir() or not path.parent.is_dir():
        raise BadInputError(where, "is a folder" if path.is_dir() else "is in a folder that does not exist")
    special = path.exists() and not path.is_file()
    place = written_through(path) if special else whole_file(path)
    with place as open_at, open_at.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream
        stream.flush()
        if not special:
            os.fsync(stream.fileno())
