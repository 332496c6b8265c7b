from __future__ import annotations

from importlib.resources import files

from alignment import words

LINES = (files("alignment") / "lexicon.tsv").read_text(encoding="utf-8").splitlines()


def test_the_lexicon_says_where_it_is_from() -> None:
    head = [line for line in LINES if line.startswith("#")]
    assert all(any(line.startswith(f"# {key}:") for line in head) for key in ("Source", "Licence", "Date"))


def test_what_is_broader_is_in_the_lexicon_too() -> None:
    for name, concept in words.lexicon().items():
        assert set(concept.broader) <= words.lexicon().keys() - {name}, name


def test_no_concept_is_there_twice_and_each_has_words() -> None:
    rows = [line.split("\t") for line in LINES if not line.startswith("#")]
    assert rows[0] == ["concept", "broader", "en", "ja"]
    assert len(rows) - 1 == len(words.lexicon())
    assert all(english for _name, _broader, english, _japanese in rows)


def test_a_word_of_a_longer_word_is_not_taken_for_it() -> None:
    assert "weapon" not in words.concepts("begun")
    assert "sexual-crime" in words.concepts("Non-consensual imagery")
    assert "other" not in words.concepts("Impersonating others")
    assert "other" in words.concepts("Others")
    assert "cbrn" not in words.concepts("Data and model poisoning")
