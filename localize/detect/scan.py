"""One pass over an item: find on each side, settle overlaps, pair the sides, give flags in the texts' own offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from localize.detect import (
    contacts,
    dates,
    helplines,
    laws,
    lexicon,
    measures,
    mentions,
    money,
    organizations,
    persons,
    places,
    rights,
)
from localize.detect.english import is_word, normalise, same_case
from localize.detect.fold import Folded, fold
from localize.detect.found import Found, Passage
from localize.detect.pairing import pair
from localize.detect.target import sensitive, without_same
from localize.detect.tokens import Token, Tokenizer
from localize.model import Field, Flag, Kind, Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localize.locales import Pack

_JAPANESE = (contacts, dates, helplines, laws, measures, mentions, money, organizations, persons, places, rights)
_ENGLISH = (contacts, dates, helplines, money, organizations)
_SIDES: tuple[tuple[Field, Field], ...] = (("source", "pivot"), ("source_answer", "pivot_answer"))
_COUNTERS = frozenset("地線目街号手")  # 110番地 is a house, 110番線 a platform
_NAMING = frozenset({"名詞", "感動詞", "接頭辞", "形状詞"})
_LEAST_CALL, _LONG_HIRAGANA = 4, 5  # characters that no run of grammar makes by accident
_LEXICON_CONFIDENCE, _WEAK_CONFIDENCE = 0.9, 0.6


class Detector:
    """Finds what is culture-specific. Holds a tokenizer: one per thread and process."""

    def __init__(self, pack: Pack | None = None) -> None:
        self._pack = pack
        self._tokenizer = Tokenizer()
        self._lexicon = lexicon.load(lexicon.SOURCE_LOCALE)

    def flags(self, texts: Texts) -> tuple[Flag, ...]:
        """Flags of all four texts, in the order of the contract's fields; partners point at each other."""
        flags: list[Flag] = []
        for japanese, english in _SIDES:
            flags.extend(self._side(texts, japanese, english, len(flags)))
        if self._pack is None:
            return tuple(flags)
        return tuple(sensitive(texts, without_same(flags, self._pack), self._pack))

    def _side(self, texts: Texts, japanese: Field, english: Field, first: int) -> list[Flag]:
        folded = fold(texts.get(japanese))
        ours = settle(self._find_japanese(folded.text))
        text = texts.get(english)
        theirs, pairs = pair(ours, self._find_english(text), text, folded.text)
        backward = {other: at for at, other in pairs.items()}
        flags = [_flag(found, japanese, texts.get(japanese), folded) for found in ours]
        flags = [_paired(flag, at, pairs, first + len(ours), text) for at, flag in enumerate(flags)]
        given = Folded(text)
        return flags + [
            replace(_flag(found, english, text, given), pair=first + backward[at] if at in backward else None)
            for at, found in enumerate(theirs)
        ]

    def _find_japanese(self, text: str) -> Iterator[Found]:
        if not text:
            return
        passage = Passage(text, self._tokenizer.tokens(text))
        yield from self._find_entries(passage)
        for kind in _JAPANESE:
            yield from kind.find(passage)

    def _find_entries(self, passage: Passage) -> Iterator[Found]:
        text = passage.text
        edges = {token.start: token for token in passage.tokens}
        for last, (length, numbers) in self._lexicon.japanese.iter(text):
            start, end = last + 1 - length, last + 1
            entries = [self._lexicon.entries[number] for number in numbers]
            first = edges.get(start)
            if self._at_edges(passage, edges, start, end) or _is_call(entries, text, start, end):
                entries = [entry for entry in entries if _is_named(entry, text[start:end], first, end)]
                holding = (entry for entry in entries if entry.holds(text, start, end, first))
                yield from (self._of_entry(entry, text[start:end], start) for entry in islice(holding, 1))

    def _at_edges(self, passage: Passage, edges: dict[int, Token], start: int, end: int) -> bool:
        """Whether a span begins and ends where a word, or a unit inside a word, does."""
        text = passage.text
        whole_end = end in edges or end == len(text)
        if start in edges and whole_end:
            return True
        if _script_changes(text, start) and _script_changes(text, end) and not _hiragana(text[start:end]):
            return True
        first = bisect_right(passage.tokens, start, key=lambda token: token.end)
        beside = bisect_left(passage.tokens, end, key=lambda token: token.start)
        inner = {edge for token in passage.tokens[first:beside] for edge in self._tokenizer.inner_boundaries(token)}
        return start in inner and end in inner

    def _find_english(self, text: str) -> list[Found]:
        if not text:
            return []
        normal = normalise(text)
        folded = fold(text)
        plain = folded.text if folded.offsets is None else text
        found = [each for kind in _ENGLISH for each in kind.find_english(plain)]
        for last, (length, readings) in self._lexicon.english.iter(normal):
            start, end = last + 1 - length, last + 1
            if is_word(normal, start, end):
                found.extend(self._of_rendering(text, start, end, readings))
        return found

    def _of_rendering(
        self, text: str, start: int, end: int, readings: tuple[tuple[int, bool, str], ...]
    ) -> Iterator[Found]:
        right = [(number, weak) for number, weak, rendering in readings if same_case(text[start:end], rendering)]
        if right:
            best = min(right, key=lambda each: each[1])
            entry = self._lexicon.entries[best[0]]
            keys = tuple(f"lexicon:{self._lexicon.entries[number].headword}" for number, _ in right)
            confidence = _WEAK_CONFIDENCE if best[1] else _LEXICON_CONFIDENCE
            yield self._of_entry(entry, text[start:end], start, confidence, keys, weak=best[1])

    def _of_entry(
        self,
        entry: lexicon.Entry,
        written: str,
        start: int,
        confidence: float = _LEXICON_CONFIDENCE,
        keys: tuple[str, ...] = (),
        *,
        weak: bool = False,
    ) -> Found:
        return Found(
            start,
            start + len(written),
            entry.type,
            "lexicon",
            confidence,
            entry.evidence,
            self._lexicon.function(entry, written),
            entry.pull,
            entry.english,
            keys or entry.keys,
            entry.romanised,
            weak,
        )


