"""`derive translate`: the adapted English into the target language, and nothing false through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from derive import drafting
from derive.config import engine_settings
from derive.console import say, show
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT, BadInputError
from derive.files import STANDARD, output_text, refuse_over
from derive.model import Draft, Item, LeftOut
from derive.options import Encoding, Input, Limit, Output, Profile, Project, Quiet, SkipBad, Translator
from derive.progress import track
from derive.reading import Reading, kept, open_items, read_plans
from derive.translating import PIVOT_LOCALE, Job, draft_in_order, estimate
from derive.workspace.project import open_project
from localize.locales import resolve
from localize.model import State
from localize.shapes import finding_to_json
from localize.translate import Budget, Choice, Engine, choose

Target = Annotated[str | None, typer.Option("--locale", envvar="DERIVE_LOCALE", help="The locale to translate into.")]
Plans = Annotated[
    Path | None, typer.Option("--plans", help="Output of `derive adapt` for the same items: its English is translated.")
]
Memory = Annotated[list[Path] | None, typer.Option("--memory", help="A TMX file whose translations are taken first.")]
Most = Annotated[
    int | None, typer.Option("--max-characters", min=1, help="Stop before more characters than this are sent.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only count texts, characters and tokens; nothing is sent.")]
Back = Annotated[
    str | None,
    typer.Option("--back-translate", help="Engine of a second opinion: back into English, a low chrF is a finding."),
]
Device = Annotated[str | None, typer.Option("--device", help="Where ctranslate runs a model: cpu, cuda or auto.")]
HINT = "derive engines tells what there is and what each needs"


def translate(
    source: Input = None,
    output: Output = STANDARD,
    locale: Target = None,
    translator: Translator = None,
    plans: Plans = None,
    memory: Memory = None,
    max_characters: Most = None,
    dry_run: DryRun = False,
    back_translate: Back = None,
    device: Device = None,
    profile: Profile = "auto",
    encoding: Encoding = None,
    skip_bad: SkipBad = False,
    limit: Limit = None,
    quiet: Quiet = False,
    project: Project = Path(),
) -> int:
    """Translate the adapted English; a text that does not come through the gate stays out, with the reason."""
    budget = Budget(max_characters) if max_characters else None
    if source is None:
        return _translate_project(project, translator, budget, back_translate, dry_run, quiet)
    if locale is None:
        raise BadInputError("--locale", "is missing", "derive translate INPUT --locale ko-KR --output FILE")
    refuse_over(output, source, plans, *(memory or ()))
    tag = resolve(locale)
    settings = engine_settings(memory=tuple(memory or ()), device=device)
    engine = _engine(choose(translator or "auto", tag, settings), quiet or dry_run)
    rows = open_items(source, Reading(profile, encoding, limit, skip_bad))
    left_out: list[LeftOut] = []
    names: dict[int, str] = {}
    jobs = _jobs(kept(iter(rows), left_out, quiet=quiet), plans, names)
    if dry_run:
        return _show_estimate(engine, jobs, tag)
    left = 0
    with output_text(output) as stream:
        drafts = draft_in_order(engine, jobs, tag, budget=budget, back=_second(back_translate, tag))
        for job, draft in track(drafts, "translating", quiet=quiet):
            stream.write(json.dumps(_shape(names.pop(job.key), draft), ensure_ascii=False) + "\n")
            left += draft.state is State.INITIAL
    return EXIT_WORK_LEFT if left or left_out else EXIT_DONE


def _jobs(items: Iterator[Item], plans: Path | None, names: dict[int, str]) -> Iterator[Job]:
    """The English of each item; its id goes into `names`."""
    for number, (item, pivot, answer, steps) in enumerate(read_plans(items, plans)):
        names[number] = item.id
        yield Job(number, pivot, answer, steps, answered=bool(item.texts.source_answer))


def _engine(choice: Choice, quiet: bool) -> Engine:
    if choice.engine is None:
        raise BadInputError("--translator", choice.why, HINT)
    say(f"translating with {choice.engine.signature} ({choice.why})", quiet=quiet)
    return choice.engine


def _second(name: str | None, locale: str) -> Engine | None:
    """The engine of the second opinion, if one is asked for; it must translate back into English."""
    if name is None:
        return None
    engine = choose(name, PIVOT_LOCALE, engine_settings(), source=locale).engine
    if engine is None:
        raise BadInputError("--back-translate", f"{name} does not translate {locale} into English", HINT)
    return engine


def _show_estimate(engine: Engine, jobs: Iterator[Job], locale: str) -> int:
    found = estimate(engine, jobs, locale, prompt=engine_settings().prompt)
    show(f"{found.texts} texts, {found.characters} characters, about {found.tokens} tokens for a chat model")
    show(f"{found.kept} texts more are in the cache already and would not be asked for")
    return EXIT_DONE


def _translate_project(
    folder: Path, translator: str | None, budget: Budget | None, back: str | None, dry_run: bool, quiet: bool
) -> int:
    with open_project(folder, say, translator=translator) as opened:
        engine = _engine(drafting.choose_engine(opened), quiet or dry_run)
        if dry_run:
            return _show_estimate(engine, drafting.undrafted(opened), opened.settings.locale)
        drafting.fill_pivots(opened, engine, quiet=quiet)
        drafting.flag(opened, quiet=quiet)
        drafting.adapt(opened, quiet=quiet)
        second = _second(back, opened.settings.locale)
        asked = drafting.translate(opened, engine, budget=budget, back=second, quiet=quiet)
        left = drafting.untranslated(opened)
    say(f"{asked - left} of {asked} items translated", quiet=quiet)
    return EXIT_WORK_LEFT if left else EXIT_DONE


def _shape(identifier: str, draft: Draft) -> dict[str, Any]:
    return {
        "id": identifier,
        "target": draft.target,
        "target_answer": draft.target_answer,
        "state": draft.state,
        "origin": draft.origin,
        "engine": draft.engine,
        "findings": [finding_to_json(finding) for finding in draft.findings],
    }
