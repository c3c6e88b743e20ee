"""What reports propose: one act of one state once, its days, who denies it, what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.assessment import Against, Agreement, Proposal, Proposed, Relation, Told, proposals
from foedera.assessment.accepting import accepted, as_known
from foedera.claims.claim import Modality
from foedera.claims.review import Decision, NewInstrument, Verdict, named
from foedera.dates import Interval
from foedera.documents.report import LineKind
from foedera.identifiers import ContentId, InstrumentId
from foedera.treaties import Act, Registry
from made_reports import TREATY, Made, Says, told

REGISTRY = Registry.load()
D = partial(date, 2024)
MONDAY, TUESDAY, WEDNESDAY = D(11, 11), D(11, 12), D(11, 13)
NOON = datetime(2024, 11, 20, 12, tzinfo=UTC)
#: An agreement that the registry does not have.
NEW = partial(Made, instrument=None, parties=("KEN", "FJI"), title="Defence Cooperation Agreement")


def proposed(*reports: Made, decisions: tuple[Decision, ...] = ()) -> Proposed:
    return proposals(told(*reports), Against(REGISTRY, decisions))


def ratified(
    on: date | tuple[date | None, date | None] | None, *sources: str, state: str = "PRK"
) -> Says:
    return Says("ratify", (state,), on, sources)


def decided(one: Proposal, verdict: Verdict, **more: object) -> Decision:
    found = Decision(
        id=ContentId(""),
        coder="rina",
        at=NOON,
        verdict=verdict,
        subject=one.id,
        proposed=one.step,
        step=one.step if verdict is Verdict.ACCEPT else None,
        instrument=one.instrument,
        evidence=tuple(each.claim for each in one.support),
    )
    return named(replace(found, **more))  # type: ignore[arg-type]


def days(found: Proposed) -> list[tuple[date | None, date | None]]:
    return [(x.step.when.start, x.step.when.end) for x in found.proposals if x.step]


def test_an_act_is_proposed_once_however_many_reports_tell_it() -> None:
    found = proposed(
        Made(TUESDAY, (ratified(MONDAY),)), Made(WEDNESDAY, (ratified(MONDAY),), outlet="AFP")
    )
    (one,) = found.proposals
    assert one.step is not None
    assert (one.step.act, one.step.state, one.step.when) == (Act.RATIFY, "PRK", Interval.on(MONDAY))
    assert [each.day for each in one.support] == [TUESDAY, WEDNESDAY]
    assert [each.teller for each in one.support] == ["Reuters", "AFP"]


def test_the_narrowest_days_win_and_the_wider_are_kept_under_them() -> None:
    found = proposed(
        Made(TUESDAY, (ratified(None),)),
        Made(WEDNESDAY, (ratified(MONDAY),)),
        Made(D(12, 1), (ratified((D(11, 1), D(11, 30))),)),
    )
    (one,) = found.proposals
    assert one.step is not None
    assert one.step.when == Interval.on(MONDAY)
    assert {(v.when.start, v.when.end) for v in one.versions} == {
        (None, TUESDAY),
        (D(11, 1), D(11, 30)),
    }
    assert {v.relation for v in one.versions} == {Relation.VAGUER}
    assert len(one.support) == 3


def test_a_step_is_known_from_the_day_on_which_its_own_days_were_told() -> None:
    (one,) = proposed(
        Made(TUESDAY, (ratified(None),)), Made(WEDNESDAY, (ratified(MONDAY),))
    ).proposals
    assert one.step is not None
    assert one.step.known_from == WEDNESDAY
    assert [e.reference for e in one.step.evidence] == [one.support[1].claim]


def test_days_that_shut_each_other_out_are_two_proposals_that_name_each_other() -> None:
    found = proposed(Made(WEDNESDAY, (ratified(MONDAY),)), Made(D(11, 14), (ratified(D(11, 9)),)))
    one, other = found.proposals
    for each, rival in ((one, other), (other, one)):
        (version,) = each.versions
        assert version.relation is Relation.SHUTS_OUT
        assert version.proposal == rival.id
        assert rival.step is not None
        assert version.when == rival.step.when


def test_days_so_vague_that_they_fit_both_support_both() -> None:
    found = proposed(
        Made(WEDNESDAY, (ratified(MONDAY),)),
        Made(D(11, 14), (ratified(D(11, 9)),)),
        Made(D(11, 15), (ratified(None),)),
    )
    assert [len(one.support) for one in found.proposals] == [2, 2]


def test_another_day_of_an_act_that_can_be_repeated_is_another_time() -> None:
    found = proposed(
        Made(WEDNESDAY, (Says("violate", ("PRK",), MONDAY),)),
        Made(WEDNESDAY, (Says("violate", ("PRK",), TUESDAY),), number=1),
    )
    assert {v.relation for one in found.proposals for v in one.versions} == {Relation.ANOTHER}


def test_each_state_and_each_act_stands_for_itself() -> None:
    found = proposed(
        Made(
            TUESDAY,
            (ratified(MONDAY), ratified(D(11, 9), state="RUS"), Says("sign", ("PRK",), D(6, 19))),
        )
    )
    acts = {(one.step.act, one.step.state) for one in found.proposals if one.step}
    assert acts == {(Act.RATIFY, "PRK"), (Act.RATIFY, "RUS"), (Act.SIGN, "PRK")}


def test_what_is_not_told_as_done_proposes_nothing_and_is_counted() -> None:
    found = proposed(
        Made(
            TUESDAY,
            (
                replace(ratified(None), modality=Modality.PLANNED),
                replace(ratified(MONDAY), section=LineKind.RELATED),
            ),
        )
    )
    assert not found.proposals
    assert len(found.unripe) == 2


def test_a_denial_stands_against_what_it_denies() -> None:
    denial = replace(ratified(None, "RUS"), modality=Modality.DENIED)
    (one,) = proposed(
        Made(TUESDAY, (ratified(MONDAY),)), Made(WEDNESDAY, (denial,), outlet="AFP")
    ).proposals
    assert [each.teller for each in one.against] == ["AFP"]


def test_what_is_only_denied_is_no_proposal_and_is_told_of() -> None:
    found = proposed(Made(TUESDAY, (replace(ratified(None), modality=Modality.DENIED),)))
    assert not found.proposals
    assert len(found.denied) == 1


def test_a_step_whose_claim_no_longer_stands_is_passed_over() -> None:
    whole = told(Made(TUESDAY, (ratified(MONDAY),)))
    closed = replace(whole, claims=tuple(replace(x, closed_at=NOON) for x in whole.claims))
    assert not proposals(closed, Against(REGISTRY)).proposals


# The registry ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("says", "agreement", "waits"),
    [
        (ratified(MONDAY), Agreement.AGREES, False),
        (ratified((D(11, 1), TUESDAY)), Agreement.AGREES, False),
        (ratified(D(11, 5)), Agreement.CONTRADICTS, True),
        (Says("suspend", ("PRK",), MONDAY), Agreement.NEW, True),
        (Says("exchange", ("PRK",), D(12, 4)), Agreement.AGREES, False),
        (Says("enter_into_force", (), D(12, 4)), Agreement.AGREES, False),
        (Says("enter_into_force", (), D(11, 20)), Agreement.CONTRADICTS, True),
    ],
)
def test_a_proposal_is_held_against_the_registry(
    says: Says, agreement: Agreement, *, waits: bool
) -> None:
    (one,) = proposed(Made(D(12, 10), (says,))).proposals
    assert one.recorded.agreement is agreement
    assert one.waits is waits


def test_narrower_days_than_the_registry_has_wait_for_a_coder() -> None:
    one = REGISTRY.instrument(TREATY)
    wide = replace(
        one,
        steps=tuple(
            replace(step, when=Interval(D(11, 1), D(11, 30))) if step.act is Act.RATIFY else step
            for step in one.steps
        ),
    )
    found = proposals(told(Made(TUESDAY, (ratified(MONDAY),))), Against(Registry([wide])))
    assert found.proposals[0].recorded.finer
    assert found.proposals[0].waits


def test_several_instruments_that_fit_are_named_and_none_is_chosen() -> None:
    fits = ("prk-rus-1961", "prk-rus-2000")
    found = proposed(Made(TUESDAY, (ratified(MONDAY),), instrument=None, candidates=fits))
    (one,) = found.proposals
    assert one.candidates == fits
    assert one.instrument is None


def test_an_agreement_that_the_registry_lacks_is_proposed_with_its_steps() -> None:
    found = proposed(NEW(D(3, 5), (Says("sign", ("KEN", "FJI"), D(3, 4)),)))
    new = next(one for one in found.proposals if one.instrument)
    assert new.instrument == NewInstrument(
        InstrumentId("fji-ken-2024"), ("FJI", "KEN"), "Defence Cooperation Agreement"
    )
    assert new.about == "unregistered-fji-ken"
    assert {one.about for one in found.proposals} == {"unregistered-fji-ken"}


def test_an_agreement_towards_which_nothing_was_done_is_not_proposed() -> None:
    plan = Says("sign", ("KEN", "FJI"), None, modality=Modality.PLANNED)
    found = proposed(NEW(D(3, 5), (plan,)))
    assert not found.proposals
    assert len(found.unripe) == 2


# Decisions ---------------------------------------------------------------------------


def test_a_decision_belongs_to_a_proposal_by_what_it_is_about() -> None:
    vague = Made(TUESDAY, (ratified(None),))
    (first,) = proposed(vague).proposals
    rejected = decided(first, Verdict.REJECT)
    (one,) = proposed(vague, Made(TUESDAY, (ratified(MONDAY),)), decisions=(rejected,)).proposals
    assert one.id != first.id
    assert one.decided == rejected


def test_a_rejected_proposal_is_renewed_by_an_independent_source_alone() -> None:
    first = Made(TUESDAY, (ratified(MONDAY, "KCNA"),))
    (one,) = proposed(first).proposals
    rejected = decided(one, Verdict.REJECT)
    again = Made(WEDNESDAY, (ratified(MONDAY, "PRK"),), outlet="AFP")  # the same voice
    apart = Made(WEDNESDAY, (ratified(MONDAY, "MNG"),), outlet="AFP")
    assert not proposed(first, again, decisions=(rejected,)).proposals[0].waits
    assert proposed(first, apart, decisions=(rejected,)).proposals[0].renewed


def test_a_copy_of_what_was_rejected_renews_nothing() -> None:
    first = Made(TUESDAY, (ratified(MONDAY),))
    copy = Made(WEDNESDAY, (ratified(MONDAY),), outlet="Antara")
    (one,) = proposed(first).proposals
    reports = told(first, copy)
    folded = {each.id: reports.documents[0].id for each in reports.documents}
    against = Against(REGISTRY, (decided(one, Verdict.REJECT),), folded)
    assert not proposals(reports, against).proposals[0].renewed


def test_what_was_accepted_vaguely_is_renewed_by_narrower_days() -> None:
    vague = Made(TUESDAY, (Says("suspend", ("PRK",), None),))
    (one,) = proposed(vague).proposals
    let_in = decided(one, Verdict.ACCEPT)
    exact = Made(WEDNESDAY, (Says("suspend", ("PRK",), MONDAY),))
    assert not proposed(vague, decisions=(let_in,)).proposals[0].waits
    assert proposed(vague, exact, decisions=(let_in,)).proposals[0].renewed


def test_blind_and_undone_decisions_and_notes_decide_nothing() -> None:
    report = Made(TUESDAY, (Says("suspend", ("PRK",), MONDAY),))
    (one,) = proposed(report).proposals
    blind = decided(one, Verdict.ACCEPT, blind=True)
    note = decided(one, Verdict.NOTE, note="see the law")
    taken = decided(one, Verdict.REJECT)
    undone = decided(one, Verdict.UNDO, undoes=taken.id)
    (found,) = proposed(report, decisions=(blind, note, taken, undone)).proposals
    assert found.decided is None
    assert not accepted((blind, note, taken, undone)).steps


def test_of_two_decisions_on_one_thing_the_later_counts() -> None:
    report = Made(TUESDAY, (Says("suspend", ("PRK",), MONDAY),))
    (one,) = proposed(report).proposals
    yes, no = decided(one, Verdict.ACCEPT), decided(one, Verdict.REJECT)
    assert not accepted((yes, no)).steps
    assert accepted((no, yes)).steps[TREATY][0].step == one.step


def test_an_accepted_instrument_gives_its_steps_its_name() -> None:
    report = NEW(D(3, 5), (Says("sign", ("KEN", "FJI"), D(3, 4)),))
    found = proposed(report).proposals
    new = next(one for one in found if one.instrument)
    name = InstrumentId("ken-fji-defence-2024")
    let_in = decided(
        new,
        Verdict.AMEND,
        instrument=NewInstrument(name, new.instrument.parties if new.instrument else ()),
    )
    early = [decided(one, Verdict.ACCEPT) for one in found if one.step]
    after = proposed(report, decisions=(let_in, *early)).proposals
    assert {one.about for one in after if one.step} == {name}
    assert all(one.decided for one in after)
    steps = accepted((*early, let_in)).steps
    assert {one.step.instrument for one in steps[name]} == {name}
    assert set(steps) == {name}


def test_before_its_day_was_told_an_accepted_act_is_known_by_the_wider_days() -> None:
    reports = (Made(TUESDAY, (ratified(None),)), Made(D(11, 14), (ratified(MONDAY),)))
    (one,) = proposed(*reports).proposals
    (let_in,) = accepted((decided(one, Verdict.ACCEPT),)).steps[TREATY]
    steps = told(*reports).steps
    assert as_known(let_in, steps, D(11, 14)) == (let_in.step,)
    (early,) = as_known(let_in, steps, WEDNESDAY)
    assert (early.when, early.known_from) == (Interval(None, TUESDAY), TUESDAY)
    assert as_known(let_in, steps, MONDAY) == ()


# Laws --------------------------------------------------------------------------------

_DAYS = st.one_of(
    st.none(),
    st.integers(1, 28).map(lambda day: D(11, day)),
    st.tuples(st.integers(1, 14), st.integers(0, 14)).map(
        lambda two: (D(11, two[0]), D(11, two[0] + two[1]))
    ),
)
_SAYS = st.builds(
    Says,
    act=st.sampled_from(["ratify", "sign", "suspend", "approve"]),
    states=st.sampled_from([("PRK",), ("RUS",), ("PRK", "RUS")]),
    on=_DAYS,
    sources=st.sampled_from([(), ("KCNA",), ("unnamed",), ("KOR",), ("TASS", "KOR")]),
    modality=st.sampled_from([Modality.ASSERTED, Modality.ASSERTED, Modality.DENIED]),
)
_REPORTS = st.lists(
    st.builds(
        Made,
        day=st.integers(1, 30).map(lambda day: D(11, day)),
        says=st.tuples(_SAYS),
        outlet=st.sampled_from(["Reuters", "AFP", "Antara"]),
        number=st.integers(0, 10**6),
    ),
    max_size=6,
    unique_by=lambda one: one.data,
)


@settings(max_examples=60, deadline=None)
@given(_REPORTS, st.randoms(use_true_random=False))
def test_what_is_proposed_does_not_depend_on_the_order_of_reports(
    reports: list[Made],
    random: object,
) -> None:
    whole = told(*reports)
    shuffled = {}
    for name in ("documents", "claims", "pacts", "steps"):
        rows = list(getattr(whole, name))
        random.shuffle(rows)  # type: ignore[attr-defined]
        shuffled[name] = tuple(rows)
    assert proposals(Told(**shuffled), Against(REGISTRY)) == proposals(whole, Against(REGISTRY))


@settings(max_examples=60, deadline=None)
@given(_REPORTS)
def test_nothing_told_is_dropped(reports: list[Made]) -> None:
    whole = told(*reports)
    found = proposals(whole, Against(REGISTRY))
    shown = {x.step for one in found.proposals for x in (*one.support, *one.against)}
    shown |= {x.step for x in (*found.unripe, *found.denied)}
    assert shown == {step.id for step in whole.steps}


@settings(max_examples=60, deadline=None)
@given(_REPORTS)
def test_proposals_of_one_act_never_overlap_and_names_are_their_own(reports: list[Made]) -> None:
    found = proposals(told(*reports), Against(REGISTRY)).proposals
    assert len({one.id for one in found}) == len(found)
    for one in found:
        for version in one.versions:
            assert one.step is not None
            meets = one.step.when.meets(version.when)
            assert meets is (version.relation is Relation.VAGUER)
