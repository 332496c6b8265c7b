"""Plans for items as detection finds them: what is taken, what is asked, what becomes of the item."""

from __future__ import annotations

from typing import Any

import pytest

from localize.adapt import apply, findings_of, propose
from localize.locales import Pack, load_pack
from localize.model import Action, Disposition, Field, Flag, Judgement, Kind, Label, Plan, Severity, Texts

Span = tuple[str, str, Kind, str, str]
KOREA = load_pack("ko-KR")
ADAPTABLE = Judgement(Label.ADAPTABLE, 0.9)


def flag(field: Field, texts: Texts, span: str, kind: Kind, function: str | None = None, **more: Any) -> Flag:
    start = texts.get(field).index(span)
    known = {"detector": "lexicon", "confidence": 0.9, "evidence": "", **more}
    return Flag(field, start, start + len(span), span, kind, function=function, **known)


def planned(
    source: str, pivot: str, *spans: Span, judgement: Judgement = ADAPTABLE, pack: Pack = KOREA, **flagged: Any
) -> tuple[Texts, list[Flag], Plan]:
    """A plan for a question with pairs of spans: (Japanese, English, kind, function, evidence)."""
    texts = Texts(source, pivot)
    flags: list[Flag] = []
    for japanese, english, kind, function, evidence in spans:
        at = len(flags)
        flags.append(flag("source", texts, japanese, kind, function, pair=at + 1, evidence=evidence, **flagged))
        flags.append(flag("pivot", texts, english, kind, None, pair=at, evidence=evidence, **flagged))
    return texts, flags, propose(texts, flags, judgement, pack)


def adapted(texts: Texts, plan: Plan) -> str:
    return apply(texts.get("pivot"), "pivot", plan.steps)


POLICE = ("110番", "110", Kind.EMERGENCY_CONTACT, "police-emergency-number", "")
LOAN = ("30万円", "300,000 yen", Kind.MONEY_MEASURE_DATE, "currency-amount", "an amount in yen (300,000)")
YEAR = ("令和5年", "Reiwa 5", Kind.MONEY_MEASURE_DATE, "era-year", "a year of the era 令和, 2023")
PENSION = ("日本年金機構", "Japan Pension Service", Kind.ORGANIZATION, "national-pension-agency", "")
AID = ("法テラス", "Houterasu", Kind.ORGANIZATION, "legal-aid-agency", "")
CHOSEN = [
    ("110番した。", "I called 110.", POLICE, "I called 112."),
    ("30万円貸した。", "I lent 300,000 yen.", LOAN, "I lent 3 million won."),
    ("約30万円。", "About 300,000 yen.", LOAN, "About 3 million won."),
    ("令和5年の話。", "A story of Reiwa 5.", YEAR, "A story of 2023."),
    ("令和5年の話。", "A story of Reiwa 5 (2023).", YEAR, "A story of 2023."),
    ("日本年金機構に聞く。", "Ask the Japan Pension Service.", PENSION, "Ask the National Pension Service."),
    ("法テラスへ。", "Go to Houterasu.", AID, "Go to the Korea Legal Aid Corporation."),
]


@pytest.mark.parametrize(("source", "pivot", "span", "expected"), CHOSEN)
def test_what_is_safe_and_sourced_or_computed_is_taken(source: str, pivot: str, span: Span, expected: str) -> None:
    texts, _, plan = planned(source, pivot, span)
    assert adapted(texts, plan) == expected
    assert plan.disposition is Disposition.TARGET_MODIFIED
    chosen = next(step for step in plan.steps if step.chosen is not None).proposals[0]
    assert chosen.source
    assert chosen.as_of
    assert chosen.target


def test_a_row_that_was_not_looked_up_is_offered_and_not_taken() -> None:
    texts, _, plan = planned(
        "LINEした。", "I used LINE.", ("LINE", "LINE", Kind.MEDIA_PLATFORM, "dominant-messenger-app", "")
    )
    (step,) = plan.steps
    assert (step.action, step.chosen, step.proposals[0].pivot) == (Action.ASK, None, "KakaoTalk")
    assert adapted(texts, plan) == texts.pivot


