"""Standing by the registry of that day and by the report's own claims, side by side."""

from __future__ import annotations

from datetime import date

import pytest

from foedera.assessment import Agreement, ReportedStanding, reported_obligations, standing
from foedera.claims.claim import Claim, Modality, Party
from foedera.claims.linking import EntryTold, Pact
from foedera.dates import Interval
from foedera.documents.report import LineKind
from foedera.identifiers import ActorId, InstrumentId
from foedera.spans import Span
from foedera.treaties import Act, ObligationForce, Registry, Standing, Status

HERE = Span(0, 1)
REGISTRY = Registry.load()
TREATY = InstrumentId("prk-rus-2024")


def claim(
    act: str,
    *states: str,
    day: date | None = None,
    modality: Modality = Modality.ASSERTED,
    section: LineKind = LineKind.BODY,
) -> Claim:
    return Claim(
        span=HERE,
        section=section,
        act=act,
        trigger=HERE,
        agents=tuple(Party(ActorId(state), HERE) for state in states),
        when=Interval.on(day) if day else None,
        modality=modality,
    )


def stands(  # noqa: PLR0913 - one for each field a test sets
    claims: list[Claim],
    on: date,
    instrument: InstrumentId | None = TREATY,
    parties: tuple[str, ...] = ("PRK", "RUS"),
    *,
    entry: EntryTold | None = None,
    by_legislature: frozenset[int] = frozenset(),
) -> ReportedStanding:
    pact = Pact(
        instrument=instrument,
        parties=tuple(ActorId(party) for party in parties),
        spans=(HERE,),
        claims=tuple(range(len(claims))),
        entry=entry,
        by_legislature=by_legislature,
        closed=instrument is not None,
    )
    return standing(pact, claims, REGISTRY, on)


def test_what_became_known_later_never_counts() -> None:
    found = stands([claim("ratify", "RUS", day=date(2024, 11, 9))], date(2024, 11, 10))
    assert found.recorded is not None
    assert found.recorded.of(ActorId("PRK")).standing is Standing.SIGNATORY
    assert found.recorded.status is Status.NOT_YET_IN_FORCE
    known = [step for one in found.comparisons for step in one.recorded]
    assert all(step.known_by(date(2024, 11, 10)) for step in known)
    assert Act.EXCHANGE not in {step.act for step in known}


@pytest.mark.parametrize("day", [date(2024, 6, 20), date(2024, 11, 12), date(2024, 12, 5)])
def test_on_no_day_does_a_later_step_show_in_any_reason(day: date) -> None:
    found = stands([claim("sign", "PRK", "RUS")], day)
    for status in (found.recorded, found.reported, found.together):
        assert status is not None
        assert all(step.known_by(day) for reason in status.reasons for step in reason.steps)


def test_ratification_in_the_news_is_a_step_at_home_until_instruments_are_exchanged() -> None:
    claims = [claim("sign", "PRK", "RUS"), claim("ratify", "PRK"), claim("ratify", "RUS")]
    found = stands(claims, date(2024, 11, 12))
    for status in (found.recorded, found.reported, found.together):
        assert status is not None
        assert status.status is Status.NOT_YET_IN_FORCE
        assert {part.standing for part in status.participations} == {Standing.RATIFIED_AT_HOME}
        assert [missing.lack.value for missing in status.missing] == ["exchange"]
    assert found.agreement is Agreement.AGREES


def test_a_report_that_calls_in_force_what_is_not_contradicts_the_record() -> None:
    told = claim("enter_into_force", "PRK", "RUS", day=date(2024, 11, 15))
    found = stands([told], date(2024, 11, 20))
    assert found.reported.status is Status.IN_FORCE
    assert found.recorded is not None
    assert found.recorded.status is Status.NOT_YET_IN_FORCE
    assert found.agreement is Agreement.CONTRADICTS
    assert found.contradicted


def test_an_exchange_the_registry_has_not_heard_of_is_new_and_no_contradiction() -> None:
    told = claim("exchange", "PRK", "RUS", day=date(2024, 11, 20))
    found = stands([told], date(2024, 11, 20))
    assert found.together is not None
    assert found.together.status is Status.IN_FORCE
    assert found.agreement is Agreement.NEW


