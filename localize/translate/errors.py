"""What an engine can fail with. No message repeats a text, a key, or what a server said.

Which class it is says what to do: ask again, ask another engine, or stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from localize.errors import LocalizeError

if TYPE_CHECKING:
    from localize.model import Finding


class EngineError(LocalizeError):
    """An engine gave no translation; `hint` says what to do next, `findings` what a person should know."""

    findings: tuple[Finding, ...] = ()

    def __init__(self, engine: str, problem: str, hint: str = "") -> None:
        super().__init__(f"{engine}: {problem}" + (f"; {hint}" if hint else ""))


class TransientError(EngineError):
    """It may answer later: 429, 5xx, a dropped connection, a timeout, an unreadable body.

    `retry_after` is what the server asked for, in seconds; `crowded` says that it had too much to do.
    """

    def __init__(
        self, engine: str, problem: str, hint: str = "", *, retry_after: float = 0.0, crowded: bool = False
    ) -> None:
        super().__init__(engine, problem, hint)
        self.retry_after, self.crowded = retry_after, crowded


class UnreachableError(TransientError):
    """No connection at all, so no text is to blame."""


class RefusedError(EngineError):
    """It answered, and the answer is no translation of the text; `findings` say why."""

    def __init__(self, engine: str, problem: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(engine, problem)
        self.findings = findings


class UnservedError(EngineError):
    """It cannot serve this text, and may serve others: not in the memory, another language, a refused request.

    `findings` are what it knows all the same, such as a translation of a text much like it.
    """

    def __init__(self, engine: str, problem: str, hint: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(engine, problem, hint)
        self.findings = findings


class RejectedError(UnservedError):
    """A server did not take the request (3xx, 4xx): this text's fault, or the settings' where it takes none."""


class FatalEngineError(EngineError):
    """It cannot serve any text as it is set up: wrong key, no such model, not installed."""


class EngineDownError(FatalEngineError):
    """It was given up after too many texts in a row without an answer."""
