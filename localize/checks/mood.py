"""A question stays a question, a request a request: an answer is neither.

What asks in a language is in `mood.tsv`: endings and words one of which stands in every question or request. In
languages without a row only the question mark counts, and a missing one is a remark.

>>> from localize.checks.pair import Pair
>>> [finding.message for finding in check(Pair("Where is it?", "그것은 서울에 있습니다.", "ko-KR"))]
['the text asks, and the translation does not']
>>> list(check(Pair("Can you tell me where it is?", "어디에 있는지 알려 주세요.", "ko-KR")))
[]
>>> [str(finding.severity) for finding in check(Pair("Write a poem about the sea.", "파도가 춤을 춘다.", "ko-KR"))]
['error']
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from localize.checks.length import ratio_of, usual
from localize.locales.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding

TABLE = Path(__file__).with_name("mood.tsv")
_LONG = 0.85  # of the length that is usual at most: a sentence was added, not a long one cut in two
_BETWEEN = re.compile(r"(?<=[.!?。！？])[\"'”’)\]」』）]*(?:\s+|(?<=[。！？]))|(?<=[!?])(?=[぀-鿿])|\n+")
_MARKS = re.compile(r"[?？؟;;՞]")
# Verbs that open a request to an assistant; as nouns or names they rarely open a sentence.
_VERBS = (
    r"(?:write|tell|give|explain|describe|list|provide|create|generate|suggest|compose|summarize|summarise|translate"
    r"|imagine|pretend|teach|help|show|name|outline|draft|answer|let me know|respond)\b(?!\s*:)"
)
# At the start, or behind an order to leave something: that is how a text tries to be obeyed.
_REQUEST = re.compile(
    rf"^\W*(?:please,? |now,? |just )?{_VERBS}"
    r"|^\W*(?:ignore|forget|disregard|stop|skip)\b.*(?:\b(?:and|then|instead)|[.;!]),? (?:please,? |instead,? )?"
    rf"{_VERBS}",
    re.IGNORECASE | re.DOTALL,
)
_STATEMENT = re.compile(
    r"^\W*(?:i|i'm|i've|i'd|my|we|our|he|she|they|the|an?|this|that|there|it|his|her|their)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"\b(?:you|your|yours|yourself|please|let's|let me)\b|[?:]", re.IGNORECASE)
_YES = re.compile(
    r"^\W*(?:네|예|아니요|아니오|아뇨|물론(?:입니다|이죠|이지요)?|그렇습니다|是的|不是|当然|當然|oui|non|sí|no|ya|tidak|có|không"
    r"|ใช่|ไม่|हाँ|हां|नहीं|ndiyo|hapana)[,.!，。！]",
    re.IGNORECASE,
)
_ENGLISH_YES = re.compile(
    r"^\W*(?:yes|yeah|yep|no|nope|nah|sure|of course|certainly|okay|ok|right|well|hey|so|oh|alright|fine)\b",
    re.IGNORECASE,
)


def check(pair: Pair) -> Iterator[Finding]:
    """An error where nothing of the translation asks or requests, a remark where that cannot be told."""
    if pair.source_language != "en" or not pair.changes_language:
        return
    question = pair.pivot.rstrip("\"'”’)* \n").endswith("?")
    if not question and not _REQUEST.match(pair.pivot):
        yield from _advice(pair)
        return
    asking = _asking().get((pair.language, "question" if question else "request"))
    if _YES.match(pair.target) and not _ENGLISH_YES.match(pair.pivot):
        yield pair.error("mood", "the text asks, and the translation answers")
    elif question and asking and _adds_a_statement(pair, asking):
        yield pair.error("mood", "the text ends in a question, and the translation in a statement")
    elif _MARKS.search(pair.target) or (asking and asking.search(pair.target)):
        return
    elif asking:
        yield pair.error("mood", "the text asks, and the translation does not")
    elif question:
        yield pair.warning("mood", "a question without a question mark")


def _adds_a_statement(pair: Pair, asking: re.Pattern[str]) -> bool:
    """Whether there is a sentence more, behind the question, that asks nothing: an answer, or a sermon."""
    here, there = _sentences(pair.pivot), _sentences(pair.target)
    last = there[-1] if there else ""
    longer = ratio_of(pair) > _LONG * usual(pair)[1]
    return longer and len(there) > len(here) and not (_MARKS.search(last) or asking.search(last))


def _sentences(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text) if any(letter.isalpha() for letter in part)]


def _advice(pair: Pair) -> Iterator[Finding]:
    """A statement that nobody is addressed in does not become advice."""
    advising = _asking().get((pair.language, "advice"))
    if advising and _STATEMENT.match(pair.pivot) and not _ADDRESS.search(pair.pivot) and advising.search(pair.target):
        yield pair.error("mood", "the text states, and the translation advises")


@cache
def _asking() -> dict[tuple[str, str], re.Pattern[str]]:
    table = rows(TABLE, ("language", "mood", "pattern"))
    return {(row["language"], row["mood"]): re.compile(row["pattern"], re.IGNORECASE) for _, row in table}
