"""The few exceptions of derive. Each carries the exit code of the contract; `cli` is the only place that ends a run."""

from __future__ import annotations

EXIT_DONE, EXIT_WORK_LEFT, EXIT_BAD_INPUT, EXIT_FAULT, EXIT_INTERRUPTED = 0, 1, 2, 3, 130


class DeriveError(Exception):
    """Something the user can mend; the message names what, where, and what to type next."""

    exit_code = EXIT_BAD_INPUT


class BadInputError(DeriveError):
    """A file or setting that is not as expected: `where` is file[:line][ field], `hint` what to type next."""

    def __init__(self, where: str, problem: str, hint: str = "") -> None:
        self.where, self.problem, self.hint = where, problem, hint
        super().__init__(f"{where}: {problem}" + (f"\n  {hint}" if hint else ""))


class BusyError(DeriveError):
    """Another process holds the project: nothing was done, so it is no 1."""

    def __init__(self, where: str, holder: str) -> None:
        super().__init__(
            f"{where}: held by {holder}\n  wait until it has ended, or end it, then the same command again"
        )


class MissingExtraError(DeriveError):
    """A feature whose packages are not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs the extra packages\n  pip install 'derive-datasets[{extra}]'")