def test_the_rule_of_an_amount_stands_in_its_note() -> None:
    *_, plan = planned(
        "30万円。", "300,000 yen.", ("30万円", "300,000 yen", Kind.MONEY_MEASURE_DATE, "currency-amount", "(300,000)")
    )
    assert plan.steps[0].note.startswith("300,000 yen at 0.1075 yen a won (2024-02-01)")
    assert plan.steps[0].proposals[0].target == "300만 원"


def test_without_a_dated_rate_an_amount_is_asked() -> None:
    *_, plan = planned("30万円。", "300,000 yen.", LOAN, pack=load_pack("de-AT"))
    assert (plan.steps[0].action, plan.steps[0].proposals) == (Action.ASK, ())
    assert "EUR" in plan.steps[0].note


def test_with_several_emergency_numbers_none_is_guessed() -> None:
    texts, _, plan = planned("110番した。", "I called 110.", POLICE, pack=load_pack("de-AT"))
    assert plan.steps[0].action is Action.ASK
    assert {proposal.pivot for proposal in plan.steps[0].proposals} == {"112", "122", "133", "144"}
    assert adapted(texts, plan) == texts.pivot


def test_what_is_the_same_there_stays_and_is_not_asked() -> None:
    spans = [("119", "119", Kind.EMERGENCY_CONTACT, "fire-ambulance-emergency-number", "")]
    *_, plan = planned("119へ電話。", "Call 119.", *spans)
    assert [step.action for step in plan.steps] == [Action.RETENTION]
    assert plan.disposition is Disposition.SIMPLY_TRANSFERRED


def test_a_discriminated_group_is_always_asked() -> None:
    span = ("在日コリアン", "Zainichi Koreans", Kind.SOCIAL, "postcolonial-ethnic-minority", "")
    *_, plan = planned("在日コリアンの話。", "A story of Zainichi Koreans.", span)
    assert (plan.steps[0].action, plan.steps[0].chosen) == (Action.ASK, None)
    assert "never swapped" in plan.steps[0].note


def test_a_help_line_takes_the_form_of_what_it_replaces() -> None:
    texts = Texts("いのちの電話0120-783-556へ。", "Call the Inochi no Denwa on 0120-783-556.")
    flags = [
        flag("pivot", texts, "Inochi no Denwa", Kind.EMERGENCY_CONTACT, "suicide-prevention-line"),
        flag("pivot", texts, "0120-783-556", Kind.EMERGENCY_CONTACT, None, detector="contacts"),
    ]
    plan = propose(texts, flags, ADAPTABLE, KOREA)
    assert adapted(texts, plan) == "Call the Suicide Prevention Counseling Line on 109."


def test_a_number_in_brackets_after_the_name_of_a_line_reaches_that_line() -> None:
    texts = Texts("", "Ask the counselling desk (0570-016811) today.")
    flags = [
        flag("pivot", texts, "counselling desk", Kind.EMERGENCY_CONTACT, "financial-services-complaint-line"),
        flag("pivot", texts, "(0570-016811", Kind.EMERGENCY_CONTACT, None, detector="contacts"),
    ]
    number = propose(texts, flags, ADAPTABLE, KOREA).steps[1]
    assert [(p.target, p.pivot) for p in number.proposals[:1]] == [("1332", "(1332")]


def test_for_a_bare_number_a_line_with_a_number_comes_first() -> None:
    *_, plan = planned(
        "＃7119へ。", "Call #7119.", ("＃7119", "#7119", Kind.EMERGENCY_CONTACT, "adult-medical-advice-line", "")
    )
    assert (plan.steps[0].proposals[0].target, plan.steps[0].action) == ("119", Action.ASK)


def test_another_name_for_the_same_thing_rescues_nothing() -> None:
    span = ("竹島の日", "Takeshima Day", Kind.SOCIAL, "territorial-claim-day", "")
    *_, plan = planned("竹島の日。", "On Takeshima Day.", span, judgement=SPECIFIC, pull=Label.SOURCE_SPECIFIC)
    assert plan.steps[0].proposals[0].target == "다케시마의 날"
    assert (plan.steps[0].action, plan.disposition) == (Action.ASK, Disposition.SAMPLE_REMOVED)


