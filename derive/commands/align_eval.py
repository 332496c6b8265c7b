"""`derive align eval`: how well proposals agree with curators."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignment import memory, sssom_reader, taxonomy, vectors
from alignment.evaluate import evaluate, gold_of, named_in
from alignment.propose import propose
from derive.categories import load_taxonomy
from derive.console import show_json, show_table
from derive.errors import EXIT_DONE, BadInputError
from derive.options import AsJson

if TYPE_CHECKING:
    from alignment.model import Mapping, Taxonomy

    Judged = tuple[tuple[Mapping, ...], tuple[Mapping, ...]]

Taxonomies = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[[SOURCE] TARGET]",
        help="Bundled names or files. TARGET alone: the source as the gold names it; neither: both as it names them.",
    ),
]
Gold = Annotated[
    list[Path], typer.Option("--gold", help="SSSOM file by curators, or a folder of them; repeatable, pooled.")
]
Proposed = Annotated[
    Path | None, typer.Option("--proposed", help="SSSOM file to judge; without it, what propose gives now.")
]
Known = Annotated[
    list[Path] | None, typer.Option("--memory", help="Curated mappings to learn from: SSSOM file or folder.")
]
Bundled = Annotated[
    bool, typer.Option("--bundled-memory/--no-bundled-memory", help="Learn from the bundled crosswalks.")
]
Trust = Annotated[bool, typer.Option("--trust-gold", help="Take gold that is not manual curation.")]
Same = Annotated[
    bool, typer.Option("--identical/--no-identical", help="Count categories whose label the target has too.")
]
Threshold = Annotated[float, typer.Option("--threshold", min=0, max=1, help="Confidence from which a pair is taken.")]
Vectors = Annotated[str | None, typer.Option("--vectors", help="Sentence vectors: a folder, a file or a module.")]


def evaluate_alignment(
    gold: Gold,
    taxonomies: Taxonomies = None,
    proposed: Proposed = None,
    known: Known = None,
    bundled: Bundled = True,
    trust: Trust = False,
    identical: Same = True,
    threshold: Threshold = 0.5,
    embedder: Vectors = None,
    as_json: AsJson = False,
) -> int:
    """Measure proposals against gold: Hits@k, MRR, F1, AUROC, with intervals. The source is left out of the memory."""
    paths = [file for path in gold for file in memory.mapping_files(path)]
    if not paths:
        raise BadInputError(str(gold[0]), f"holds no file named *{memory.SUFFIX}")
    remembered = memory.load(known or (), bundled=bundled)
    embed = vectors.load(embedder) if embedder else None
    found: tuple[Mapping, ...] | None = _read(proposed) if proposed else None
    sets: list[tuple[str, Judged]] = []
    for path in paths:
        rows = _read(path)
        ours, theirs = _sides(taxonomies or [], rows)
        right = gold_of(rows, ours, theirs, str(path), trust=trust).rows
        if not identical:
            labels = {(theirs.english(c) or c.label).casefold() for c in theirs.categories}
            right = tuple(r for r in right if (ours.english(ours.by_id[r.subject]) or "").casefold() not in labels)
        own = [label for c in ours.categories for label in (c.label, *c.labels.values())]
        others = remembered.naming(ours, theirs).without(ours.id, own)
        judged = propose(ours, theirs, memory=others, embed=embed) if found is None else found
        sets.append((path.name.removesuffix(memory.SUFFIX), (right, judged)))
    _show(sets, threshold, as_json=as_json)
    return EXIT_DONE


def _sides(named: list[str], rows: tuple[Mapping, ...]) -> tuple[Taxonomy, Taxonomy]:
    """Source and target: as named, else as the gold says (of its source it may know no more than the labels)."""
    if len(named) > 2:
        raise BadInputError("TAXONOMIES", f"are SOURCE and TARGET, not {len(named)}")
    source = named[0] if len(named) == 2 else next((r.source for r in rows if r.source in taxonomy.names()), None)
    target = named[-1] if named else next((r.target for r in rows), "")
    return load_taxonomy(source) if source else named_in(rows), load_taxonomy(target)


def _show(sets: list[tuple[str, Judged]], threshold: float, *, as_json: bool) -> None:
    pooled = evaluate(*(judged for _, judged in sets), threshold=threshold)
    alone = [(name, _size(judged), evaluate(judged, threshold=threshold, samples=0)) for name, judged in sets]
    size = sum(number for _, number, _ in alone)
    if as_json:
        each = [
            {"gold": name, "subjects": number, "measures": {m.name: m.value for m in measures}}
            for name, number, measures in alone
        ]
        show_json({"subjects": size, "measures": [asdict(m) for m in pooled], "sets": each})
        return
    if len(sets) > 1:
        rows = [(name, str(number), *(_number(m.value) for m in measures)) for name, number, measures in alone]
        show_table(("gold", "categories", *(m.name for m in pooled)), rows, numbers=len(pooled) + 1)
    pooled_rows = [(m.name, _number(m.value), f"{_number(m.low)} – {_number(m.high)}") for m in pooled]
    show_table((f"measure ({size} categories)", "value", "95 % interval"), pooled_rows, numbers=2)


def _size(judged: Judged) -> int:
    return len({row.subject for row in judged[0]})


def _read(path: Path) -> tuple[Mapping, ...]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return sssom_reader.read(stream, str(path)).mappings
    except OSError as error:
        raise BadInputError(str(path), f"cannot be read ({error.strerror})") from error


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
