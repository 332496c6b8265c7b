"""Bring a project's drafts up to date: each stage does what the store says is left, and stores as it goes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from os.path import lexists
from typing import TYPE_CHECKING

from alignment.model import Mapping, Predicate
from alignment.propose import best
from alignment.resolve import SEEN, category_id
from derive import __version__
from derive.categories import memory_of, of_project, target_of
from derive.choices import overlay
from derive.config import engine_settings
from derive.fingerprint import fingerprint
from derive.mapper import batched, map_rows
from derive.pipeline import adapt_findings, adapt_item, flagger
from derive.progress import track
from derive.translating import PIVOT_LOCALE, Job, draft_as_completed
from derive.workspace import casting, decisions, drafts, items, mappings, stages
from derive.workspace.mappings import CategoryMapping
from derive.workspace.stages import Planned
from localize import detect, locales
from localize.adapt import Troupe, slot_of
from localize.model import Slot, State
from localize.translate import choose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from derive.model import Flagged, Item
    from derive.workspace.decisions import Decision
    from derive.workspace.project import Project
    from localize.translate import Budget, Choice, Engine

SOURCE_LANGUAGE = "ja"
REALIGN = "the same `derive new` stores them"
_BATCH_ROWS = 100


def flag(project: Project, *, jobs: int = 1, quiet: bool = False) -> int:
    """Flag what is not flagged by the rules now in force; how many items that were."""
    pack = own_pack(project)
    recipe = fingerprint(__version__, detect.recipe(pack))
    left = stages.count_pending(project.store, "flags", recipe)
    rows = stages.pending(project.store, "flags", recipe)
    flagged = map_rows(partial(_numbered, flagger(pack)), track(rows, "flagging", total=left, quiet=quiet), jobs=jobs)
    for batch in batched(flagged, _BATCH_ROWS):
        stages.save_flags(project.store, recipe, batch)
    return left


def adapt(project: Project, *, quiet: bool = False) -> int:
    """Plan what is not planned by the pack now in force; how many items that were."""
    troupe = troupe_of(project)
    recipe = fingerprint(__version__, repr(troupe.pack))
    left = stages.count_pending(project.store, "plans", recipe)
    rows = stages.pending(project.store, "plans", recipe)
    for batch in batched(track(rows, "adapting", total=left, quiet=quiet), _BATCH_ROWS):
        plans = [planned(project, troupe, seq, item) for seq, item in batch]
        casting.save(project.store, troupe.invented)  # before the plans: who goes on here finds the same names
        troupe.invented.clear()
        stages.save_plans(project.store, recipe, plans)
    return left


def troupe_of(project: Project) -> Troupe:
    """The locale's pack, and what plays which part in the set so far."""
    return Troupe(own_pack(project), casting.standing(project.store))


def planned(project: Project, troupe: Troupe, seq: int, item: Item, *more: Decision, without: int = 0) -> Planned:
    """An item's plan made anew: what people decided on it stands, `more` that is not stored yet, less one."""
    flagged = stages.flagged_of(project.store, seq)
    adapted = adapt_item(troupe.pack, item, flagged, troupe)
    standing = (one for one in decisions.standing(project.store, seq) if one.number != without)
    adapted = overlay(item.texts, adapted, (*standing, *more))
    return Planned(seq, adapted, adapt_findings(item, flagged, adapted))


def slots(project: Project) -> dict[str, Slot]:
    """What each removed item leaves to be written, by its id."""
    pack, found = own_pack(project), {}
    for seq, item in stages.removed(project.store):
        flags, plan = stages.flagged_of(project.store, seq).flags, stages.adapted_of(project.store, seq).plan
        if slot := slot_of(item.category, flags, plan, pack):
            found[item.id] = slot
    return found


def align(project: Project) -> int:
    """Map the categories of the items to the project's target taxonomy; how many categories were mapped."""
    recipe = _alignment(project)
    if mappings.mapped_by(project.store, recipe):
        return 0
    rows = _mapped(project)
    mappings.save_mappings(project.store, recipe, rows)
    return len(rows)


def is_aligned(project: Project) -> bool:
    """Whether the stored mappings are by the taxonomy and the decisions now in force."""
    return mappings.mapped_by(project.store, _alignment(project))


def _alignment(project: Project) -> str:
    return fingerprint(__version__, repr(target_of(project)), repr(memory_of(project)))


def _mapped(project: Project) -> list[CategoryMapping]:
    paths = items.category_counts(project.store)
    chosen = best(of_project(project).candidates) if any(paths) else {}
    return [_mapping(path, chosen.get(category_id(path))) for path in paths]