def test_days_that_shut_each_other_out_contradict() -> None:
    found = stands([claim("sign", "PRK", "RUS", day=date(2024, 5, 1))], date(2024, 11, 12))
    kinds = {(one.act, one.state): one.agreement for one in found.comparisons}
    assert kinds[Act.SIGN, ActorId("PRK")] is Agreement.CONTRADICTS


def test_what_one_source_says_and_another_denies_is_disputed() -> None:
    claims = [claim("ratify", "PRK"), claim("ratify", "PRK", modality=Modality.DENIED)]
    found = stands(claims, date(2024, 11, 12))
    kinds = {(one.act, one.state): one.agreement for one in found.comparisons}
    assert kinds[Act.RATIFY, ActorId("PRK")] is Agreement.DISPUTED


def test_denying_what_nobody_recorded_agrees_with_the_record() -> None:
    found = stands([claim("ratify", "PRK", modality=Modality.DENIED)], date(2024, 7, 1))
    kinds = {(one.act, one.state): one.agreement for one in found.comparisons}
    assert kinds[Act.RATIFY, ActorId("PRK")] is Agreement.AGREES


@pytest.mark.parametrize("modality", [m for m in Modality if m is not Modality.ASSERTED])
def test_only_what_is_asserted_counts(modality: Modality) -> None:
    found = stands([claim("exchange", "PRK", "RUS", modality=modality)], date(2024, 11, 12))
    assert found.reported.status is Status.UNKNOWN
    assert not any(step.counts for step in found.steps)
    assert len(found.steps) == 2  # kept all the same


def test_a_teaser_for_another_article_does_not_count() -> None:
    told = claim("exchange", "PRK", "RUS", section=LineKind.RELATED)
    assert not any(step.counts for step in stands([told], date(2024, 11, 12)).steps)


def test_a_parliament_s_ratification_is_an_approval_at_home() -> None:
    found = stands([claim("ratify", "RUS")], date(2024, 10, 24), by_legislature=frozenset({0}))
    assert [step.step.act for step in found.steps] == [Act.APPROVE]


def test_an_unregistered_treaty_stands_by_the_report_s_own_words() -> None:
    claims = [claim("sign", "CHL", "FJI"), claim("ratify", "CHL"), claim("provide_defence", "CHL")]
    entry = EntryTold("exchange", 1, HERE)
    found = stands(claims, date(2025, 6, 12), None, ("CHL", "FJI"), entry=entry)
    assert found.recorded is None
    assert found.status is found.reported
    assert found.status.status is Status.NOT_YET_IN_FORCE
    assert [lack.lack.value for lack in found.status.missing] == ["ratification", "exchange"]
    assert found.status.missing[0].states == (ActorId("FJI"),)
    (owed,) = reported_obligations([found], claims)
    assert (owed.force, owed.recorded) == (ObligationForce.NOT_YET_BINDING, None)
    assert set(owed.owed_by) == {"CHL", "FJI"}


def test_silence_on_an_unregistered_treaty_leaves_its_status_unknown() -> None:
    found = stands([claim("provide_defence", "CHL")], date(2025, 6, 12), None, ("CHL", "FJI"))
    assert found.status.status is Status.UNKNOWN


def test_a_report_that_only_tells_of_the_signing_does_not_contradict_the_treaty_in_force() -> None:
    told = claim("sign", "USA", "KOR", day=date(1953, 10, 1))
    found = stands([told], date(2024, 1, 1), InstrumentId("usa-kor-1953"), ("USA", "KOR"))
    assert found.recorded is not None
    assert found.recorded.status is Status.IN_FORCE
    assert found.agreement is Agreement.UNTOLD


def test_the_registry_s_clause_and_the_report_s_words_for_it_are_one_obligation() -> None:
    claims = [claim("provide_defence", "PRK", "RUS"), claim("provide_duration", "PRK", "RUS")]
    found = stands(claims, date(2024, 11, 12))
    owed = {one.kind.value: one for one in reported_obligations([found], claims)}
    assert owed["defence"].claims == (0,)
    assert owed["defence"].recorded is not None
    assert owed["defence"].force is ObligationForce.NOT_YET_BINDING
    assert owed["consultation"].claims == ()


def test_a_report_without_a_treaty_has_no_standing_and_no_obligation() -> None:
    assert reported_obligations((), [claim("deploy", "PRK")]) == ()
