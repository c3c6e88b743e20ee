"""Copies are folded, sources counted, and figures stand side by side, never averaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.actors.catalogue import Catalogue
from foedera.assessment import Difference, Role, Story, gathered, story_of
from foedera.assessment.differing import number_of
from foedera.claims.claim import Amount, Claim, Modality, Party, Source
from foedera.claims.recorded import RecordedClaim, claim_id
from foedera.dates import Interval
from foedera.documents.duplicates import signature
from foedera.documents.recorded import RecordedDocument
from foedera.documents.report import LineKind, Published, Stated
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Span(0, 4)
OCTOBER = date(2024, 10, 18)


def document(
    name: str, day: date | None = OCTOBER, *, wire: str | None = None, text: str | None = None
) -> RecordedDocument:
    """Return a report; reports of one text are copies of each other."""
    prose = " ".join(f"{text or name}{number}" for number in range(60))
    return RecordedDocument(
        id=ContentId(f"doc-{name}"),
        name=name,
        language="en",
        digest="",
        characters=0,
        reader="",
        outlet=Stated(name),
        published=Published(day) if day else None,
        wires=(Stated(wire, actor=ActorId(wire)),) if wire else (),
        signature=signature(prose, "en"),
    )


def said(  # noqa: PLR0913 - one for each field a test sets
    report: RecordedDocument,
    act: str = "deploy",
    agents: str = "PRK",
    counterparts: str = "RUS",
    *,
    by: str | None = None,
    many: tuple[float | None, float | None] | None = None,
    place: int = 0,
    **more: object,
) -> RecordedClaim:
    """Return a claim of a report."""
    claim = Claim(
        span=HERE,
        section=LineKind.BODY,
        act=act,
        trigger=HERE,
        agents=tuple(Party(ActorId(one), HERE) for one in agents.split()),
        counterparts=tuple(Party(ActorId(one), HERE) for one in counterparts.split()),
        amount=Amount(*many, about=False, unit="troops", span=HERE) if many else None,
        sources=(Source(tuple(by.split()), HERE, None, "test"),) if by else (),
    )
    claim = replace(claim, **more)  # type: ignore[arg-type]
    return RecordedClaim(
        claim_id(report.id, claim), report.id, place, claim, {"0-4": "sent"}, report.day
    )


def told(
    *claims: RecordedClaim,
    reports: list[RecordedDocument],
    called: Mapping[ContentId, InstrumentId] | None = None,
    denials: Sequence[RecordedClaim] = (),
) -> tuple[Story, ...]:
    by_id, catalogue = {one.id: one for one in reports}, Catalogue.load()
    threads = gathered(claims, called or {})
    return tuple(story_of(each, by_id, catalogue, denials) for each in threads)


def one(*claims: RecordedClaim, reports: list[RecordedDocument]) -> Story:
    (story,) = told(*claims, reports=reports)
    return story


def test_five_outlets_with_one_agencys_copy_are_one_source() -> None:
    reports = [document(f"o{number}", text="copy") for number in range(4)]
    reports.append(document("o4", text="copy", wire="YONHAP"))
    story = one(*(said(report) for report in reports), reports=reports)
    assert (story.told.reports, story.told.texts, story.told.origins) == (5, 1, 1)
    assert story.texts[0].teller == "YONHAP"
    assert [len(each.claims) for each in story.tellings] == [5]


def test_two_texts_that_cite_one_speaker_are_one_source() -> None:
    reports = [document("a"), document("b", OCTOBER + timedelta(1))]
    story = one(*(said(report, by="KOR") for report in reports), reports=reports)
    assert (story.told.texts, story.told.origins) == (2, 1)
    assert [each.role for each in story.tellings] == [Role.FIRST, Role.REPEATS]


def test_unnamed_sources_are_never_one_with_one_another() -> None:
    reports = [document("a"), document("b")]
    story = one(*(said(report, by="unnamed") for report in reports), reports=reports)
    assert (story.told.named, story.told.unnamed) == (0, 2)


def test_who_says_it_together_with_one_who_says_it_alone_adds_nobody() -> None:
    reports = [document("a"), document("b"), document("c")]
    voices = ["KOR", "KOR USA", "UKR"]
    told = [said(report, by=by) for report, by in zip(reports, voices, strict=True)]
    assert one(*told, reports=reports).told.named == 2


def test_a_governments_agency_is_no_source_beside_its_state() -> None:
    reports = [document("a"), document("b")]
    claims = [said(each, by=by) for each, by in zip(reports, ["PRK", "KCNA"], strict=True)]
    assert one(*claims, reports=reports).told.named == 1


def test_a_headline_over_a_cited_speaker_is_no_source_of_its_own() -> None:
    report = document("a")
    claims = [
        said(report, section=LineKind.HEADLINE, many=(3000, 3000)),
        said(report, by="KOR", many=(3000, 3000), place=1),
    ]
    story = one(*claims, reports=[report])
    assert story.told.origins == 1
    assert [each.echo for each in story.tellings] == [True, False]
    assert [voice.leads for voice in story.voices] == [False, True]


def test_three_figures_stand_side_by_side_and_none_is_averaged() -> None:
    reports = [document("a"), document("b"), document("c"), document("d")]
    figures = [(12000, 12000), (10000, 12000), (None, 50000), (1500, 1500)]
    claims = [
        said(report, by=by, many=many)
        for report, by, many in zip(reports, ["UKR", "KOR", "unnamed", "USA"], figures, strict=True)
    ]
    story = one(*claims, reports=reports)
    assert [(each.amount.low, each.amount.high) for each in story.figures] == [
        (1500, 1500),
        (10000, 12000),
        (12000, 12000),
        (None, 50000),
    ]
    assert [(each.difference, each.sides) for each in story.oppositions] == [
        (Difference.AMOUNT, ((3,), (1,))),
        (Difference.AMOUNT, ((3,), (0,))),
    ]


def test_another_figure_by_the_same_speaker_later_is_a_change() -> None:
    reports = [document("a"), document("b", OCTOBER + timedelta(5))]
    claims = [
        said(reports[0], by="KOR", many=(1500, 1500)),
        said(reports[1], by="KOR", many=(3000, 3000)),
    ]
    story = one(*claims, reports=reports)
    assert story.oppositions == ()
    (voice,) = story.voices
    assert voice.changed
    assert [story.figures[number].amount.low for _, number in voice.figures] == [1500, 3000]
    assert [each.role for each in story.tellings] == [Role.FIRST, Role.CHANGES]


def test_days_that_shut_each_other_out_stand_side_by_side() -> None:
    reports = [document("a"), document("b"), document("c"), document("d")]
    days = [date(2024, 10, 8), date(2024, 10, 10), date(2024, 10, 8)]
    whens = [*map(Interval.on, days), Interval(date(2024, 10, 1), date(2024, 10, 31))]
    claims = [said(each, when=when) for each, when in zip(reports, whens, strict=True)]
    (against,) = one(*claims, reports=reports).oppositions
    assert (against.difference, against.sides) == (Difference.DATE, ((0, 2), (1,)))


def test_amounts_of_days_that_shut_each_other_out_may_both_hold() -> None:
    reports = [document("a"), document("b")]
    claims = [
        said(each, by=by, many=many, when=Interval.on(day))
        for each, by, many, day in zip(
            reports, ["KOR", "UKR"], [(10, 10), (20, 20)], [OCTOBER, date(2024, 10, 9)], strict=True
        )
    ]
    story = one(*claims, reports=reports)
    assert [each.difference for each in story.oppositions] == [Difference.DATE]


def test_a_denial_stands_on_the_other_side_and_supports_nothing() -> None:
    reports = [document("a"), document("b")]
    claims = [said(reports[0], by="KOR"), said(reports[1], by="RUS", modality=Modality.DENIED)]
    story = one(*claims, reports=reports)
    assert (story.told.origins, story.denied.origins) == (1, 1)
    assert [each.difference for each in story.oppositions] == [Difference.DENIAL]


def test_a_denial_of_nothing_in_particular_is_shown_and_not_counted() -> None:
    report = document("a")
    claim = said(report, by="KOR")
    denials = [said(report, "deny", "RUS", "", place=1), said(report, "deny", "RUS", "", place=3)]
    (story,) = told(claim, reports=[report], denials=denials)
    assert [each.place for each in story.rejections] == [1]
    assert story.denied.reports == 0


def test_who_is_reported_first_leads() -> None:
    reports = [document("a", OCTOBER + timedelta(2)), document("b"), document("c", None)]
    claims = [said(r, by=by) for r, by in zip(reports, ["UKR", "KOR", "USA"], strict=True)]
    story = one(*claims, reports=reports)
    assert [(voice.origin.actors[0], voice.leads) for voice in story.voices] == [
        ("KOR", True),
        ("UKR", False),
        ("USA", False),
    ]


def test_a_story_ends_where_its_days_pause_for_long() -> None:
    reports = [document(f"d{days}", OCTOBER + timedelta(days)) for days in (0, 25, 50, 90)]
    assert [len(each.tellings) for each in told(*map(said, reports), reports=reports)] == [3, 1]


def test_attacks_a_fortnight_apart_are_two() -> None:
    reports = [document("a"), document("b", OCTOBER + timedelta(14))]
    assert len(told(*(said(each, "attack") for each in reports), reports=reports)) == 2


def test_the_day_of_the_act_goes_before_the_day_of_the_report() -> None:
    reports = [document("a"), document("b", OCTOBER + timedelta(200))]
    on = Interval.on(OCTOBER)
    assert len(told(said(reports[0]), said(reports[1], when=on), reports=reports)) == 1


def test_a_loose_day_joins_two_stories_to_none() -> None:
    reports = [document("a"), document("b", date(2025, 9, 1)), document("c", date(2026, 1, 1))]
    loose = said(reports[2], when=Interval(date(2024, 1, 1), date(2025, 12, 31)))
    found = told(said(reports[0]), said(reports[1]), loose, reports=reports)
    assert [len(each.tellings) for each in found] == [1, 1, 1]


def test_a_claim_without_counterpart_joins_the_one_story_it_can_belong_to() -> None:
    reports = [document("a"), document("b"), document("c")]
    short = said(reports[1], counterparts="")
    assert len(told(said(reports[0]), short, reports=reports)) == 1
    other = said(reports[2], counterparts="BLR")
    assert len(told(said(reports[0]), short, other, reports=reports)) == 3


def test_one_side_of_a_clash_joins_both() -> None:
    reports = [document("a"), document("b"), document("c")]
    claims = [
        said(reports[0], "clash", "PRK", "UKR"),
        said(reports[1], "clash", "UKR", "PRK"),
        said(reports[2], "clash", "PRK", ""),
    ]
    story = one(*claims, reports=reports)
    assert story.agents == ("PRK", "UKR")


def test_a_ratification_is_one_story_whenever_it_is_told() -> None:
    reports = [document("a"), document("b", OCTOBER + timedelta(900)), document("c")]
    pact = InstrumentId("prk-rus-2024")
    claims = [
        said(reports[0], "ratify", "PRK", "", instrument=pact),
        said(reports[1], "ratify", "PRK", "RUS", instrument=pact),
        said(reports[2], "ratify", "RUS", "", instrument=pact),
    ]
    assert [each.agents for each in told(*claims, reports=reports)] == [("PRK",), ("RUS",)]


def test_agreements_outside_the_registry_go_by_what_they_are_called() -> None:
    reports = [document("a"), document("b")]
    claims = [said(each, "sign", "AUS USA", "") for each in reports]
    called = {claims[0].id: InstrumentId("unregistered-aus-usa")}
    found = told(*claims, reports=reports, called=called)
    assert {each.instrument for each in found} == {None, "unregistered-aus-usa"}


def test_teasers_are_told_apart() -> None:
    report = document("a")
    found = told(said(report), said(report, section=LineKind.RELATED, place=1), reports=[report])
    assert sorted(each.apart for each in found) == [False, True]


def test_claims_that_name_nobody_are_put_together_with_none() -> None:
    reports = [document("a"), document("b")]
    claims = [said(each, agents="", counterparts="") for each in reports]
    assert len(told(*claims, reports=reports)) == 2


def test_later_reports_leave_a_storys_name() -> None:
    reports = [document("b"), document("a", OCTOBER + timedelta(3))]
    claims = [said(each) for each in reports]
    assert one(claims[0], reports=reports).id == one(*claims, reports=reports).id


_DAYS = st.none() | st.integers(0, 70).map(lambda days: OCTOBER + timedelta(days))
_PERIODS = st.none() | st.tuples(_DAYS, st.integers(0, 60)).map(
    lambda told: Interval(told[0], told[0] and told[0] + timedelta(told[1]))
)


@st.composite
def _ledgers(draw: st.DrawFn) -> tuple[list[RecordedDocument], list[RecordedClaim]]:
    reports = [
        document(f"r{number}", draw(_DAYS), text=draw(st.sampled_from("xyz")))
        for number in range(draw(st.integers(1, 5)))
    ]
    claims = [
        said(
            draw(st.sampled_from(reports)),
            draw(st.sampled_from(["deploy", "clash", "ratify", "attack"])),
            draw(st.sampled_from(["", "PRK", "PRK RUS", "UKR"])),
            draw(st.sampled_from(["", "RUS", "UKR"])),
            by=draw(st.sampled_from([None, "KOR", "KOR USA", "unnamed"])),
            many=draw(st.sampled_from([None, (10, 10), (10, 12), (None, 50)])),
            when=draw(_PERIODS),
            instrument=draw(st.sampled_from([None, "prk-rus-2024"])),
            modality=draw(st.sampled_from([Modality.ASSERTED, Modality.DENIED])),
            place=place,
        )
        for place in range(draw(st.integers(1, 9)))
    ]
    return reports, list({each.id: each for each in claims}.values())


@given(_ledgers(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_in_which_claims_came_in_does_not_matter(made, drawn) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    reports, claims = made
    mixed = drawn.sample(claims, len(claims))
    shuffled = drawn.sample(reports, len(reports))
    assert told(*claims, reports=reports) == told(*mixed, reports=shuffled)


@given(_ledgers())
@settings(max_examples=150, deadline=None)
def test_every_claim_is_told_in_exactly_one_story(made) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    reports, claims = made
    found = told(*claims, reports=reports)
    names = [c.id for story in found for each in story.tellings for c in each.claims]
    assert sorted(names) == sorted(each.id for each in claims)
    given_out = {number_of(each.claim.amount) for each in claims if each.claim.amount}
    shown = {number_of(each.amount) for story in found for each in story.figures}
    assert shown == given_out
