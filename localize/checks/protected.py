"""Shields, placeholders, addresses: what a program or a reader will follow must be there, and nothing new.

>>> from localize.checks.pair import Pair
>>> [finding.message for finding in check(Pair("Call ⟦1⟧ or ⟦2⟧.", "⟦1⟧로 전화하세요.", "ko-KR"))]
['⟦2⟧ is missing']
>>> list(check(Pair("Hi {name}", "안녕 {name}", "ko-KR")))
[]
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from localize.checks.spans import kept_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.checks.pair import Pair
    from localize.model import Finding


# HTML's own tags, and code between backticks; other words in angle brackets may be translated.
_TAGS = "a|abbr|b|blockquote|br|code|div|em|h[1-6]|hr|i|img|li|ol|p|pre|s|span|strong|sub|sup|table|td|th|tr|u|ul"
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|(?<!`)`[^`\n]+`(?!`)")
_CODE_BLOCK = re.compile(r"```|~~~")


def check(pair: Pair) -> Iterator[Finding]:
    """An error for each span that is missing, doubled, or that the pivot does not have."""
    here, there = Counter(kept_texts(pair.pivot)), Counter(kept_texts(pair.target))
    for span in here - there:
        yield pair.error("protected", f"{_shown(span)} is missing")
    for span in there - here:
        yield pair.error("protected", f"{_shown(span)} is not in the text, or not so often")
    here, there = Counter(_MARKUP.findall(pair.pivot)), Counter(_MARKUP.findall(pair.target))
    if here != there and not _CODE_BLOCK.search(pair.pivot):
        yield pair.error("protected", "tags or code are not those of the text")


def _shown(span: str) -> str:
    """The mark or placeholder by name; an address may be a person's and is not repeated."""
    if "@" in span:
        return "an e-mail address"
    return "a web address" if "://" in span else span
