"""Hard cases, a file a kind: `wild` must be found, `negative` must not, `known_failure` is what we cannot do yet.

A wild case is found by one flag of its type over its whole span. A negative one has no flag of its type (of any, where
the type is null) on its span, and says why. Mending a known failure breaks the build until the case is moved.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from localize.detect import Detector
from localize.model import Kind, Texts

if TYPE_CHECKING:
    from localize.model import Flag

CASES = Path(__file__).parent.parent / "cases/detect"
KINDS = (
    "contacts", "money", "dates", "measures", "laws", "places", "persons", "organizations", "rights", "mentions",
    "boundaries",
)  # fmt: skip
Case = dict[str, Any]


def listed(part: str) -> list[Any]:
    read = {kind: json.loads((CASES / f"{kind}.json").read_text(encoding="utf-8")) for kind in KINDS}
    return [pytest.param(case, id=f"{kind}-{case['text']}") for kind in KINDS for case in read[kind][part]]


@cache
def detector() -> Detector:
    return Detector()


def flags_on(case: Case) -> list[Flag]:
    """The flags of the case's type that touch its span."""
    start = case["text"].index(case["span"])
    end = start + len(case["span"])
    found = detector().flags(Texts(**{case["field"]: case["text"]}))
    return [flag for flag in found if flag.start < end and start < flag.end and case["type"] in (None, flag.type)]


def holds(case: Case) -> bool:
    found = flags_on(case)
    return not found if "why" in case else any(case["span"] in flag.text for flag in found)


@pytest.mark.parametrize("case", listed("wild"))
def test_found(case: Case) -> None:
    assert Kind(case["type"])
    assert holds(case), flags_on(case)


@pytest.mark.parametrize("case", listed("negative"))
def test_not_flagged(case: Case) -> None:
    assert holds(case), flags_on(case)


@pytest.mark.xfail(reason="a known failure", strict=True)
@pytest.mark.parametrize("case", listed("known_failure"))
def test_known_failure(case: Case) -> None:
    assert holds(case), flags_on(case)
