"""Is this a translation of that text? Every check, in one place; a finding of severity error blocks.

>>> gate("Where can I learn to drive?", "어디에서 운전을 배울 수 있나요?", "ko-KR")
()
>>> [finding.check for finding in gate("Where can I learn to drive?", "", "ko-KR")]
['empty']
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from localize.checks import (
    echo,
    empty,
    ending,
    kin,
    length,
    likely,
    lines,
    mood,
    numbers,
    protected,
    refusal,
    repetition,
    residue,
    script,
    sentences,
)
from localize.checks import (
    terms as wordings,
)
from localize.checks.pair import Pair
from localize.model import Severity

if TYPE_CHECKING:
    from localize.model import Finding

CHECKS = (
    echo,
    script,
    kin,
    length,
    lines,
    sentences,
    ending,
    numbers,
    protected,
    residue,
    refusal,
    repetition,
    mood,
    wordings,
    likely,
)


def gate(
    pivot: str,
    target: str,
    locale: str,
    *,
    source: str = "en",
    field: str = "target",
    terms: tuple[tuple[str, str], ...] = (),
) -> tuple[Finding, ...]:
    """What speaks against the text; UnknownLocaleError for a locale nobody has."""
    pair = Pair(normalize("NFC", pivot), normalize("NFC", target), locale, source, field, terms)
    if nothing := tuple(empty.check(pair)):
        return nothing
    if pair.target == pair.pivot and echo.is_code(pair.pivot):
        return ()
    return tuple(finding for module in CHECKS for finding in module.check(pair))


def blocks(findings: tuple[Finding, ...]) -> bool:
    """Whether one of the findings keeps the text from becoming a draft."""
    return any(finding.severity is Severity.ERROR for finding in findings)
