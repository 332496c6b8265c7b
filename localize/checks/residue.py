"""What is left over: Japanese in a locale that does not write it, the prompt, the wrapping of a chat answer.

>>> from localize.checks.pair import Pair
>>> [finding.message for finding in check(Pair("Is it safe?", "그것은 안전ですか?", "ko-KR"))]
['Japanese kana are left']
>>> [finding.message for finding in check(Pair("Is it safe?", "Translation: ¿Es seguro?", "es-ES"))]
['words of the prompt or of a chat answer are left']
>>> list(check(Pair("What does の mean?", "の는 무슨 뜻인가요?", "ko-KR")))
[]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localize.checks.chatter import consents, is_wrapped, unquoted
from localize.checks.scripts import system

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding

_QUOTES = tuple("\"'“‘«「『")
_KANA = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾝー]+")
_WRITE_KANA = {"ja", "ryu", "ain"}
# Controls that no text needs: they hide words from a reader or a terminal. Tab, line break and joiners are none.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]")


def check(pair: Pair) -> Iterator[Finding]:
    """An error for each kind of residue that the pivot does not have itself."""
    if pair.language not in _WRITE_KANA and _has_new_kana(pair):
        yield pair.error("residue", "Japanese kana are left")
    quoted = unquoted(pair.target) != pair.target and pair.pivot.strip()[:1] in _QUOTES
    wrapped = is_wrapped(pair.target.strip()) and not is_wrapped(pair.pivot.strip()) and not quoted
    if wrapped or consents(pair.target.strip(), pair.pivot):
        yield pair.error("residue", "words of the prompt or of a chat answer are left")
    if set(_CONTROLS.findall(pair.target)) - set(pair.pivot):
        yield pair.error("residue", "a control character, or one that could not be read")


def _has_new_kana(pair: Pair) -> bool:
    runs = [run for run in _KANA.findall(pair.prose) if run not in pair.pivot]
    return any(system(character) in {"HIRAGANA", "KATAKANA"} for run in runs for character in run.strip("ー"))
