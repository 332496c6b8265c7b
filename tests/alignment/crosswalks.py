"""The human crosswalks that the measures and the calibration stand on, and how both come about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from alignment import calibration, sssom_reader, taxonomy
from alignment.evaluate import named_in
from alignment.memory import Memory
from alignment.published import completed
from alignment.similarity import similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alignment.model import Mapping, Taxonomy

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
CURATED = Path(__file__).parents[1] / "cases" / "align"
NONE_SHARE = 0.2  # how many source categories are taken to have no counterpart
TWIN = 0.45  # target categories as like as this are taken for one thing


@dataclass(frozen=True)
class Gold:
    """One source's categories and what its curators mapped them to; nothing where they found no counterpart."""

    source: Taxonomy
    target: Taxonomy
    rows: tuple[Mapping, ...]

    @property
    def objects(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self.rows:
            found.setdefault(row.subject, set()).update([] if row.object is None else [row.object])
        return found


def part(name: str) -> str:
    return "dev" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 else "test"


@cache
def target() -> Taxonomy:
    return taxonomy.load(SHARED / "taxonomies" / "pyrit-harm.json")


@cache
def gold(*wanted: str) -> tuple[Gold, ...]:
    """The human crosswalks of PyRIT's data sets to its harm categories."""
    paths = sorted((SHARED / "crosswalks").glob("*.sssom.tsv"))
    return tuple(_gold(path, target()) for path in paths if part(path.name.split("__")[1]) in wanted)


@cache
def curated(*folders: str) -> tuple[Gold, ...]:
    """The gold made for this project between other taxonomies (tests/cases/align/README.md)."""
    return tuple(_gold(path) for name in folders for path in sorted((CURATED / name).glob("*.sssom.tsv")))


@cache
def bundled() -> tuple[Gold, ...]:
    folder = Path(str(files("alignment"))) / "crosswalks"
    return tuple(_gold(path) for path in sorted(folder.glob("*.sssom.tsv")))


def _gold(path: Path, to: Taxonomy | None = None) -> Gold:
    with path.open(encoding="utf-8") as stream:
        rows = sssom_reader.read(stream, path.name).mappings
    name = rows[0].source
    source = taxonomy.bundled(name) if name in taxonomy.names() else named_in(rows)
    return Gold(source, to or taxonomy.bundled(rows[0].target), rows)


def memory_for(one: Gold, others: Iterable[Gold]) -> Memory:
    """All other crosswalks, without the taxonomy under test and without its labels."""
    rows = tuple(row for each in others for row in each.rows)
    return Memory(rows).without(one.source.id, [c.label for c in one.source.categories])


def evidence(one: Gold, memory: Memory | None) -> Iterator[tuple[str, Any, Any]]:
    """Of every source category that the gold speaks of: its id, and the scores and votes of all target categories."""
    source = completed(one.source)
    found = similarity(source, completed(one.target))
    recalled = memory.recall(source, one.target) if memory else None
    votes = recalled.votes if recalled else found * 0
    for row, category in enumerate(one.source.categories):
        if category.id in one.objects:
            yield category.id, found[row], votes[row]


@cache
def twins(name: str) -> Any:
    """Which target categories are near-twins: alike in wording, or given to one source category by curators."""
    here = target() if name == target().id else taxonomy.bundled(name)
    alike = similarity(here, replace(here, id="copy")) >= TWIN
    columns = [c.id for c in here.categories]
    for one in (*gold("dev", "test"), *curated("dev", "ja-dev"), *bundled()):
        for objects in one.objects.values() if one.target.id == here.id else ():
            places = [columns.index(id_) for id_ in objects]
            alike[np.ix_(places, places)] = True
    return alike


class Sample(NamedTuple):
    """What a model of `calibration.json` is fitted on."""

    inputs: tuple[float, ...]
    answer: bool
    weight: float


def answerable(one: Gold, others: tuple[Gold, ...] = ()) -> list[Sample]:
    """For the model `exists`: each category with the whole target and, if it has a counterpart, once more without
    what its curators chose and the twins of that. With the memory of `others`."""
    columns = [c.id for c in one.target.categories]
    samples = []
    for subject, score, votes in evidence(one, memory_for(one, others) if others else None):
        right = np.isin(columns, list(one.objects[subject]))
        there = bool(right.any())
        samples.append(Sample(calibration.existence_inputs(score, votes), there, 1 - NONE_SHARE if there else 1.0))
        left = ~twins(one.target.id)[right].any(0)
        if there and left.any():
            samples.append(Sample(calibration.existence_inputs(score[left], votes[left]), False, NONE_SHARE))
    return samples


def pairs(one: Gold, others: tuple[Gold, ...] = ()) -> list[Sample]:
    """For the model `pair`: each category that has a counterpart with each of the target."""
    columns = np.array([c.id for c in one.target.categories])
    samples = []
    for subject, score, votes in evidence(one, memory_for(one, others) if others else None):
        if one.objects[subject]:
            order = (-(score + votes)).argsort(kind="stable")
            right = np.isin(columns[order], list(one.objects[subject]))
            inputs = calibration.pair_inputs(score, votes)
            samples += [Sample(each, bool(yes), 1.0) for each, yes in zip(inputs, right, strict=True)]
    return samples


def fit(domains: Iterable[tuple[Gold, ...]], *, remembering: bool = False) -> dict[str, list[float]]:
    """The two models of `calibration.json`: plain, or with the memory of the domain's other sets. All domains
    weigh the same, however many categories they have."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    found = {"pair": list[Sample](), "exists": list[Sample]()}
    for golds in domains:
        size = sum(len(one.objects) for one in golds)
        for one in golds:
            others = golds if remembering else ()
            found["pair"] += [s._replace(weight=s.weight / size) for s in pairs(one, others)]
            found["exists"] += [s._replace(weight=s.weight / size) for s in answerable(one, others)]
    models = {}
    for name, samples in found.items():
        inputs, answers, weights = (np.array(column) for column in zip(*samples, strict=True))
        model = LogisticRegression(C=100, max_iter=5000)
        model.fit(inputs, answers, sample_weight=weights * len(weights) / weights.sum())
        models[name] = [round(float(x), 3) for x in (*model.intercept_, *model.coef_[0])]
    return models


def domains() -> list[tuple[Gold, ...]]:
    """What the plain models are fitted on."""
    return [gold("dev"), *((one,) for one in (*curated("dev", "ja-dev"), *bundled()))]
