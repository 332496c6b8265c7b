"""Score what is proposed for ko-KR against hand-written counterparts (python -m tests.localize.score_equivalents FILE).

A labelled span with a counterpart (`-` says that a person must decide) counts as met where one of the first proposals
says what one of its `ko` wordings says. `same_wording` is strict about meaning and lenient about spelling only:
width, case, spaces, hyphens, dots and brackets; one wording may stand inside the other (보이스피싱 수거책, 수거책); a
number is met by the same number, whole; an amount of won by one within the rounding of the pack
(`localize.adapt.money` rounds by up to a tenth, and two may be rounded apart). What the pack calls the same is met if
its own wording for it, in the note of the row, is.

`left_alone` is the other side: of the questions that must stay (labelled universal, or written to have nothing Japanese
in them), the share in which the plan neither changes nor asks anything.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from derive.console import show_table
from localize.adapt import propose
from localize.detect import Detector, judge
from localize.locales import load_pack
from localize.model import FIELDS, QUESTION, Action, Label, Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localize.locales import Pack
    from localize.model import Flag, Plan

FIRST, AMONG = 1, 3
_NONE = "-"
_SPELLING = re.compile(r"[\s\-·・.,'\"()\[\]]")
_NUMBER = re.compile(r"#?\d[\d\- ]*\d")
_AMOUNT = re.compile(r"(?:([\d,]+)억)?\s*(?:([\d,]+)(천|백)?만)?\s*([\d,]+)?\s*원(?:권|정)?")
_UNIT = {"": 1, "백": 100, "천": 1000}
_ROUNDING = 0.2


@dataclass(frozen=True, slots=True)
class Offered:
    """A labelled span, what stood ready for it, and which of that says what the label says."""

    item: str
    text: str
    wanted: tuple[str, ...]
    flagged: bool
    targets: tuple[str, ...]

    def met(self, among: int) -> bool:
        """Whether one of the first `among` proposals says it."""
        return any(same_wording(want, got) for got in self.targets[:among] for want in self.wanted)


def same_wording(wanted: str, offered: str) -> bool:
    """Whether two Korean wordings are one, but for spelling.

    >>> same_wording("초중등교육법", "초·중등교육법"), same_wording("수거책", "보이스피싱 수거책")
    (True, True)
    >>> same_wording("109", "자살예방 상담전화 109"), same_wording("112", "1122"), same_wording("119", "112")
    (True, False, False)
    >>> same_wording("10만 원", "9만 원"), same_wording("2천만 원", "2,000만 원"), same_wording("1만 원", "9만 원")
    (True, True, False)
    """
    amounts = _won(wanted), _won(offered)
    if amounts[0] and amounts[1]:
        return abs(amounts[0] - amounts[1]) <= _ROUNDING * max(amounts)
    if _NUMBER.fullmatch(wanted.strip()) or _NUMBER.fullmatch(offered.strip()):
        return bool(_numbers(wanted) & _numbers(offered))
    return any(_within(*sorted(pair, key=len)) for pair in zip(_spelled(wanted), _spelled(offered), strict=True))


def _within(short: str, long: str) -> bool:
    return short == long or (len(short) > 1 and short in long)


def offered(path: Path, pack: Pack, detector: Detector) -> list[Offered]:
    """All labelled spans of a file that have a counterpart, with what is proposed for them."""
    found = []
    for row in _rows(path):
        flags, plan = _planned(row, pack, detector)
        for span in row["annotations"].get("spans", ()):
            wanted = tuple(wording for wording in span.get("ko", ()) if wording != _NONE)
            if wanted:
                flag = _flag_over(span, flags)
                targets = _targets(flag, flags, plan, pack) if flag else ()
                found.append(Offered(row["id"], span["text"], wanted, flag is not None, targets))
    return found


def left_alone(path: Path, pack: Pack, detector: Detector) -> list[tuple[str, bool]]:
    """The questions of a file that must stay as they are: which, and whether the plan leaves each alone."""
    return [
        (row["id"], not any(_changes(step.action) for step in plan.steps if step.field in QUESTION))
        for row in _rows(path)
        if row["annotations"].get("label", Label.UNIVERSAL) == Label.UNIVERSAL
        for _, plan in [_planned(row, pack, detector)]
    ]


def measures(spans: Sequence[Offered]) -> dict[str, float]:
    """Shares of the labelled spans, 0..1."""
    return {
        "flagged": _share(span.flagged for span in spans),
        "proposed": _share(bool(span.targets) for span in spans),
        "first": _share(span.met(FIRST) for span in spans),
        "among three": _share(span.met(AMONG) for span in spans),
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _planned(row: dict[str, Any], pack: Pack, detector: Detector) -> tuple[Sequence[Flag], Plan]:
    texts = Texts(**{field: row.get(field) for field in FIELDS})
    flags = detector.flags(texts)
    return flags, propose(texts, flags, judge(texts, flags, {}), pack)


def _flag_over(span: dict[str, Any], flags: Iterable[Flag]) -> Flag | None:
    """The flag that has most of the span."""
    over = [flag for flag in flags if flag.field == span["field"] and _overlap(flag, span["start"], span["end"]) > 0]
    return max(over, key=lambda flag: _overlap(flag, span["start"], span["end"]), default=None)


def _targets(flag: Flag, flags: Sequence[Flag], plan: Plan, pack: Pack) -> tuple[str, ...]:
    """What the steps on the flag, or on its partner in the English, propose; the pack's word where all stays."""
    if (same := pack.same_row(flag.function, flag.text)) is not None:
        return tuple(part.strip() for part in re.split("[;(]", same.note))
    sides = [flag, *([flags[flag.pair]] if flag.pair is not None else [])]
    steps = [
        step
        for step in plan.steps
        if any(step.field == side.field and _overlap(side, step.start, step.end) > 0 for side in sides)
    ]
    return tuple(proposal.target for step in steps for proposal in step.proposals)