def test_a_word_of_a_universal_question_that_english_does_without_is_not_asked() -> None:
    texts = Texts("お盆に帰省した。", "I went home.")
    flags = [flag("source", texts, "お盆", Kind.GESTURE_HABIT, "summer-ancestor-festival")]
    plan = propose(texts, flags, Judgement(Label.UNIVERSAL, 0.1), KOREA)
    assert [step.action for step in plan.steps] == [Action.DIRECT_TRANSLATION]
    assert plan.disposition is Disposition.SIMPLY_TRANSFERRED


def test_a_line_said_without_its_number_stays_in_words() -> None:
    span = ("110番", "the police", Kind.EMERGENCY_CONTACT, "police-emergency-number", "")
    texts, _, plan = planned("110番した。", "I called the police.", span)
    assert plan.steps[0].action is Action.DIRECT_TRANSLATION
    assert adapted(texts, plan) == texts.pivot


def test_a_span_that_spills_into_the_next_clause_is_not_replaced() -> None:
    span = ("ハローワーク", "Hello Work, and then", Kind.ORGANIZATION, "public-employment-office", "")
    texts, _, plan = planned("ハローワークへ。", "I went to Hello Work, and then home.", span)
    assert plan.steps[0].action is Action.ASK
    assert adapted(texts, plan) == texts.pivot


def test_one_thing_is_replaced_the_same_way_in_question_and_answer() -> None:
    texts = Texts("", "Sato met Suzuki in Osaka.", "", "Tell Sato and Suzuki about Osaka.")
    flags = [
        flag(field, texts, name, kind, function)
        for field in ("pivot", "pivot_answer")
        for name, kind, function in (
            ("Sato", Kind.PERSON, "person-name"),
            ("Suzuki", Kind.PERSON, "person-name"),
            ("Osaka", Kind.PLACE, "second-city"),
        )
    ]
    plan = propose(texts, flags, ADAPTABLE, KOREA)
    first = {step.text: step.proposals for step in plan.steps if step.field == "pivot"}
    assert first == {step.text: step.proposals for step in plan.steps if step.field == "pivot_answer"}
    assert [first[name][0].pivot for name in ("Sato", "Suzuki", "Osaka")] == ["Kim", "Lee", "Busan"]


NAMES = [
    ("山田太郎", "Taro Yamada", "read Yamada Taro", "Hong Gil-dong", "홍길동"),
    ("佐藤さん", "Sato", "read Sato", "Kim", "김"),
    ("佐藤花子", "Hanako Sato", "read Sato Hanako", "Kim Yeong-hui", "김영희"),
    ("佐藤花子", "Hanako", "read Sato Hanako", "Yeong-hui", "영희"),
]


@pytest.mark.parametrize(("japanese", "english", "evidence", "pivot", "target"), NAMES)
def test_persons_are_cast_by_the_table(japanese: str, english: str, evidence: str, pivot: str, target: str) -> None:
    *_, plan = planned(japanese, english, (japanese, english, Kind.PERSON, "person-name", evidence))
    assert (plan.steps[0].proposals[0].pivot, plan.steps[0].proposals[0].target) == (pivot, target)
    assert plan.steps[0].action is Action.ASK


def test_persons_not_in_the_table_keep_their_part_and_share_none() -> None:
    names = ["鵜飼", "蛭子", "一尺八寸", "四月一日", "小鳥遊", "月見里"]
    spans = [(f"{name}さん", f"N{n}", Kind.PERSON, "person-name", "") for n, name in enumerate(names)]
    source, pivot = "と".join(span[0] for span in spans), " ".join(span[1] for span in spans)
    parts = [[step.proposals[0].pivot for step in planned(source, pivot, *spans)[2].steps] for _ in range(2)]
    assert parts[0] == parts[1]
    assert len(set(parts[0])) == len(names)


def test_a_name_and_its_gloss_are_replaced_as_one() -> None:
    texts = Texts("", "Ask Houterasu (the Japan Legal Support Center) now.")
    flags = [
        flag("pivot", texts, "Houterasu", Kind.ORGANIZATION, "legal-aid-agency"),
        flag("pivot", texts, "Japan Legal Support Center", Kind.ORGANIZATION, "legal-aid-agency"),
    ]
    assert adapted(texts, propose(texts, flags, ADAPTABLE, KOREA)) == "Ask the Korea Legal Aid Corporation now."


