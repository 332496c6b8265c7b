"""Which span of the English names the same thing as a span of the Japanese.

By a shared key first (an entry of the lexicon, a number, an amount, a year), then by the name romanised, then by a
window of the English that holds most words of a known rendering. Of several, the one at the most similar place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from localize.detect.contacts import CALLS
from localize.detect.english import STOPWORDS, is_word, normalise, stem, words
from localize.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from localize.detect.found import Found

Ways = list[tuple[float, list[tuple[int, int]]]]
_SLACK_WORDS = 3
_SHARE_OF_WORDS = 0.6
_LEAST_ROMANISED, _LEAST_HEAD, _LEAST_WINDOW = 4, 4, 2  # characters, characters, words
_LENGTH_WEIGHT = 1000  # characters of length that weigh as much as the whole length of the text between two places
_LANDFORM = re.compile(
    "(?:san|yama|zan|dake|gawa|kawa|ko|shima|jima|to|misaki|hanto|jo|ji|dera|jinja|jingu|taisha|ken|fu|shi|ku|machi|mura"
    "|eki)$"
)
_WORDS = re.compile("[a-z0-9#]+")
_HEADLESS = frozenset(
    stem(word)
    for word in [
        "people",
        "person",
        "system",
        "time",
        "year",
        "place",
        "things",
        "work",
        "company",
        "japan",
        "life",
        "case",
        "country",
        "school",
        "school",
    ]
)


def pair(
    japanese: Sequence[Found], english: Sequence[Found], text: str, source: str
) -> tuple[list[Found], dict[int, int]]:
    """English spans to keep, and for each Japanese span (by index) the index of its partner among them.

    `text` is the English as given, `source` the Japanese in which the spans were found.
    """
    length = max(len(source), 1)
    kept = list(english)
    claimed = _Spans()
    pairs: dict[int, int] = {}
    sharing = _by_keys(english)
    for at, found in enumerate(japanese):
        partner = _by_key(found, kept, sharing, claimed, found.start / length, len(text))
        if partner is not None:
            pairs[at] = partner
            claimed.add(kept[partner].start, kept[partner].end)
    known: dict[tuple[str, ...], Ways] = {}
    for at, found in enumerate(japanese):
        if at not in pairs:
            named = _with_latin(found, source)
            thing = (named.type, named.romanised, *named.english)
            if thing not in known:
                known[thing] = _ways(named, text)
            spelled = _by_rendering(found, known[thing], claimed, found.start / length, len(text))
            if spelled:
                pairs[at] = len(kept)
                claimed.add(spelled.start, spelled.end)
                kept.append(spelled)
    return _settle(kept, pairs, {key for found in japanese for key in found.keys})


def _with_latin(found: Found, source: str) -> Found:
    """What the Japanese writes in Latin letters (IPA, PayPay) the English is likely to write so, too."""
    written = source[found.start : found.end]
    return replace(found, english=(written, *found.english)) if written.isascii() and written.isalpha() else found


@dataclass(frozen=True, slots=True)
class _Spans:
    """Spans that do not overlap, in order of the text: whether another one would is found by halving."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def leave_free(self, start: int, end: int) -> bool:
        """Whether this span overlaps none."""
        at = bisect_right(self.ends, start)
        return at == len(self.starts) or end <= self.starts[at]

    def add(self, start: int, end: int) -> None:
        """One more, which must be free."""
        insort(self.starts, start)
        insort(self.ends, end)


@dataclass(frozen=True, slots=True)
class _Sharing:
    """The English spans of one key that may still be claimed, as start and number, in order of the text."""

    spans: list[tuple[int, int]]
    longest: int


def _by_keys(english: Sequence[Found]) -> dict[str, _Sharing]:
    grouped: dict[str, list[int]] = {}
    for number, found in enumerate(english):
        for key in dict.fromkeys(found.keys):
            grouped.setdefault(key, []).append(number)
    return {
        key: _Sharing(sorted((english[n].start, n) for n in numbers), max(english[n].length for n in numbers))
        for key, numbers in grouped.items()
    }


def _by_key(
    found: Found,
    english: Sequence[Found],
    sharing: dict[str, _Sharing],
    claimed: _Spans,
    place: float,
    length: int,
) -> int | None:
    """Of the spans that share a key the one at the most similar place, a longer one a little before a shorter."""
    near = (_nearest(sharing[key], english, claimed, place, length) for key in set(found.keys) & sharing.keys())
    return min((each for each in near if each), default=(0.0, None))[1]


def _nearest(
    known: _Sharing, english: Sequence[Found], claimed: _Spans, place: float, length: int
) -> tuple[float, int] | None:
    """The best of one key, looked for outwards from the place; what has been claimed is met only once."""
    best: tuple[float, int] | None = None
    middle = bisect_left(known.spans, (int(place * length), -1))
    gone = []
    for walk in (range(middle, len(known.spans)), range(middle - 1, -1, -1)):
        for at in walk:
            start, number = known.spans[at]
            away = abs(start / max(length, 1) - place)
            if best and away - known.longest / _LENGTH_WEIGHT > best[0]:
                break
            if not claimed.leave_free(start, english[number].end):
                gone.append(at)
            elif best is None or (away - english[number].length / _LENGTH_WEIGHT, number) < best:
                best = (away - english[number].length / _LENGTH_WEIGHT, number)
    for at in sorted(gone, reverse=True):
        del known.spans[at]
    return best


