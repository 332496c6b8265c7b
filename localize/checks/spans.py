"""What must come out of a translation as it went in: shields, placeholders, addresses.

>>> text = "Write {name} (a.b@example.org) at https://example.org/a?b=1. ⟦2⟧ costs 100% of it, %s"
>>> [text[start:end] for start, end in kept_spans(text)]
['{name}', 'a.b@example.org', 'https://example.org/a?b=1', '⟦2⟧', '%s']
>>> kept_spans("{ this is a set } and 5 % delay")
[]
>>> kept_texts("%s의 사진 %d장")
['%s', '%d']
"""

from __future__ import annotations

import re

_KEPT = re.compile(
    r"⟦\d+⟧"
    r"|https?://[^\s<>\"'⟦⟧、。，」』）】一-鿿가-힣ぁ-ヿ]+[^\s<>\"'⟦⟧、。，」』）】一-鿿가-힣ぁ-ヿ.,;:!?)\]}]"
    r"|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
    r"|\{\{?[A-Za-z_][\w.\-]{0,63}\}?\}"
    r"|\$\{[A-Za-z_][\w.]{0,63}\}"
    r"|%\([A-Za-z_]\w{0,63}\)[sdf]|%[sdf](?![A-Za-z0-9_])"
)


def kept_spans(text: str) -> list[tuple[int, int]]:
    """Start and end, in code points, of every such span, from left to right."""
    return [match.span() for match in _KEPT.finditer(text)]


def kept_texts(text: str) -> list[str]:
    """The spans' texts."""
    return [text[start:end] for start, end in kept_spans(text)]
