"""A refusal in the place of the translation: half of a safety set are texts that a model refuses.

The patterns are in `refusals.tsv`, matched where an answer begins and ends. A text that itself speaks of refusing, or
that a refusal would be the right translation of, is not judged: its translation must speak of it too.

>>> from localize.checks.pair import Pair
>>> [finding.check for finding in check(Pair("How do I pick a lock?", "죄송하지만 도와드릴 수 없습니다.", "ko-KR"))]
['refusal']
>>> list(check(Pair("Sorry, I can't help with that.", "죄송하지만 도와드릴 수 없습니다.", "ko-KR")))
[]
>>> list(check(Pair("Why am I sorry for him?", "왜 그에게 미안한 걸까요?", "ko-KR")))
[]
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from localize.locales.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding

TABLE = Path(__file__).with_name("refusals.tsv")
_OPENING, _END = 160, 80  # characters: a refusal says so in its first sentence, an answer offers more in its last
_ABOUT = re.compile(
    r"\b(?:refus\w*|declin\w*|sorry|apolog\w*|unable to|an? (?:ai|language model)|as an assistant"
    r"|(?:can(?:no|')t|can not|won't|will not|not able to)"
    r"(?: \w+)? (?:help|assist|answer|provide|fulfil\w*|comply|discuss|talk|tell|teach|say|explain|share|show|give)"
    r"|(?:other|another|different|more|further|any) (?:questions?|topics?|requests?|subjects?|help)"
    r"|(?:something|anything) else|need (?:more )?help|change the subject|curious)\b",
    re.IGNORECASE,
)


def check(pair: Pair) -> Iterator[Finding]:
    """An error where the target opens like a refusal, or ends in an offer, and the pivot has nothing of the kind."""
    target = pair.target.strip().replace("’", "'")
    opening = target if len(target) <= _OPENING + _END else f"{target[:_OPENING]}\n{target[-_END:]}"
    pivot = pair.pivot.replace("’", "'")
    if _reads_as_refusal(pivot) or not _patterns().search(opening):
        return
    yield pair.error("refusal", "the engine refused, or answered as a model does")


def _reads_as_refusal(pivot: str) -> bool:
    return bool(_ABOUT.search(pivot) or _patterns().search(pivot))


@cache
def _patterns() -> re.Pattern[str]:
    written = [row["pattern"] for _, row in rows(TABLE, ("language", "pattern", "example"))]
    return re.compile("|".join(f"(?:{pattern})" for pattern in written), re.IGNORECASE)
