"""What people read: messages on stderr, tables on stdout. Texts from data never reach a terminal raw."""

from __future__ import annotations

import errno
import os
import re
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

# C0 and C1 controls but tab and newline; bidirectional overrides, which can make text read as another.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text with control characters shown as what they are, so that a terminal does not obey them.

    >>> plain("a\\x1b[2Jb")
    'a\\\\x1b[2Jb'
    """
    return _CONTROLS.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def is_plain(text: str) -> bool:
    """Whether a text can be shown and stored as it stands: no control characters, nothing that is not UTF-8.

    >>> is_plain("김\\n"), is_plain("a\\x1b[2Jb"), is_plain("\\udc80")
    (True, False, False)
    """
    return plain(text) == text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def say(text: str, *, quiet: bool = False) -> None:
    """A message for the person, on stderr."""
    if quiet:
        return
    try:
        print(plain(text), file=sys.stderr)  # noqa: T201
    except OSError:  # a full disk, or nobody there: it can be told to no one
        give_up(sys.stderr)


def give_up(stream: TextIO) -> None:
    """What is left in the buffer, and all that comes, goes nowhere: else Python's own end would fail at it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def show(text: str) -> None:
    """A result, on stdout."""
    print(plain(text))  # noqa: T201


def show_json(shape: Any) -> None:
    """A result for a program, on stdout: escaped to ASCII only where a terminal would obey it."""
    import json  # noqa: PLC0415

    print(json.dumps(shape, ensure_ascii=False, indent=2).translate(_JSON_CONTROLS))  # noqa: T201


_LINES, _WIDTH = 25, 120  # columns, where no terminal says otherwise
_JSON_CONTROLS = {
    code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "", numbers: int = 0) -> None:
    """A table on stdout; the last `numbers` columns are right-aligned."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for at, column in enumerate(columns):
        table.add_column(column, justify="right" if at >= len(columns) - numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(str(cell))) for cell in row))
    console().print(table)


def _width(stream: TextIO) -> int | None:
    """Columns; None where Rich sees for itself, which it does not in a terminal that knows nothing of cursors."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked):
        return int(asked)
    if not stream.isatty():
        return _WIDTH
    return os.get_terminal_size(stream.fileno()).columns or None if os.environ.get("TERM") == "dumb" else None


def console(*, stderr: bool = False) -> Console:
    """Rich's console; no colour when NO_COLOR is set or the stream is no terminal."""
    from rich.console import Console  # noqa: PLC0415

    class Plain(Console):
        """A reader that has gone is the business of `cli`."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    stream = sys.stderr if stderr else sys.stdout
    width = _width(stream)
    height = width and _LINES  # Rich heeds the one only with the other
    return Plain(stderr=stderr, width=width, height=height, highlight=False, soft_wrap=False)
