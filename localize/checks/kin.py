"""Not in a language beside the target's: Italian for French, Portuguese for Spanish, both in the same letters.

Told by small words: none that only the target's language has, and several that only one other has.

>>> from localize.checks.pair import Pair
>>> pivot = "My house was sold last week."
>>> [finding.message for finding in check(Pair(pivot, "La mia casa è stata venduta la settimana scorsa.", "fr-FR"))]
['reads like it, not like fr']
>>> list(check(Pair(pivot, "Ma maison a été vendue la semaine dernière.", "fr-FR")))
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

TABLE = Path(__file__).with_name("small_words.tsv")
_WORD = re.compile(r"[^\W\d_]+")
_SEVERAL = 2
_SAME = {"id": "ms", "fil": "tl"}  # one list for both


def check(pair: Pair) -> Iterator[Finding]:
    """An error where the small words are another language's."""
    language = _SAME.get(pair.language, pair.language)
    if not pair.changes_language or language not in _lists():
        return
    own = _lists()[language]
    said = set(_WORD.findall(pair.prose.casefold())) - set(_WORD.findall(pair.pivot_prose.casefold()))
    if said & (own - frozenset().union(*(words for name, words in _lists().items() if name != language))):
        return
    found = {name: len(said & (words - own)) for name, words in _lists().items() if name != language}
    other = max(found, key=lambda name: found[name])
    if found[other] >= _SEVERAL and found[other] > len(said & own):
        yield pair.error("kin", f"reads like {other}, not like {language}")


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["words"].split()) for _, row in rows(TABLE, ("language", "words"))}
