"""A picture of an alignment: source categories down, target categories across, items in the cells (SVG 1.1)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from alignment.coverage import Covered, Status, outward

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as ReadOnly

    from alignment.model import Mapping, Taxonomy

CELL, LEFT, TOP, GAP = 22, 400, 260, 10
RIGHT = 130  # what the slanted label of the last column needs
ROW_WIDTH, COLUMN_WIDTH, INDENT = 56, 38, 14  # in halves of a full-width character; pixels
_STYLE = 'font-family="system-ui, Noto Sans, Noto Sans CJK JP, sans-serif" font-size="12" role="img"'
_COLOURS = {  # Okabe and Ito's palette: told apart by the colour-blind too
    Status.COVERED: "#009e73",
    Status.PARTIAL: "#e69f00",
    Status.UNCOVERED: "#d55e00",
    Status.OUT_OF_SCOPE: "#999999",
}


def heatmap(
    mappings: Iterable[Mapping],
    source: Taxonomy,
    covered: tuple[Covered, ...],
    items: ReadOnly[str, int],
) -> str:
    """SVG text. A cell is the darker the more items; the strips above a column and before a row have the colour of
    its state."""
    chosen = tuple(mappings)
    pairs = {(m.subject, m.object): m for m in chosen if m.object is not None and not m.negated}
    rows = outward(chosen, source, items)
    most = max((row.items for row in rows), default=0)
    width, height = LEFT + CELL * len(covered) + RIGHT, TOP + CELL * (len(rows) + 2) + GAP
    title = f"{source.name}: items by target category"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {_STYLE}>',
        f"<title>{_text(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{GAP}" y="24" font-size="16">{_text(title)}</text>',
        *(line for at, column in enumerate(covered) for line in _column(at, column)),
    ]
    for down, row in enumerate(rows):
        y = TOP + CELL * down
        lines += _row(y, row, source)
        for across, column in enumerate(covered):
            mapping = pairs.get((row.category.id, column.category.id))
            lines += _cell(LEFT + CELL * across, y, mapping, row.items, most)
    lines += _legend(TOP + CELL * len(rows) + GAP)
    return "\n".join([*lines, "</svg>", ""])


def _row(y: int, row: Covered, source: Taxonomy) -> Iterator[str]:
    """Indented as it stands below others, and in English too where the publisher's language is another."""
    english = source.english(row.category)
    label = row.category.label if english in {None, row.category.label} else f"{row.category.label} · {english}"
    depth = len(source.lineage(row.category)) - 1
    weight = ' font-weight="bold"' if row.category.id in source.children else ""
    fitting = _fitting(label, ROW_WIDTH - 2 * depth)
    yield f'<text x="{GAP + INDENT * depth}" y="{y + 15}"{weight}>{_text(fitting)}</text>'
    name = f"{label}: {row.status}, {row.items} items"
    strip = f'x="{LEFT - 9}" y="{y}" width="6" height="{CELL - 2}" fill="{_COLOURS[row.status]}"'
    yield f"<rect {strip}><title>{_text(name)}</title></rect>"


def _column(at: int, column: Covered) -> Iterator[str]:
    x = LEFT + CELL * at
    colour = _COLOURS[column.status]
    name = f"{column.category.label}: {column.status}, {column.items} items"
    yield (
        f'<text transform="translate({x + 15},{TOP - 14}) rotate(-60)">'
        f"{_text(_fitting(column.category.label, COLUMN_WIDTH))}</text>"
    )
    yield (
        f'<rect x="{x}" y="{TOP - 9}" width="{CELL - 2}" height="6" fill="{colour}"><title>{_text(name)}</title></rect>'
    )


def _cell(x: int, y: int, mapping: Mapping | None, items: int, most: int) -> Iterator[str]:
    square = f'<rect x="{x}" y="{y}" width="{CELL - 2}" height="{CELL - 2}"'
    if mapping is None:
        yield f'{square} fill="#f4f4f4"/>'
        return
    share = items / most if most else 0.0
    name = f"{mapping.subject_label} → {mapping.object_label}: {mapping.predicate}, {items} items"
    yield f'{square} fill="#0072b2" fill-opacity="{0.15 + 0.85 * share:.2f}"><title>{_text(name)}</title></rect>'
    if items == 0:
        return
    ink = "#ffffff" if share > 0.45 else "#000000"
    yield f'<text x="{x + CELL / 2 - 1}" y="{y + 14}" text-anchor="middle" font-size="9" fill="{ink}">{items}</text>'


def _legend(y: int) -> Iterator[str]:
    for number, status in enumerate(Status):
        x = LEFT + 110 * number
        yield f'<rect x="{x}" y="{y}" width="12" height="12" fill="{_COLOURS[status]}"/>'
        yield f'<text x="{x + 18}" y="{y + 10}">{status}</text>'


def _fitting(text: str, width: int) -> str:
    """Cut to a width in half characters: those of Chinese, Japanese and Korean are two wide."""
    used = 0
    for at, character in enumerate(text):
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > width:
            return text[: at - 1] + "…"
    return text


def _text(text: str) -> str:
    """Escaped, without what XML cannot hold."""
    return escape("".join(c if c.isprintable() else " " for c in text))