def test_a_span_that_closes_a_quotation_takes_the_whole_of_it() -> None:
    texts = Texts("", 'He fell for an "It\'s me" fraud.')
    flags = [flag("pivot", texts, 'me" fraud', Kind.SOCIAL, "impostor-phone-scam")]
    assert adapted(texts, propose(texts, flags, ADAPTABLE, KOREA)) == "He fell for a voice phishing scam."


def test_a_public_figure_is_not_cast_as_somebody() -> None:
    *_, plan = planned("葛飾北斎", "Hokusai", ("葛飾北斎", "Hokusai", Kind.PERSON, "public-figure", "read Katsushika"))
    assert plan.steps[0].proposals == ()


def test_what_the_english_lost_is_asked_on_the_source_side_and_found() -> None:
    texts = Texts("お盆に帰省した。", "I went home.")
    flags = [flag("source", texts, "お盆", Kind.GESTURE_HABIT, "summer-ancestor-festival")]
    plan = propose(texts, flags, ADAPTABLE, KOREA)
    (step,) = plan.steps
    assert (step.field, step.action, step.proposals[0].target) == ("source", Action.ASK, "추석")
    assert [(f.check, f.severity) for f in findings_of(texts, flags, plan)] == [("lost-in-english", Severity.NOTE)]


def test_an_item_without_english_is_planned_on_the_source_side() -> None:
    texts = Texts("110番した。")
    flags = [flag("source", texts, "110番", Kind.EMERGENCY_CONTACT, "police-emergency-number")]
    plan = propose(texts, flags, ADAPTABLE, KOREA)
    assert apply(texts.get("source"), "source", plan.steps) == "112した。"
    assert findings_of(texts, flags, plan) == ()


def test_an_answer_whose_law_has_no_counterpart_may_not_hold() -> None:
    texts = Texts("", "", "軽犯罪法と労働基準法", "The Minor Offenses Act and the Labor Standards Act.")
    flags = [
        flag("pivot_answer", texts, "Minor Offenses Act", Kind.LAW_NORM, "minor-offences-act"),
        flag("pivot_answer", texts, "Labor Standards Act", Kind.LAW_NORM, "labor-standards-act"),
    ]
    found = findings_of(texts, flags, propose(texts, flags, ADAPTABLE, KOREA))
    assert [(f.check, f.severity, f.field) for f in found] == [
        ("answer-may-not-hold", Severity.WARNING, "pivot_answer")
    ]
    assert "Minor Offenses Act" in found[0].message


def test_what_is_sensitive_there_is_asked_and_noted() -> None:
    texts = Texts("", "Who owns Dokdo?")
    flags = [flag("pivot", texts, "Dokdo", Kind.PLACE, None, detector="sensitive", evidence="a matter of feeling")]
    plan = propose(texts, flags, Judgement(Label.UNIVERSAL, 0.1), KOREA)
    assert plan.steps[0].action is Action.ASK
    assert [f.check for f in findings_of(texts, flags, plan)] == ["sensitive-there"]


SPECIFIC = Judgement(Label.SOURCE_SPECIFIC, 0.9, ("imperial succession",))


def test_what_no_step_can_rescue_is_removed_with_a_reason() -> None:
    span = ("皇位継承", "imperial succession", Kind.LAW_NORM, "royal-succession", "")
    *_, plan = planned("皇位継承。", "On imperial succession.", span, judgement=SPECIFIC, pull=Label.SOURCE_SPECIFIC)
    assert plan.disposition is Disposition.SAMPLE_REMOVED
    assert "imperial succession" in plan.reason
    assert plan.steps[0].note == "no monarchy"


def test_a_proposal_rescues_an_item_tied_to_the_source_society() -> None:
    span = ("お盆", "Obon", Kind.GESTURE_HABIT, "summer-ancestor-festival", "")
    *_, plan = planned("お盆。", "Obon.", span, judgement=SPECIFIC, pull=Label.SOURCE_SPECIFIC)
    assert plan.disposition is Disposition.TARGET_MODIFIED


def test_an_item_with_nothing_in_it_is_simply_transferred() -> None:
    plan = propose(Texts("はい", "Yes"), [], Judgement(Label.UNIVERSAL, 0.05), KOREA)
    assert (plan.disposition, plan.steps) == (Disposition.SIMPLY_TRANSFERRED, ())
