"""Score the gate on human translations: `python -m tests.localize.score_gate FILE` prints the table of measures.

Blocked: the share of human translations that do not come through (false alarms). Told apart: the share of next rows'
translations that do not. The odd rows are the half that nothing was set on.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from derive.console import show_table
from localize.checks import blocks, gate
from localize.translate import Request
from localize.translate.neighbours import Neighbours

LOCALES = {"ko": "ko-KR", "zh": "zh-CN", "fr": "fr-FR", "ms": "ms-MY"}


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of the rows, 0..1."""

    rows: int
    blocked: float
    told_apart: float


def rates(path: Path, language: str, *, unset: bool) -> Rates:
    """Of all rows, or of the half that nothing was set on."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][1 if unset else 0 :: 1 + unset]
    locale = LOCALES[language]
    pairs = {item["pivot"]: item["annotations"]["references"][language] for item in items}
    neighbours = Neighbours()
    requests = [Request(at, pivot, locale) for at, pivot in enumerate(pairs)]
    for request in requests:
        neighbours.meet(request)
    texts = list(pairs.values())

    def refused(request: Request, text: str) -> bool:
        return blocks(gate(request.text, text, locale)) or neighbours.doubt(request, text) is not None

    blocked = sum(refused(request, pairs[request.text]) for request in requests)
    told = sum(refused(request, texts[(at + 1) % len(texts)]) for at, request in enumerate(requests))
    return Rates(len(pairs), blocked / len(pairs), told / len(pairs))


def main(path: Path) -> None:
    """Print a row a language and part."""
    rows = []
    for language in LOCALES:
        for unset in (False, True):
            found = rates(path, language, unset=unset)
            part = "unset half" if unset else "all"
            rows.append((language, part, found.rows, f"{found.blocked:.2%}", f"{found.told_apart:.1%}"))
    show_table(("language", "part", "rows", "blocked", "neighbour's text told apart"), rows, numbers=3)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
