"""What the commands of `derive align` work on: two taxonomies and how one maps to the other, of files or of a project.

A project keeps its decisions in `alignment.sssom.tsv` and, once extended, its target in `taxonomy.json`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alignment import memory, resolve, skos, sssom, sssom_reader, taxonomy
from alignment.extend import base_of
from alignment.model import Mapping, MappingSet, Taxonomy
from alignment.propose import best, propose
from alignment.quota import Stock
from derive import __version__
from derive.console import say
from derive.errors import BadInputError
from derive.files import STANDARD, output_text
from derive.workspace import items
from derive.workspace.project import ALIGNMENT_FILE, TAXONOMY_FILE, open_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alignment.memory import Memory
    from derive.workspace.project import Project

SAMPLES = 5  # items of a category that are shown, and compared by


class Sample(NamedTuple):
    """One item as a reviewer sees it."""

    id: str
    text: str


@dataclass(frozen=True)
class Aligned:
    """Source and target, what people decided, the candidates for the rest, and the items under each category."""

    source: Taxonomy
    target: Taxonomy
    candidates: tuple[Mapping, ...]
    stock: dict[str, Stock]
    samples: dict[str, tuple[Sample, ...]] = field(default_factory=dict)

    @property
    def chosen(self) -> tuple[Mapping, ...]:
        """What people decided; of a category that nobody has looked at, the best candidate."""
        decided = tuple(row for row in self.candidates if row.curated)
        seen = {row.subject for row in decided}
        return decided + tuple(row for row in best(self.candidates).values() if row.subject not in seen)

    @property
    def items(self) -> dict[str, int]:
        """The number of items that are kept, by source category."""
        return {subject: len(stock.kept) for subject, stock in self.stock.items()}


def load_taxonomy(name_or_file: str) -> Taxonomy:
    """A bundled taxonomy, a JSON file, or a SKOS file in Turtle (.ttl)."""
    if not name_or_file.endswith(".ttl"):
        return taxonomy.load(name_or_file)
    try:
        text = Path(name_or_file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(name_or_file, f"cannot be read as UTF-8 text ({error})") from error
    return skos.read(text, name_or_file)


@contextmanager
def aligned(
    source: str | None, target: str | None, project: Path, known: Iterable[Path] = (), *, bundled: bool = True
) -> Iterator[Aligned]:
    """Of two taxonomies where they are named, else of the project; `known` are more mapping files or folders."""
    if source is not None:
        if target is None:
            raise BadInputError("TARGET", "is missing", "name two taxonomies, or none for those of the project")
        yield of_taxonomies(load_taxonomy(source), load_taxonomy(target), memory.load(known, bundled=bundled))
        return
    with open_project(project, say, changes=False) as opened:
        yield of_project(opened, known, bundled=bundled)


def of_taxonomies(
    source: Taxonomy, target: Taxonomy, remembered: Memory, *, abstain_below: float | None = None
) -> Aligned:
    """Without items: every leaf counts as one."""
    found = propose(source, target, memory=remembered, abstain_below=abstain_below)
    return Aligned(source, target, found, {leaf.id: Stock(kept=(leaf.id,)) for leaf in source.leaves()})


def of_project(
    project: Project, known: Iterable[Path] = (), *, bundled: bool = True, abstain_below: float | None = None
) -> Aligned:
    """The categories of the items and the project's target."""
    kept: defaultdict[str, list[str]] = defaultdict(list)
    removed: defaultdict[str, list[str]] = defaultdict(list)
    samples: defaultdict[str, list[Sample]] = defaultdict(list)
    paths = items.category_counts(project.store)
    if not any(paths):
        raise BadInputError(str(project.folder), "the items have no categories", "name two taxonomies: SOURCE TARGET")
    for row in items.by_category(project.store):
        id_ = resolve.category_id(row.path)
        (removed if row.removed else kept)[id_].append(row.id)
        if len(samples[id_]) < SAMPLES:
            samples[id_].append(Sample(row.id, row.text))
    source, target = resolve.from_paths(filter(None, paths)), target_of(project)
    texts = {id_: "\n".join(sample.text for sample in found) for id_, found in samples.items()}
    remembered = memory_of(project, known, bundled=bundled)
    stock = {id_: Stock(tuple(kept[id_]), tuple(removed[id_])) for id_ in {**kept, **removed}}
    shown = {id_: tuple(found) for id_, found in samples.items()}
    proposed = propose(source, target, memory=remembered, texts=texts, abstain_below=abstain_below)
    return Aligned(source, target, proposed, stock, shown)


def target_of(project: Project) -> Taxonomy:
    """The project's target: its own extended one, else the one its settings name."""
    own = project.folder / TAXONOMY_FILE
    return load_taxonomy(str(own) if own.is_file() else project.settings.taxonomy)


def memory_of(project: Project, known: Iterable[Path] = (), *, bundled: bool = True) -> Memory:
    """The project's own decisions, before what is bundled and given."""
    own = project.folder / ALIGNMENT_FILE
    return memory.load([*([own] if own.is_file() else []), *known], bundled=bundled)


def record(path: Path, decision: Mapping) -> None:
    """Add a decision to a mapping file, which is made where it is not there; it is on disk when this returns."""
    before: tuple[Mapping, ...] = ()
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as stream:
            before = sssom_reader.read(stream, str(path)).mappings
    # A later word on the same pair replaces the earlier one; so does any counterpart an earlier "none".
    kept = (row for row in before if not _overruled(row, decision))
    write(str(path), (*kept, decision), f"{decision.source}--{decision.target}")


def write(where: str, mappings: tuple[Mapping, ...], name: str) -> None:
    """Write mappings as SSSOM to a file or to standard output."""
    id_ = f"{sssom.BASE}{sssom.encode(name)}"
    found = MappingSet(id_, sssom.UNSPECIFIED_LICENSE, today(), "derive", __version__, mappings)
    with output_text(where or STANDARD) as stream:
        sssom.write(found, stream)


def today() -> str:
    """The ISO date."""
    return dt.datetime.now(dt.UTC).date().isoformat()


def _overruled(row: Mapping, decision: Mapping) -> bool:
    if (row.source, row.subject, base_of(row.target)) != (decision.source, decision.subject, base_of(decision.target)):
        return False
    if row.object == decision.object:
        return True
    return not decision.negated and not row.negated and (row.object is None or decision.object is None)
