"""`derive align`: the source's categories beside those used in the target region."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment import memory, vectors
from alignment.propose import propose as candidates
from alignment.taxonomy import load, names
from derive import categories
from derive.console import say, show_json, show_table
from derive.errors import EXIT_DONE
from derive.files import STANDARD, refuse_over
from derive.options import AsJson, Output, Quiet

Taxonomy = Annotated[
    str, typer.Argument(help="A bundled taxonomy (derive align taxonomies), a JSON or a SKOS .ttl file.")
]
Top = Annotated[int, typer.Option("--top", min=1, help="Candidates a category, best first.")]
Known = Annotated[
    list[Path] | None, typer.Option("--memory", help="Curated mappings to learn from: SSSOM file or folder.")
]
Bundled = Annotated[
    bool, typer.Option("--bundled-memory/--no-bundled-memory", help="Learn from the bundled crosswalks.")
]
Vectors = Annotated[
    str | None,
    typer.Option("--vectors", help="Sentence vectors: a local model folder, a file of word vectors, a module."),
]


def propose(
    source: Taxonomy,
    target: Taxonomy,
    output: Output = STANDARD,
    top: Top = 5,
    known: Known = None,
    bundled: Bundled = True,
    embedder: Vectors = None,
    quiet: Quiet = False,
) -> int:
    """Rank target categories for each source category, as SSSOM."""
    refuse_over(output, source, target, *(known or ()))
    ours, theirs = categories.load_taxonomy(source), categories.load_taxonomy(target)
    remembered = memory.load(known or (), bundled=bundled)
    embed = vectors.load(embedder) if embedder else None
    mappings = candidates(ours, theirs, top=top, memory=remembered, embed=embed)
    categories.write(output, mappings, f"{ours.id}--{theirs.id}")
    open_ = sum(1 for mapping in mappings if mapping.object is None)
    say(f"{len(ours.categories)} categories, {open_} with no counterpart found", quiet=quiet)
    return EXIT_DONE


def taxonomies(as_json: AsJson = False) -> int:
    """List the bundled taxonomies."""
    loaded = [load(name) for name in names()]
    if as_json:
        keys = ("id", "name", "version", "locale", "license", "source")
        show_json([{**{key: getattr(t, key) for key in keys}, "categories": len(t.categories)} for t in loaded])
        return EXIT_DONE
    rows = [(t.id, t.version, t.locale, t.license, len(t.categories)) for t in loaded]
    show_table(("id", "version", "locale", "licence", "categories"), rows, numbers=1)
    return EXIT_DONE