def settle(found: Iterator[Found]) -> list[Found]:
    """Of overlapping spans the longest, of equal ones the lexicon's, with the keys of both; in order of the text."""
    chosen: list[Found] = []  # disjoint, in order of the text: only the next one can overlap
    for each in sorted(found, key=lambda f: (-f.length, f.detector != "lexicon", -f.confidence)):
        at = bisect_right(chosen, each.start, key=lambda f: f.end)
        other = chosen[at] if at < len(chosen) else None
        if other is not None and (other.start, other.end) == (each.start, each.end):
            chosen[at] = replace(other, keys=(*other.keys, *each.keys))
        elif other is None or each.end <= other.start:
            chosen.insert(at, each)
    return chosen


def _is_call(entries: list[lexicon.Entry], text: str, start: int, end: int) -> bool:
    """A help line is taken wherever it stands (ひゃくとおばん), but for a stretch of a longer number."""
    digits = (text[start].isdigit() and text[start - 1 : start].isdigit()) or (
        text[end - 1].isdigit() and text[end : end + 1].isdigit()
    )
    counted = text[end : end + 1] in _COUNTERS and text[end - 1] == "番"
    return end - start >= _LEAST_CALL and not digits and not counted and entries[0].type is Kind.EMERGENCY_CONTACT


def _flag(found: Found, field: Field, text: str, folded: Folded) -> Flag:
    start, end = folded.span(found.start, found.end)
    return Flag(
        field,
        start,
        end,
        text[start:end],
        found.type,
        found.detector,
        found.confidence,
        found.evidence,
        None,
        found.function,
        found.pull,
    )


def _paired(flag: Flag, at: int, pairs: dict[int, int], first: int, english: str) -> Flag:
    if at in pairs:
        return replace(flag, pair=first + pairs[at])
    return replace(flag, evidence=f"{flag.evidence}; lost in the English") if english else flag


def _script_changes(text: str, at: int) -> bool:
    return at in (0, len(text)) or _script(text[at - 1]) != _script(text[at])


def _script(character: str) -> str:
    if character.isascii():
        return "latin" if character.isalpha() else "digit" if character.isdigit() else "other"
    if "ぁ" <= character <= "ゖ":
        return "hiragana"
    if "ァ" <= character <= "ヿ":
        return "katakana"
    return "kanji" if "一" <= character <= "龥" or character in "々〇" else "other"


def _is_named(entry: lexicon.Entry, written: str, token: Token | None, end: int) -> bool:
    """Not grammar that happens to read the same: long, not all hiragana, asked for by its company, or a noun."""
    return len(written) >= _LONG_HIRAGANA or not _hiragana(written) or bool(entry.near) or _is_noun(token, end)


def _is_noun(token: Token | None, end: int) -> bool:
    """Written in hiragana, most words are also grammar (いくら, なると): only a whole noun will do."""
    return (
        token is not None
        and token.pos[0] in _NAMING
        and token.pos[2] != "副詞可能"
        and (token.end == end or token.pos[0] == "名詞")
    )


def _hiragana(text: str) -> bool:
    return all("ぁ" <= character <= "ゖ" or character == "ー" for character in text)
