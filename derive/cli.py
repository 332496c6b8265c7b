"""The command `derive`: its commands, and the one place where an error becomes a message and an exit code.

Commands stand in a table of lazy names: only the one that was typed is imported, so that `--help` is there at once.
"""

from __future__ import annotations

import errno
import functools
import importlib
import io
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from alignment.errors import AlignmentError
from derive.console import give_up, say
from derive.errors import EXIT_BAD_INPUT, EXIT_DONE, EXIT_FAULT, EXIT_INTERRUPTED, DeriveError
from localize.errors import LocalizeError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Command(NamedTuple):
    """Where a command's function is, as module:function, and the first line of its help."""

    where: str
    help: str


COMMANDS = {
    "new": Command("new:new", "Make a project and its first draft, doubtful places marked."),
    "status": Command("status:status", "Show what a project holds and what is left to do."),
    "flag": Command("flag:flag", "Flag what depends on the source society, and label items."),
    "adapt": Command("adapt:adapt", "Plan what replaces what, and apply what is safe to take."),
    "casting": Command("casting:casting", "Show, write or take what plays which part throughout the set."),
    "translate": Command("translate:translate", "Translate the adapted English, through the gate."),
    "align propose": Command("align:propose", "Rank target categories for each source category, as SSSOM."),
    "align taxonomies": Command("align:taxonomies", "List the bundled taxonomies."),
    "align coverage": Command("align_coverage:coverage", "Show what is covered, and what is out of scope."),
    "align gaps": Command("align_gaps:gaps", "List target categories that call for items."),
    "align quota": Command("align_quota:quota", "Share a number of items out among the target categories."),
    "align extend": Command("align_extend:extend", "Add a region's own categories to the target."),
    "align review": Command("align_review:review", "Decide on candidates one category at a time."),
    "align eval": Command("align_eval:evaluate_alignment", "Measure proposals against gold, with intervals."),
    "align diff": Command("align_diff:diff", "List what changed and must be looked at again."),
    "align export": Command("align_export:export", "Write a taxonomy as SKOS or JSON, or the mapping as SSSOM."),
    "align import": Command("align_import:import_", "Take a taxonomy or decisions into the project."),
    "review": Command("review:review", "Decide what the machine could not, one item a screen."),
    "export": Command("export:export", "Write every draft of the project to a file."),
    "measure": Command("measure:measure", "Score translations: chrF2++, BLEU and TER."),
    "profile show": Command("profile:show_profile", "Print a profile as TOML, to start your own from."),
    "profile guess": Command("profile:guess", "Tell which bundled profile fits a source, or write a guess."),
    "locales": Command("locales:locales", "List the locale packs with their level and coverage."),
    "engines": Command("engines:engines", "List the translation engines and what each needs."),
    "doctor": Command("doctor:doctor", "Tell what is installed, and what is missing for the rest."),
}
GROUPS = {
    "align": "Map risk categories to those of the target region.",
    "profile": "How the columns of a source are read.",
}
_OF_A_STREAM = (errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT)
HELP = "Derive a safety dataset for another country, and hand people only what needs a person."


def app(typed: Sequence[str]) -> typer.Typer:
    """The application, with the command that was typed in full and the others by name and help."""
    root = _typer(HELP)
    groups = {name: _typer(text) for name, text in GROUPS.items()}
    words = [word for word in typed if not word.startswith("-")]
    for name, command in COMMANDS.items():
        parts = name.split()
        wanted = words[: len(parts)] == parts or "_DERIVE_COMPLETE" in os.environ
        function = guard(_load(command)) if wanted else _stub
        place = groups[parts[0]] if len(parts) > 1 else root
        place.command(parts[-1], help=None if wanted else command.help)(function)
    for name, group in groups.items():
        root.add_typer(group, name=name)
    return root


def guard(command: Callable[..., int | None]) -> Callable[..., None]:
    """Ends a run as the contract says: 0 done, 1 work left, 2 bad input, 3 a fault of ours, 130 interrupted."""

    @functools.wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs) or 0
        except (DeriveError, LocalizeError, AlignmentError) as error:
            say(f"derive: {error}")
            code = getattr(error, "exit_code", EXIT_BAD_INPUT)
        except KeyboardInterrupt:
            code = _interrupted()
        except OSError as error:
            code = _of_the_machine(error)
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - the boundary
            code = _fault(error)
        raise typer.Exit(_flush(code))

    return guarded


def main() -> None:
    """The entry point of the command."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # UTF-8 whatever the locale says: it is in the contract
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else None)
    try:
        app(sys.argv[1:])()
    except KeyboardInterrupt:  # before the command itself had begun
        sys.exit(_interrupted())
    except OSError as error:  # --help is written by Typer
        sys.exit(_of_the_machine(error))


def _open_what_is_closed() -> None:
    """A standard stream that our caller closed leads nowhere: the next file we open must not take its number."""
    while (number := os.open(os.devnull, os.O_RDWR)) in (0, 1, 2):
        pass
    os.close(number)
    for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))


def _typer(text: str) -> typer.Typer:
    return typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, help=text)


def _load(command: Command) -> Callable[..., int | None]:
    module, _, function = command.where.partition(":")
    loaded: Callable[..., int | None] = getattr(importlib.import_module(f"derive.commands.{module}"), function)
    return loaded


def _stub() -> None:
    """Stands for a command that was not typed."""


def _interrupted() -> int:
    say("derive: interrupted; the same command goes on where it stopped")
    return EXIT_INTERRUPTED


def _flush(code: int) -> int:
    """Write out what is left here: left to Python's own end, a full disk would give a traceback and code 120."""
    try:
        sys.stdout.flush()
    except OSError as error:
        lost = _of_the_machine(error)
        return code if isinstance(error, BrokenPipeError) else lost
    return code


def _of_the_machine(error: OSError) -> int:
    """A file or stream that the system refuses: nothing is wrong if only the reader of our output has gone."""
    if error.filename is None and error.errno in _OF_A_STREAM:
        give_up(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return EXIT_DONE
        say(f"derive: standard output: cannot be written ({error.strerror})")
        return EXIT_BAD_INPUT
    if error.filename is None or not error.strerror:
        return _fault(error)
    say(f"derive: {os.fsdecode(error.filename)}: {error.strerror}\n  check that it is there and that you may use it")
    return EXIT_BAD_INPUT


def _fault(error: Exception) -> int:
    """A fault of ours. Its traceback, which may hold texts and keys, is shown only when asked for."""
    if os.environ.get("DERIVE_DEBUG"):
        import traceback  # noqa: PLC0415

        say("".join(traceback.format_exception(error)))
    say(f"derive: a fault of ours ({type(error).__name__}); DERIVE_DEBUG=1 shows where, for a report")
    return EXIT_FAULT
