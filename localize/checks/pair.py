"""What a check looks at: an English text, what is said to be its translation, and for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from localize.checks.spans import kept_spans
from localize.locales.tags import resolve, script_of
from localize.model import Finding, Severity

_CODE = re.compile(r"```|`[^`\n]+`|\w\(|[^\s=]\s?==?\s?['\"\w]|[;{}]\s*$|<\?|</\w", re.MULTILINE)
_CODE_WORD = re.compile(r"[A-Za-z_]\w*|[^\w\s.,!?]+")


@dataclass(frozen=True)
class Pair:
    """`field` is the field of the draft that findings name; `terms` are wordings decided, English and target."""

    pivot: str
    target: str
    locale: str
    source: str = "en"
    field: str = "target"
    terms: tuple[tuple[str, str], ...] = ()

    @cached_property
    def language(self) -> str:
        """The language of the target: `zh` of `zh-TW`."""
        return resolve(self.locale).split("-")[0]

    @cached_property
    def script(self) -> str:
        """The ISO 15924 code of the script the target is to be written in."""
        return script_of(self.locale)

    @cached_property
    def source_language(self) -> str:
        """The language of the pivot."""
        return resolve(self.source).split("-")[0]

    @property
    def changes_language(self) -> bool:
        """False where the text is only to be adapted, as English for Singapore is."""
        return (self.source_language, script_of(self.source)) != (self.language, self.script)

    @cached_property
    def prose(self) -> str:
        """The target without what must stand in it unchanged: addresses, placeholders, marks."""
        return without_kept(self.target)

    @cached_property
    def pivot_prose(self) -> str:
        """The pivot without the same."""
        return without_kept(self.pivot)

    @cached_property
    def copied(self) -> str:
        """The words of code that stand in both, as they must: no language's, and no part of what got longer."""
        words = set(_CODE_WORD.findall(self.pivot)) if _CODE.search(self.pivot) else set()
        return "".join(word for word in _CODE_WORD.findall(self.target) if word in words)

    def error(self, check: str, message: str) -> Finding:
        """A finding that keeps the text from becoming a draft."""
        return Finding(check, Severity.ERROR, self.field, message)

    def warning(self, check: str, message: str) -> Finding:
        """A finding for the reviewer."""
        return Finding(check, Severity.WARNING, self.field, message)


def without_kept(text: str) -> str:
    """A text with a space in the place of each span that is not prose.

    >>> without_kept("Mail a@b.org or see ⟦1⟧ now")
    'Mail   or see   now'
    """
    prose, end = [], 0
    for start, stop in kept_spans(text):
        prose.append(text[end:start])
        end = stop
    return " ".join([*prose, text[end:]])
