"""Whatever the text, flags are valid: they say what stands where they point, do not overlap, and pair across sides."""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.detect import Detector, judge, rights
from localize.detect.found import Passage
from localize.locales import load_pack
from localize.model import FIELDS, Texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.model import Flag

OTHER_SIDE = {
    "source": "pivot",
    "pivot": "source",
    "source_answer": "pivot_answer",
    "pivot_answer": "source_answer",
}
PIECES = [
    "町内会", "部落差別", "110番", "１１０番", "一一〇番", "#9110", "0120-279-338", "30万円", "三億", "令和5年",
    "R5年", "六畳", "民法第709条",
    "条例", "新宿駅", "山田太郎", "さん", "ﾏｲﾅﾝﾊﾞｰ", "ﾊﾟﾁﾝｺ", "が\u3099", "か\u3099", "20歳", "飲酒", "竹島",
    "いくら", "なると", "LINE", "line", "🍣", "\x00",
    "e\u0301", "\u200b", "\u202e", "㍻", "①", "髙", "𠮷野家", "ﷺ", "İ", "ß",
    "neighborhood association", "call 110", "300,000 yen", "Reiwa 5",
    "Chōnaikai", "hotline", "Mr. Sato", "Takeshima", "１２３", "١١٩",
    "万", "円", "、", "。", "\n", " ", "(", "-", ",", ".",
]  # fmt: skip
any_character = st.characters(exclude_categories=["Cs"])
any_text = st.text(any_character) | st.lists(st.sampled_from(PIECES) | any_character).map("".join)


@cache
def detector(locale: str | None) -> Detector:
    return Detector(load_pack(locale) if locale else None)


def check(texts: Texts, flags: Sequence[Flag]) -> None:
    for flag in flags:
        assert 0 <= flag.start < flag.end <= len(texts.get(flag.field))
        assert flag.text == texts.get(flag.field)[flag.start : flag.end]
        assert 0 < flag.confidence <= 1
    for field in FIELDS:
        here = sorted((flag.start, flag.end) for flag in flags if flag.field == field)
        assert all(one[1] <= other[0] for one, other in pairwise(here)), (field, here)
    for at, flag in enumerate(flags):
        if flag.pair is not None:
            assert flags[flag.pair].field == OTHER_SIDE[flag.field]
            assert flags[flag.pair].pair == at


@settings(max_examples=300, deadline=None)
@given(texts=st.builds(Texts, any_text, any_text, any_text, any_text), locale=st.sampled_from([None, "ko-KR"]))
def test_flags_of_any_text_are_valid_and_the_same_again(texts: Texts, locale: str | None) -> None:
    flags = detector(locale).flags(texts)
    check(texts, flags)
    assert detector(locale).flags(texts) == flags
    assert 0 <= judge(texts, flags, {}).score <= 1


@settings(max_examples=50, deadline=None)
@given(texts=st.builds(Texts, any_text, any_text))
def test_a_detector_keeps_nothing_between_items(texts: Texts) -> None:
    assert Detector().flags(texts) == detector(None).flags(texts)


@pytest.mark.parametrize("character", ["あ", "一", "0", "円", "ｶ", "\x00"])
def test_a_megabyte_of_one_character(character: str) -> None:
    texts = Texts(character * 1_000_000, "x" * 1_000_000)
    check(texts, detector("ko-KR").flags(texts))


@pytest.mark.parametrize("seed", [1])
def test_a_long_mixed_text(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    japanese = "".join(dice.choice([*PIECES, "これは", "テスト", "です"]) for _ in range(20_000))[:60_000]
    texts = Texts(japanese, " ".join(dice.choice(PIECES) for _ in range(500)))
    flags = detector(None).flags(texts)
    check(texts, flags)
    assert max(flag.end for flag in flags if flag.field == "source") > len(japanese) * 0.9


@pytest.mark.parametrize("locale", [None, "ko-KR", "de-AT"])
@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (Texts(), []),
        (Texts("", "", "", ""), []),
        (Texts(" \n\t", None), []),
        (Texts("如果有人落水，应该拨打什么电话？", "What number should I call?"), []),
        (Texts("친구에게 돈을 빌려도 될까요?", "May I borrow money from a friend?"), []),
        (Texts("町内会費を払わない", None), [("source", "町内会費")]),
        (Texts(None, "We sat at the kotatsu"), [("pivot", "kotatsu")]),
        (Texts(None, None, "町内会費を払わない", None), [("source_answer", "町内会費")]),
        (Texts(None, None, None, "It is on 5channel"), [("pivot_answer", "5channel")]),
    ],
)
def test_whatever_is_missing_the_rest_is_flagged(
    texts: Texts, found: list[tuple[str, str]], locale: str | None
) -> None:
    assert [(flag.field, flag.text) for flag in detector(locale).flags(texts)] == found


LAWFUL = [
    "20歳",
    "18歳",
    "120歳",
    "十八才",
    "未成年者",
    "飲酒",
    "酒",
    "選挙",
    "成年",
    "。",
    "！",
    "\n",
    "飲",
    "の",
    "歳",
]


@given(st.lists(st.sampled_from(LAWFUL) | any_character, max_size=30).map("".join))
def test_an_age_is_the_law_s_where_its_own_sentence_says_so(text: str) -> None:
    for found in rights.find(Passage(text, [])):
        before = re.split("[。！？!?\n]", text[: found.start])[-1]
        after = re.split("[。！？!?\n]", text[found.end :])[0]
        assert found.evidence.removeprefix("an age the law sets (").removesuffix(")") in before + after
    alone = list(rights.find(Passage("あ" + "".join(re.split("飲酒|酒|選挙|成年", text)), [])))
    assert [found.function for found in alone if found.function == "legal-age-drinking"] == []


@pytest.mark.parametrize("piece", ["20歳", "20歳の酒", "十八才で選挙。", "未成年"])
def test_a_megabyte_of_ages_is_read_once(piece: str) -> None:
    number = 1_000_000 // len(piece)
    found = list(rights.find(Passage(piece * number, [])))
    assert len(found) == (number if "の" in piece or "で" in piece else 0)


@pytest.mark.parametrize(
    ("japanese", "english"), [("110番に電話。", "Call 110. "), ("町内会の鈴木さん。", "The neighborhood association. ")]
)
def test_a_hundred_thousand_characters_of_the_same_thing_are_paired_one_by_one(japanese: str, english: str) -> None:
    number = 100_000 // len(japanese)
    flags = detector(None).flags(Texts(japanese * number, english * number))
    partners = [flags[flag.pair].start for flag in flags if flag.pair is not None and flag.field == "source"]
    assert len(partners) == number
    assert partners == sorted(partners)
