"""Where an instrument stands by the registry and a ledger, under both clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.claims.review import Decision, NewInstrument, Verdict, named
from foedera.identifiers import ContentId, InstrumentId
from foedera.ledger import create_ledger
from foedera.treaties import Act, Status, UnknownInstrumentError
from foedera.workspace import Workspace
from foedera.workspace.errors import NoLedgerGivenError
from made_reports import Made, Says

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from foedera.assessment import Proposal
    from foedera.ledger import Ledger

D = partial(date, 2024)
MONDAY, TUESDAY, WEDNESDAY = D(11, 11), D(11, 12), D(11, 13)
#: A treaty in force of which nothing of the kind is on record.
OLD = InstrumentId("chn-prk-1961")
NEW = partial(Made, instrument=None, parties=("KEN", "FJI"), title="Defence Cooperation Agreement")
START = datetime(2025, 1, 1, tzinfo=UTC)


def of_old(day: date, *says: Says, outlet: str = "Reuters", number: int = 0) -> Made:
    return Made(day, says, outlet, OLD, ("CHN", "PRK"), number=number)


def ended(on: date | None = None, *sources: str) -> Says:
    return Says("terminate", ("CHN", "PRK"), on, sources)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(str(tmp_path / "made.ledger")) as made:
        yield made


def file(ledger: Ledger, *reports: Made, at: datetime = START) -> None:
    for one in reports:
        ledger.file(one.filing(), one.data, at)


def decide(
    ledger: Ledger,
    proposals: Iterable[Proposal],
    verdict: Verdict = Verdict.ACCEPT,
    at: datetime = START + timedelta(days=1),
    **more: object,
) -> list[Decision]:
    made = []
    for one in proposals:
        let_in = verdict is Verdict.ACCEPT
        plain = Decision(
            id=ContentId(""),
            coder="rina",
            at=at,
            verdict=verdict,
            subject=one.id,
            proposed=one.step,
            step=one.step if let_in else None,
            instrument=one.instrument,
            evidence=tuple(each.claim for each in one.support),
        )
        made.append(named(replace(plain, **more)))  # type: ignore[arg-type]
    ledger.decide(made, at)
    return made


def waiting(ledger: Ledger) -> tuple[Proposal, ...]:
    return Workspace(ledger=ledger).on_record.proposed().proposals


def test_without_a_ledger_the_registry_alone_answers() -> None:
    with pytest.raises(NoLedgerGivenError):
        _ = Workspace().on_record
    plain = Workspace()
    assert plain.law() is plain.registry


def test_what_is_only_proposed_counts_only_where_it_is_asked_for(ledger: Ledger) -> None:
    file(ledger, of_old(TUESDAY, ended(MONDAY, "CHN")))
    record = Workspace(ledger=ledger).on_record
    assert record.status(OLD, TUESDAY).status.status is Status.IN_FORCE
    found = record.status(OLD, TUESDAY, proposed=True)
    assert found.status.status is Status.TERMINATED
    assert found.by_registry is not None
    assert found.by_registry.status is Status.IN_FORCE
    assert {one.proposal.id for one in found.added if one.proposal} == {
        one.id for one in waiting(ledger)
    }


def test_what_a_coder_accepts_counts_and_is_told_apart(ledger: Ledger) -> None:
    file(ledger, of_old(TUESDAY, ended(MONDAY)))
    decisions = decide(ledger, waiting(ledger))
    found = Workspace(ledger=ledger).on_record.status(OLD, TUESDAY)
    assert found.status.status is Status.TERMINATED
    assert {one.decision for one in found.added} == set(decisions)
    assert all(one.step in found.status.steps for one in found.added)
    cited = {each.reference for one in found.added for each in one.step.evidence}
    assert "Reuters, 12 November 2024" in cited
    assert f"accepted by rina, 2 January 2025 ({decisions[0].id})" in cited


def test_a_rejected_step_counts_for_nothing(ledger: Ledger) -> None:
    file(ledger, of_old(TUESDAY, ended(MONDAY)))
    decide(ledger, waiting(ledger), Verdict.REJECT)
    found = Workspace(ledger=ledger).on_record.status(OLD, TUESDAY, proposed=True)
    assert found.status.status is Status.IN_FORCE
    assert not found.added


def test_the_step_that_counts_is_the_one_a_coder_amended(ledger: Ledger) -> None:
    file(ledger, of_old(WEDNESDAY, Says("suspend", ("CHN",), MONDAY)))
    (one,) = waiting(ledger)
    assert one.step is not None
    other = replace(one.step, act=Act.TERMINATE, known_from=None)
    decide(ledger, [one], Verdict.AMEND, step=other)
    (added,) = Workspace(ledger=ledger).on_record.added(OLD)
    assert added.step.act is Act.TERMINATE
    assert added.step.known_from == WEDNESDAY  # the day of the evidence


def test_what_was_known_on_a_day_is_answered_as_of_that_day(ledger: Ledger) -> None:
    file(ledger, of_old(TUESDAY, ended(None)), of_old(D(12, 1), ended(MONDAY), outlet="AFP"))
    decide(ledger, waiting(ledger))
    record = Workspace(ledger=ledger).on_record
    when = {
        day: {(one.step.when.start, one.step.when.end) for one in record.added(OLD, day)}
        for day in (MONDAY, TUESDAY, D(11, 30), D(12, 1))
    }
    assert when[MONDAY] == set()
    assert when[TUESDAY] == when[D(11, 30)] == {(None, TUESDAY)}
    assert when[D(12, 1)] == {(MONDAY, MONDAY)}
    assert record.status(OLD, D(12, 2), MONDAY).status.status is Status.IN_FORCE


def test_a_moment_before_the_decision_knows_nothing_of_it(ledger: Ledger) -> None:
    file(ledger, of_old(TUESDAY, ended(MONDAY)))
    decide(ledger, waiting(ledger), at=START + timedelta(days=5))
    before = Workspace(ledger=ledger, recorded_by=START + timedelta(days=4)).on_record
    after = Workspace(ledger=ledger, recorded_by=START + timedelta(days=5)).on_record
    assert before.status(OLD, TUESDAY).status.status is Status.IN_FORCE
    assert after.status(OLD, TUESDAY).status.status is Status.TERMINATED


def test_a_workspace_hears_of_what_is_decided_meanwhile(ledger: Ledger) -> None:
    file(ledger, of_old(TUESDAY, ended(MONDAY)))
    record = Workspace(ledger=ledger).on_record
    assert record.status(OLD, TUESDAY).status.status is Status.IN_FORCE
    decide(ledger, record.proposed().proposals)
    assert record.status(OLD, TUESDAY).status.status is Status.TERMINATED


def test_an_accepted_instrument_joins_the_registry_for_every_question(ledger: Ledger) -> None:
    file(ledger, NEW(D(3, 5), (Says("sign", ("KEN", "FJI"), D(3, 4)),)))
    decide(ledger, waiting(ledger))
    workspace = Workspace(ledger=ledger)
    found = workspace.on_record.status("Defence Cooperation Agreement of Fiji and Kenya", D(4, 1))
    assert found.instrument.id == "fji-ken-2024"
    assert found.by_registry is None
    assert {one.standing.value for one in found.status.participations} == {"signatory"}
    assert workspace.instrument("fji-ken-2024") in workspace.law().instruments
    assert "fji-ken-2024" not in workspace.registry
    assert workspace.ask("what does Fiji owe Kenya", D(4, 1)).ties is not None


def test_an_instrument_accepted_under_other_parties_keeps_what_was_told_of_it(
    ledger: Ledger,
) -> None:
    file(ledger, NEW(D(3, 5), (Says("sign", ("KEN", "FJI"), D(3, 4)),)))
    new = next(one for one in waiting(ledger) if one.instrument)
    name = InstrumentId("fji-ken-uga-2024")
    other = NewInstrument(name, ("FJI", "KEN", "UGA"), None)  # type: ignore[arg-type]
    decide(ledger, [new], Verdict.AMEND, instrument=other)
    found = Workspace(ledger=ledger).on_record.proposed_for(name).proposals
    assert {one.step.state for one in found if one.step} == {"KEN", "FJI"}
    assert {one.about for one in found if one.step} == {name}


def test_a_new_state_that_joined_is_found_by_its_name(ledger: Ledger) -> None:
    joins = Made(TUESDAY, (Says("accede", ("MNG",), MONDAY),), instrument="asean-tac-1976")
    name = next(x.id for x in Workspace().registry.cards if "ASEAN" in (x.organisation or ""))
    file(ledger, replace(joins, instrument=name))
    decide(ledger, waiting(ledger))
    law = Workspace(ledger=ledger).law()
    assert "MNG" in next(card.concerned for card in law.cards if card.id == name)


def test_what_nobody_calls_by_that_name_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UnknownInstrumentError):
        Workspace(ledger=ledger).on_record.status("fji-ken-2024", TUESDAY)


# Laws --------------------------------------------------------------------------------

_SAYS = st.builds(
    Says,
    act=st.sampled_from(["terminate", "suspend", "withdraw", "sign"]),
    states=st.sampled_from([("CHN",), ("PRK",), ("CHN", "PRK")]),
    on=st.one_of(st.none(), st.integers(1, 28).map(lambda day: D(11, day))),
    sources=st.sampled_from([(), ("CHN",), ("KOR",)]),
)
_REPORTS = st.lists(
    st.builds(
        lambda day, says, outlet, number: of_old(D(11, day), says, outlet=outlet, number=number),
        st.integers(1, 30),
        _SAYS,
        st.sampled_from(["Reuters", "AFP"]),
        st.integers(0, 10**6),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda one: one.data,
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_REPORTS, st.integers(1, 30), st.lists(st.booleans(), min_size=8, max_size=8))
def test_later_reports_change_no_answer_of_what_was_known(
    tmp_path: Path, reports: Sequence[Made], day: int, choices: Sequence[bool]
) -> None:
    known_by = D(11, day)
    place = tmp_path / f"{len(list(tmp_path.iterdir()))}.ledger"
    with create_ledger(str(place)) as ledger:
        file(ledger, *(one for one in reports if one.day <= known_by))
        early = waiting(ledger)
        chosen = [one for one, yes in zip(early, choices, strict=False) if yes]
        moment = START + timedelta(days=1)
        decide(ledger, chosen, at=moment)

        def answers() -> list[object]:
            record = Workspace(ledger=ledger).on_record
            asked = [
                record.status(OLD, on, known_by, proposed=counted)
                for on in (known_by, D(12, 31))
                for counted in (False, True)
            ]
            return [*asked, record.proposed(None, known_by)]

        before = answers()
        stood = Workspace(ledger=ledger, recorded_by=moment).on_record.status(
            OLD, D(12, 31), proposed=True
        )
        file(ledger, *(x for x in reports if x.day > known_by), at=moment + timedelta(days=1))
        assert answers() == before
        later = [one for one in waiting(ledger) if one.waits]
        decide(ledger, later, at=moment + timedelta(days=2))
        again = Workspace(ledger=ledger, recorded_by=moment).on_record.status(
            OLD, D(12, 31), proposed=True
        )
        assert again == stood
