"""The forms in which a text names a help line: its name, its number, or the name with the number behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from localize.model import Proposal

NUMBER = re.compile(r"#?\d[\d\- ]*\d")
LINE = re.compile(r"^(?P<name>.*\S) \((?P<number>#?\d[\d -]*\d)\)$")


def digits(pivot: str) -> str | None:
    """The number of a line, if its English says one.

    >>> digits("Suicide Prevention Line (109)"), digits("112"), digits("police")
    ('109', '112', None)
    """
    line = LINE.match(pivot)
    return line["number"] if line else pivot if NUMBER.fullmatch(pivot) else None


def unnumbered(proposal: Proposal) -> Proposal:
    """The line by its name alone; what is no name with a number stays as it is."""
    line = LINE.match(proposal.pivot)
    if line is None:
        return proposal
    return replace(proposal, pivot=line["name"], target=proposal.target.removesuffix(line["number"]).rstrip())