def _overlap(flag: Flag, start: int, end: int) -> int:
    return min(flag.end, end) - max(flag.start, start)


def _changes(action: Action) -> bool:
    return action not in (Action.RETENTION, Action.DIRECT_TRANSLATION)


def _won(written: str) -> int:
    """The amount, 0 where it is none."""
    match = _AMOUNT.fullmatch(written.strip())
    if match is None or not any(match.groups()):
        return 0
    hundred_millions, myriads, unit, ones = match.groups()
    return (
        _int(hundred_millions) * 10**8
        + _int(myriads) * _UNIT[unit or ""] * 10**4
        + _int(ones)
    )  # fmt: skip


def _int(digits: str | None) -> int:
    return int(digits.replace(",", "")) if digits else 0


def _numbers(written: str) -> set[str]:
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(written)}


def _spelled(written: str) -> tuple[str, str]:
    """Without spaces and marks: as it stands, and with its numbers last (1372 소비자상담센터, 소비자상담센터 1372)."""
    plain = unicodedata.normalize("NFKC", written).casefold()
    moved = _NUMBER.sub("", plain) + "".join(_NUMBER.findall(plain))
    return _SPELLING.sub("", plain), _SPELLING.sub("", moved)


def _share(answers: Iterable[bool]) -> float:
    said = list(answers)
    return sum(said) / max(len(said), 1)


def main(paths: Sequence[Path]) -> None:
    """Print the table of measures; numbers only, so that a held-back file stays unread."""
    pack, detector = load_pack("ko-KR"), Detector()
    columns: list[tuple[str, int, dict[str, float]]] = []
    for path in paths:
        spans, stayed = offered(path, pack, detector), left_alone(path, pack, detector)
        share = _share(left for _, left in stayed)
        columns.append((path.stem, len(spans), measures(spans) | {f"left alone (of {len(stayed)})": share}))
    for stem, count, found in columns:
        rows = [(name, f"{share:.3f}") for name, share in found.items()]
        show_table(("measure", ""), rows, title=f"{stem}: {count} labelled spans with a counterpart", numbers=1)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
