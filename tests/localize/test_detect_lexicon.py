"""The ja-JP lexicon as it is matched: every entry can be reached, and none is without English."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from localize.detect import Detector, lexicon
from localize.detect.english import forms, normalise
from localize.detect.fold import fold
from localize.errors import PackError
from localize.locales import load_pack
from localize.locales.pack import general, lexicon_functions
from localize.model import Texts

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = lexicon.load(lexicon.SOURCE_LOCALE).entries
HEADER = "\t".join(lexicon.COLUMNS)


@cache
def detector() -> Detector:
    return Detector()


def is_reached(entry: lexicon.Entry) -> bool:
    """Whether a sentence about the headword, with the words it needs beside it, gets a flag on the headword."""
    text = "、".join((entry.headword, *entry.near)) + "について教えて"
    return any(flag.start < len(entry.headword) for flag in detector().flags(Texts(text)))


def test_every_entry_is_reached_in_a_sentence_about_it() -> None:
    assert [entry.headword for entry in ENTRIES if not is_reached(entry)] == []


def test_every_entry_is_said_in_english_in_latin_letters() -> None:
    bad = [
        (entry.headword, rendering)
        for entry in ENTRIES
        for rendering in (*entry.strong, *entry.weak) or ("",)
        if not any(character.isascii() and character.isalnum() for character in rendering)
    ]
    assert bad == []


def test_every_strong_rendering_is_found_in_english_without_its_headword() -> None:
    """Proper names keep their capital; what is ordinary English is marked `~` and is not claimed here."""
    missed = []
    for entry in ENTRIES:
        for rendering in entry.strong:
            text = f"Tell me about {rendering}."
            if not any(flag.start >= len("Tell me about ") for flag in detector().flags(Texts(None, text))):
                missed.append((entry.headword, rendering))
    assert missed == []


def test_the_lexicon_is_as_broad_as_claimed_and_lists_no_row_twice() -> None:
    rows = [(entry.headword, entry.type, entry.near, entry.never, entry.pos) for entry in ENTRIES]
    assert len(rows) >= 2_500
    assert len(set(rows)) == len(rows)


def test_what_can_age_names_a_source_with_its_date_or_neither() -> None:
    lines = lexicon.path_of(lexicon.SOURCE_LOCALE).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t")[-2:] for line in lines if line and not line.startswith("#")]
    assert [pair for pair in cells[1:] if bool(pair[0]) != bool(pair[1])] == []


def test_every_case_is_of_a_word_and_a_role_that_there_is() -> None:
    lexicon_ = lexicon.load(lexicon.SOURCE_LOCALE)
    forms_of = {fold(form).text for entry in ENTRIES for form in (entry.headword, *entry.variants)}
    roles = (
        lexicon_functions() | {"era-year"} | {row.value for row in load_pack("ko-KR").same if row.kind == "function"}
    )
    assert sorted(lexicon_.cases.keys() - forms_of) == []
    assert sorted({function for function in lexicon_.cases.values() if general(function) not in roles}) == []


def test_a_word_plays_its_own_case_of_a_role_and_a_row_about_it_comes_first() -> None:
    texts = Texts("成人の日と文化の日に、教育基本法と食べログの話。")
    functions = {flag.text: flag.function for flag in detector().flags(texts)}
    assert functions["成人の日"] == "national-holiday/coming-of-age-day"
    assert functions["文化の日"] == "national-holiday/culture-day"
    assert functions["教育基本法"] == "school-education-act/basic-act"
    assert functions["食べログ"] == "review-comparison-site/restaurant"


def test_a_word_listed_with_its_particle_plays_the_role_of_the_word() -> None:
    lexicon_ = lexicon.load(lexicon.SOURCE_LOCALE)
    entry = next(entry for entry in ENTRIES if "俳号を" in entry.variants)
    assert lexicon_.function(entry, "俳号を") == "alias-name/pen-name"
    assert lexicon_.function(entry, entry.headword) == entry.role


def test_a_word_with_two_cases_is_named_by_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx-XX").mkdir()
    (tmp_path / "xx-XX/lexicon.tsv").write_text(f"{HEADER}\n", encoding="utf-8")
    (tmp_path / "xx-XX/cases.tsv").write_text("word\tfunction\n語\ta/b\n語\ta/c\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "LOCALES", tmp_path)
    with pytest.raises(PackError, match=r"cases\.tsv:3: '語' needs one function"):
        lexicon.load("xx-XX")


def test_renderings_match_in_number_spelling_case_and_hyphens() -> None:
    assert {"neighbourhood association", "neighborhood associations"} <= set(forms("neighborhood association"))
    assert normalise("Chōnaikai—Neighbourhood-Association’s") == "chonaikai neighbourhood association's"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("語\t\tご\t\tsocial\tadaptable\t\twhy\t\t\t", "needs a headword and an English rendering"),
        ("語\t\tご\tword\tsocials\tadaptable\t\twhy\t\t\t", "'socials' is not a valid Kind"),
        ("語\t\tご\tword\tsocial\tadapted\t\twhy\t\t\t", "'adapted' is not a valid Label"),
        ("語\t\tご\tword\tsocial\tadaptable\t\twhy\tbeside:a\t\t", "none of near:"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(
    row: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xx-XX").mkdir()
    table = f"# a test\n# source: none\n# licence: none\n# as_of: 2026-11-21\n{HEADER}\n{row}\n"
    (tmp_path / "xx-XX/lexicon.tsv").write_text(table, encoding="utf-8")
    monkeypatch.setattr(lexicon, "LOCALES", tmp_path)
    with pytest.raises(PackError, match=rf"lexicon\.tsv:6: .*{problem}"):
        lexicon.load("xx-XX")