def _mapping(path: tuple[str, ...], found: Mapping | None) -> CategoryMapping:
    if found is None:
        return CategoryMapping(path, None, None, Predicate.EXACT, None)
    return CategoryMapping(path, found.object, found.object_label, found.predicate, found.confidence)


def own_pack(project: Project) -> locales.Pack:
    """The locale's pack, under the team's own rows in the project's folder `locale`, if there are any."""
    own = project.folder / "locale"
    return locales.load_pack(project.settings.locale, own if lexists(own) else None)


def category_mappings(project: Project) -> Iterator[tuple[Mapping, int]]:
    """The mappings as alignment knows them, each with the number of items under its category.

    As stored, or made anew (and not stored) where the taxonomy or the decisions have changed since.
    """
    counted, target = items.category_counts(project.store), target_of(project).id
    for row in mappings.read_mappings(project.store) if is_aligned(project) else _mapped(project):
        label = " / ".join(row.path)
        mapping = Mapping(
            SEEN,
            label,
            label,
            Predicate(row.predicate),
            target,
            row.target_id,
            row.target or "",
            row.confidence,
        )
        yield mapping, counted.get(row.path, 0)


def _numbered(make: Callable[[], Callable[[Item], Flagged]]) -> Callable[[tuple[int, Item]], tuple[int, Flagged]]:
    return partial(_flag_numbered, make())


def _flag_numbered(flag_item: Callable[[Item], Flagged], row: tuple[int, Item]) -> tuple[int, Flagged]:
    return row[0], flag_item(row[1])


def choose_engine(project: Project) -> Choice:
    """The engine of the project's settings, or None with what to set."""
    memory = tuple(project.folder / name for name in project.settings.memory)
    return choose(project.settings.translator, project.settings.locale, engine_settings(project.folder, memory))


def fill_pivots(project: Project, engine: Engine, *, quiet: bool = False) -> int:
    """English for the questions and answers that came without, where the engine can make it; for how many items."""
    waiting = items.without_pivot(project.store)
    if not waiting or not engine.speaks(PIVOT_LOCALE, SOURCE_LANGUAGE):
        return 0
    by_seq = dict(waiting)
    jobs = (_without_english(seq, item) for seq, item in waiting)
    made = draft_as_completed(engine, jobs, PIVOT_LOCALE, source=SOURCE_LANGUAGE)
    number = 0
    for job, draft in track(made, "translating into English", total=len(waiting), quiet=quiet):
        if draft.target or draft.target_answer:
            given = by_seq[job.key].texts
            answer = given.pivot_answer or draft.target_answer
            texts = replace(given, pivot=given.pivot or draft.target, pivot_answer=answer)
            items.save_pivots(project.store, [(job.key, replace(by_seq[job.key], texts=texts))], draft.engine)
            number += 1
    return number


def _without_english(seq: int, item: Item) -> Job:
    """The Japanese of what has no English."""
    texts = item.texts
    return Job(seq, None if texts.pivot else texts.source, None if texts.pivot_answer else texts.source_answer)


def translate(
    project: Project,
    engine: Engine,
    *,
    budget: Budget | None = None,
    back: Engine | None = None,
    quiet: bool = False,
) -> int:
    """Draft what has no draft yet, or one that did not come through the gate; how many texts were asked for."""
    recipe = fingerprint("drafts")
    left = stages.count_pending(project.store, "drafts", recipe)
    made = draft_as_completed(engine, undrafted(project), project.settings.locale, budget=budget, back=back)
    for job, draft in track(made, "translating", total=left, quiet=quiet):
        stages.save_drafts(project.store, recipe, [(job.key, draft)])
    return left


def undrafted(project: Project) -> Iterator[Job]:
    """The adapted English of every item that needs a draft."""
    recipe = fingerprint("drafts")
    return (_job(project, seq, item) for seq, item in stages.pending(project.store, "drafts", recipe))


def untranslated(project: Project) -> int:
    """How many items have no translation yet."""
    by_state: dict[str, int] = drafts.counts(project.store)["by_state"]
    return by_state.get(State.INITIAL, 0)


def _job(project: Project, seq: int, item: Item) -> Job:
    adapted = stages.adapted_of(project.store, seq)
    answered = bool(item.texts.source_answer)
    return Job(seq, adapted.pivot, adapted.pivot_answer, adapted.plan.steps, answered=answered)
