"""`derive translate --plans`: plans of other texts, or what is none, are refused by file and line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands.conftest import UNSORTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.conftest import Derive

TMX = """<?xml version="1.0"?><tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"
 o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>x</seg></tuv>
<tuv xml:lang="ko"><seg>가</seg></tuv></tu></body></tmx>"""
AGAIN = "\n  plan the same items again: derive adapt INPUT --locale TAG --output PLANS\n"
Plans = list[dict[str, Any]]


def first(plans: Plans, **changed: Any) -> Plans:
    return [plans[0] | changed, *plans[1:]]


def step(plans: Plans, **changed: Any) -> Plans:
    return first(plans, steps=[plans[0]["steps"][0] | changed])


WRONG: dict[str, tuple[Callable[[Plans], Plans | str], str]] = {
    "of another text": (lambda p: first(p, digest="0"), "1: is a plan for 'a' as it was: its texts have changed"),
    "of another item": (lambda p: p[::-1], "1: is a plan for 'c', here stands 'a'"),
    "of fewer items": (lambda p: p[:2], "3: the plans and the items differ in number: 2 plans, and more items"),
    "of more items": (lambda p: [*p, p[0]], "4: the plans and the items differ in number: 3 items, and more plans"),
    "an id that commands": (lambda p: first(p, id="\x1b[2J"), "1: is a plan for '\\x1b[2J', here stands 'a'"),
    "no object": (lambda _: "[]\n", "1: is no plan"),
    "after a blank line": (lambda _: "\n\n{}\n", "3: is no plan"),
    "nested": (lambda _: "[" * 9999, "1: is no plan"),
    "English that is no text": (lambda p: first(p, adapted={"pivot": 3, "pivot_answer": []}), "1: is no plan"),
    "half a surrogate": (lambda p: first(p, adapted={"pivot": "\ud800", "pivot_answer": None}), "1: is no plan"),
    "no steps": (lambda p: first(p, steps=None), "1: is no plan"),
    "a choice that is none": (lambda p: step(p, chosen=99), "1: is no plan"),
    "a choice from the end": (lambda p: step(p, chosen=-1), "1: is no plan"),
    "proposals that are none": (lambda p: step(p, proposals=[{}]), "1: is no plan"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_plans_that_do_not_fit_are_refused(derive: Derive, wrong: str) -> None:
    derive.write("s.jsonl", UNSORTED)
    (derive.folder / "m.tmx").write_text(TMX, encoding="utf-8")
    change, said = WRONG[wrong]
    changed = change(derive("adapt", "s.jsonl", "--locale", "ko").rows)
    written = changed if isinstance(changed, str) else "".join(json.dumps(plan) + "\n" for plan in changed)
    (derive.folder / "p").write_text(written, encoding="utf-8")
    memory = ("--translator", "memory", "--memory", "m.tmx", "--quiet")
    refused = derive("translate", "s.jsonl", "--locale", "ko", *memory, "--plans", "p", "--output", "out")
    assert (refused.code, refused.err) == (2, f"derive: p:{said}{AGAIN}")
    assert not (derive.folder / "out").exists()


@pytest.mark.parametrize("name", ["mem.jsonl", "mem.csv", "mem.json"])
def test_a_disk_that_fails_is_told_of_by_its_file(derive: Derive, name: str) -> None:
    (derive.folder / name).symlink_to("/proc/self/mem")  # which gives an error at its beginning
    refused = derive("flag", name, "--output", "out")
    assert (refused.code, refused.err) == (2, f"derive: {name}: cannot be read: Input/output error\n")
