"""What an HTTP status asks for: patience, another text, or an end. Nothing of what the server said is repeated."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime

from localize.translate.errors import EngineError, FatalEngineError, RejectedError, TransientError

_HINTS = {
    400: "the text or the model's settings are not accepted",
    402: "the account is out of credit",
    403: "the service does not let you in",
    404: "check the address and the model's name",
    413: "the text is too long for it",
    456: "the quota is used up",
}


def failure(engine: str, status: int, retry_after: str, key_hint: str = "") -> EngineError:
    """The error for a status that is not success; `key_hint` says where a wrong key is set."""
    if status == 429 or status >= 500:
        crowded = status in {429, 503, 529}
        return TransientError(engine, f"HTTP {status}", retry_after=seconds_to_wait(retry_after), crowded=crowded)
    if status == 401:
        return FatalEngineError(engine, "HTTP 401", key_hint or "the key is wrong or missing")
    moved = "the address leads elsewhere; set the one it leads to" if 300 <= status < 400 else ""
    return RejectedError(engine, f"HTTP {status}", _HINTS.get(status, moved))


def seconds_to_wait(retry_after: str) -> float:
    """A Retry-After header (RFC 9110, 10.2.3: seconds or a date) in seconds; 0 where it says nothing.

    >>> seconds_to_wait("7"), seconds_to_wait("soon"), seconds_to_wait("Wed, 21 Oct 2015 07:28:00 GMT")
    (7.0, 0.0, 0.0)
    """
    if retry_after.strip().isascii() and retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
        return max(0.0, when.timestamp() - dt.datetime.now(dt.UTC).timestamp())
    except (ValueError, OverflowError):
        return 0.0
