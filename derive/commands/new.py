"""`derive new`: from a source to the first draft of a localized dataset. The same command goes on where it stopped."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from derive import drafting
from derive.config import Settings, engine_settings
from derive.console import say, show, show_table
from derive.errors import EXIT_DONE, EXIT_WORK_LEFT, BadInputError
from derive.files import STANDARD
from derive.options import Encoding, Jobs, Limit, Profile, Quiet, SkipBad, Translator
from derive.progress import track
from derive.reading import MAX_PROJECT_CHARACTERS, Reading, open_items
from derive.remaking import EXAMPLE, Wanted, differences, made_with
from derive.resources import quickstart
from derive.sources import Source
from derive.workspace import drafts, items
from derive.workspace.lock import exclusive
from derive.workspace.project import Project, create, exists, leave_nothing, open_project, prepare_folder
from localize.locales import resolve
from localize.translate import Choice, choose

Locale = Annotated[str, typer.Option("--locale", envvar="DERIVE_LOCALE", help="The locale to derive, such as ko-KR.")]
Where = Annotated[
    str | None,
    typer.Option(
        "--source",
        envvar="DERIVE_SOURCE",
        help="A file, hf://datasets/OWNER/NAME[@CONFIG][:SPLIT], or - ; the bundled example without it.",
    ),
]
Out = Annotated[Path | None, typer.Option("--out", help="Folder to make; the locale's name without it.")]
_WHAT_TO_SET = "set DERIVE_CHAT_MODEL and OPENAI_BASE_URL, or what `derive engines` names for another, then:"


def new(
    locale: Locale,
    source: Where = None,
    profile: Profile = "auto",
    translator: Translator = None,
    out: Out = None,
    encoding: Encoding = None,
    skip_bad: SkipBad = False,
    limit: Limit = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> int:
    """Make a project and its first draft, every doubtful place marked, explained and pre-filled."""
    tag = resolve(locale)
    folder = out or Path(tag)
    if translator:  # a wrong engine is refused before anything is made
        choose(translator, tag, engine_settings())
    reading = Reading(profile, encoding, limit, skip_bad)
    opened = None if exists(folder) and source in (None, STANDARD) else _open(source, reading)
    prepare_folder(folder)
    try:
        with exclusive(folder, lambda text: say(text, quiet=quiet)):
            if exists(folder):
                _go_on(folder, Wanted(tag, source, reading, opened), quiet)
            elif opened is not None:
                _create(folder, tag, source, translator, reading, opened, quiet)
    finally:
        leave_nothing(folder)
    with open_project(folder, lambda text: say(text, quiet=quiet), translator=translator) as project:
        choice = drafting.choose_engine(project)
        if choice.engine:
            drafting.fill_pivots(project, choice.engine, quiet=quiet)
        drafting.flag(project, jobs=jobs, quiet=quiet)
        drafting.adapt(project, quiet=quiet)
        drafting.align(project)
        if choice.engine:
            drafting.translate(project, choice.engine, quiet=quiet)
        return _report(project, choice)


def _open(source: str | None, reading: Reading) -> Source:
    return open_items(source or str(quickstart()), reading, max_characters=MAX_PROJECT_CHARACTERS)


def _create(
    folder: Path, tag: str, source: str | None, translator: str | None, reading: Reading, opened: Source, quiet: bool
) -> None:
    where = source or EXAMPLE
    settings = Settings(locale=tag, source=where, profile=opened.profile.name, translator=translator or "auto")
    facts = {"locale": tag, "source": where, "terms": opened.profile.licence.terms, **made_with(reading, opened)}
    number = create(folder, settings, facts, track(opened, "reading", quiet=quiet))
    say(f"{number} items read from {where} by the profile {opened.profile.name}", quiet=quiet)


def _go_on(folder: Path, wanted: Wanted, quiet: bool) -> None:
    """Going on is for the same locale, source and settings; anything else would mix two projects."""
    with open_project(folder, say, changes=False) as project:
        facts = items.read_settings(project.store)
    differs = differences(facts, wanted)
    if differs:
        again = f"derive new --locale {facts['locale']} --out {shlex.quote(str(folder))}"
        raise BadInputError(
            str(folder),
            f"was made {'; '.join(differs)}",
            f"to go on with it: {again}; for the other: take another --out",
        )
    if wanted.source is None and (facts["source"] != EXAMPLE or facts.get("limit")):
        first = f", its first {facts['limit']} items" if facts.get("limit") else ""
        say(f"going on with {facts['source']}{first}, which this project was made from", quiet=quiet)


def _report(project: Project, choice: Choice) -> int:
    rows = drafts.by_category(project.store)
    names = ("items", "flagged", "drafted", "to_decide")
    total = {name: sum(row[name] for row in rows) for name in names}
    table = [(row["category"] or "(none)", *(row[name] for name in names)) for row in rows]
    show_table(("category", "items", "flagged", "drafted", "to decide"), [*table, ("all", *total.values())], numbers=4)
    skipped = sum(1 for _ in items.left_out(project.store))
    if skipped:
        show(f"{skipped} rows of the source were left out (--skip-bad)")
    show(
        f"translated by {choice.engine.signature} ({choice.why})"
        if choice.engine
        else f"not translated: no engine can answer for {project.settings.locale}; {_WHAT_TO_SET}"
    )
    where = shlex.quote(str(project.folder))
    left = total["items"] - total["drafted"]
    show(f"next: derive {'translate' if left else 'export --format csv --output drafts.csv'} --project {where}")
    return EXIT_WORK_LEFT if left or total["to_decide"] else EXIT_DONE