def _ways(found: Found, text: str) -> Ways:
    """Where the English may say it, from the surest way to the last resort: the same for every mention of a thing."""
    normal = normalise(text)
    return [(confidence, way(found, text, normal)) for confidence, way in _WAYS]


def _by_rendering(found: Found, ways: Ways, claimed: _Spans, place: float, length: int) -> Found | None:
    for confidence, spans in ways:
        middle = bisect_left(spans, (int(place * length), -1))
        while middle < len(spans) and not claimed.leave_free(*spans[middle]):
            del spans[middle]
        while middle and not claimed.leave_free(*spans[middle - 1]):
            middle -= 1
            del spans[middle]
        free = spans[max(middle - 1, 0) : middle + 1]
        if free:
            start, end = min(free, key=lambda span: abs(span[0] / max(length, 1) - place))
            return replace(found, start=start, end=end, confidence=round(found.confidence * confidence, 2))
    return None


def _romanised(found: Found, _text: str, normal: str) -> list[tuple[int, int]]:
    """Where the English keeps the Japanese word, in one word or several: "jindaimoji", "jindai moji"."""
    readings = [found.romanised]
    if found.type is Kind.PLACE:  # 赤城山 is Mount Akagi
        readings.append(_LANDFORM.sub("", found.romanised))
    at = [index for index, character in enumerate(normal) if character.isalnum()]
    compact = "".join(normal[index] for index in at)
    for reading in readings:
        start = compact.find(reading) if len(reading) >= _LEAST_ROMANISED else -1
        while start >= 0:
            begin, end = at[start], at[start + len(reading) - 1] + 1
            if is_word(normal, begin, end):
                return [(begin, end)]
            start = compact.find(reading, start + 1)
    return []


def _calls(found: Found, text: str, _normal: str) -> list[tuple[int, int]]:
    """A number that the English has lost, where it speaks of calling."""
    return [match.span() for match in CALLS.finditer(text)] if found.type is Kind.EMERGENCY_CONTACT else []


def _heads(found: Found, _text: str, normal: str) -> list[tuple[int, int]]:
    """A second mention says only the head: "the cheer squad … the squad"."""
    heads = {stem(rendering.split()[-1].lower()) for rendering in found.english if " " in rendering} - _HEADLESS
    return [(start, end) for start, end, word in words(normal) if len(word) >= _LEAST_HEAD and word in heads]


def _named(found: Found, text: str, normal: str) -> list[tuple[int, int]]:
    for rendering in found.english:
        sought = normalise(rendering)
        at = normal.find(sought)
        spans = []
        while at >= 0 and sought:
            end = at + len(sought)
            if is_word(normal, at, end) and (text[at].isupper() or not text[at].isalpha() or " " in sought):
                spans.append((at, end))
            at = normal.find(sought, end)
        if spans:
            return spans
    return []


def _windows(found: Found, _text: str, normal: str) -> list[tuple[int, int]]:
    """Where most of the words of a rendering stand together; of several renderings the one most of which does."""
    here = words(normal)
    windows = []
    for rendering in dict.fromkeys(found.english):
        sought = {stem(word) for word in _WORDS.findall(normalise(rendering)) if word not in STOPWORDS}
        window = _tightest(sought, here) if len(sought) >= _LEAST_WINDOW else None
        if window:
            missing, first, last = window
            windows.append((missing, last - first, (here[first][0], here[last][1])))
    return [span for _, _, span in sorted(windows)[:1]]


def _tightest(sought: set[str], here: Sequence[tuple[int, int, str]]) -> tuple[int, int, int] | None:
    """The window with most of the words, and of such the narrowest: words missing, its first and its last."""
    enough = max(_LEAST_WINDOW, round(len(sought) * _SHARE_OF_WORDS + 0.49))
    hits = [at for at, (_, _, word) in enumerate(here) if word in sought]
    for least in range(min(len(sought), len(hits)), enough - 1, -1):
        for width in range(least, len(sought) + _SLACK_WORDS + 1):
            for number, first in enumerate(hits):
                window = [at for at in hits[number : number + width] if at < first + width]
                if len({here[at][2] for at in window}) >= least:
                    return len(sought) - least, first, window[-1]
    return None


# From the surest to the last resort, with the share of confidence that each leaves.
_WAYS: tuple[tuple[float, Callable[[Found, str, str], list[tuple[int, int]]]], ...] = (
    (0.85, _named),
    (0.85, _romanised),
    (0.7, _windows),
    (0.5, _heads),
    (0.5, _calls),
)


def _settle(kept: list[Found], pairs: dict[int, int], keys: set[str]) -> tuple[list[Found], dict[int, int]]:
    """Drop what only a partner would have justified, and of overlapping spans the unpaired and the shorter."""
    partners = set(pairs.values())
    order = sorted(range(len(kept)), key=lambda n: (n not in partners, -kept[n].length))
    chosen: list[int] = []
    taken = _Spans()
    for number in order:
        found = kept[number]
        justified = number in partners or not found.weak or not keys.isdisjoint(found.keys)
        if justified and taken.leave_free(found.start, found.end):
            chosen.append(number)
            taken.add(found.start, found.end)
    chosen.sort(key=lambda n: kept[n].start)
    position = {number: at for at, number in enumerate(chosen)}
    return [kept[n] for n in chosen], {at: position[n] for at, n in pairs.items() if n in position}
