"""What was settled for a set, in every item: names that agree, names that stay, help lines with their numbers."""

from __future__ import annotations

import pytest

from localize.adapt import Troupe, apply, findings_of, propose
from localize.adapt.roles import Role, Stand
from localize.detect import Detector, judge
from localize.locales import load_pack
from localize.model import Action, Part, Plan, Texts

KOREA = load_pack("ko-KR")
BOTH = Texts("佐藤健さんが来た。佐藤さんは帰った。", "Ken Sato came. Mr. Sato left.")
STRANGE = Texts("鬼龍院さんが来た。", "Mr. Kiryuin came.")
WHOLE, SURNAME = Part("full_name", "佐藤健"), Part("surname", "佐藤")
LINE = Part("thing", "いのちの電話")
NUMBERED, NAMED = "Suicide Prevention Counseling Line (109)", "Suicide Prevention Counseling Line"


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def settled(part: Part, target: str, pivot: str, stand: Stand = Stand.TAKEN) -> Role:
    return Role(part, pivot, target, pivot, stand, "ana", "2026-11-21T00:00:00+00:00")


def planned(detector: Detector, texts: Texts, *roles: Role, tag: str = "ko-KR") -> tuple[str, Plan]:
    flags = detector.flags(texts)
    pack = load_pack(tag)
    plan = propose(texts, flags, judge(texts, flags, {}), pack, Troupe(pack, {role.part: role for role in roles}))
    return apply(texts.get("pivot"), "pivot", plan.steps), plan


@pytest.mark.parametrize(
    ("tag", "roles", "english"),
    [
        ("ko-KR", (settled(WHOLE, "이하늘", "Lee Haneul"),), "Lee Haneul came. Mr. Lee left."),
        ("ko-KR", (settled(WHOLE, "남궁민", "Namgung Min"),), "Namgung Min came. Mr. Namgung left."),
        ("ko-KR", (settled(WHOLE, "하늘", "Haneul"),), "Haneul came. Mr. Sato left."),
        ("ko-KR", (settled(SURNAME, "박", "Park"),), "Ken Sato came. Mr. Park left."),
        ("ko-KR", (settled(WHOLE, "", "", Stand.KEPT),), "Ken Sato came. Mr. Sato left."),
        ("fr-FR", (settled(WHOLE, "Jean Petit", "Jean Petit"),), "Jean Petit came. Mr. Petit left."),
    ],
)
def test_a_surname_alone_follows_the_whole_name(
    detector: Detector, tag: str, roles: tuple[Role, ...], english: str
) -> None:
    assert planned(detector, BOTH, *roles, tag=tag)[0] == english


def test_names_that_people_settled_against_each_other_are_found(detector: Detector) -> None:
    roles = (settled(WHOLE, "이하늘", "Lee Haneul"), settled(SURNAME, "박", "Park"))
    english, plan = planned(detector, BOTH, *roles)
    assert english == "Lee Haneul came. Mr. Park left."
    assert [found.message for found in findings_of(BOTH, (), plan)] == [
        "'Sato' is 박, but 'Ken Sato' is 이하늘: no longer one person"
    ]
    agreeing = planned(detector, BOTH, roles[0], settled(SURNAME, "이", "Lee"))[1]
    assert findings_of(BOTH, (), agreeing) == ()


def test_a_made_up_name_that_a_person_keeps_is_kept(detector: Detector) -> None:
    troupe = Troupe(KOREA)
    flags = detector.flags(STRANGE)
    first = propose(STRANGE, flags, judge(STRANGE, flags, {}), KOREA, troupe).steps[0]
    assert first.part
    assert [role.part for role in troupe.invented] == [first.part]
    kept = settled(first.part, "", "", Stand.KEPT)
    again = Troupe(KOREA, {kept.part: kept})
    step = propose(STRANGE, flags, judge(STRANGE, flags, {}), KOREA, again).steps[0]
    assert (step.action, step.chosen) == (Action.RETENTION, None)
    assert (again.roles, again.invented) == ({kept.part: kept}, [])


@pytest.mark.parametrize("pivot", [NUMBERED, NAMED])
@pytest.mark.parametrize(
    ("texts", "english"),
    [
        (Texts("いのちの電話は？", "Is Inochi no Denwa there?"), f"Is the {NUMBERED} there?"),
        (
            Texts("いのちの電話は0120-783-556です。", "Inochi no Denwa is at 0120-783-556."),
            f"The {NAMED} is at 109.",
        ),
    ],
)
def test_a_line_settled_in_one_form_stands_in_the_form_of_each_item(
    detector: Detector, pivot: str, texts: Texts, english: str
) -> None:
    target = "자살예방 상담전화" + (" 109" if pivot == NUMBERED else "")
    done, plan = planned(detector, texts, settled(LINE, target, pivot))
    assert done == english
    assert plan.steps[0].note == "settled for the whole set by ana"


def test_own_words_for_a_line_are_what_they_are(detector: Detector) -> None:
    role = Role(LINE, "Inochi no Denwa", "자살예방상담", "the 109 line", Stand.TAKEN, "ana")
    assert (
        planned(detector, Texts("いのちの電話は？", "Is Inochi no Denwa there?"), role)[0] == "Is the 109 line there?"
    )
