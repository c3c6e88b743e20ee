"""A coder goes through what reports propose; every decision is kept, and of two only one wins."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_for_review import desk, ledger_in, minute

from foedera.assessment.agreement import agreement, codings
from foedera.assessment.confidence import Level
from foedera.assessment.proposed import Relation
from foedera.claims.review import NewInstrument, Verdict
from foedera.dates import Interval
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.ledger import open_ledger
from foedera.ledger.errors import NotOnRecordError
from foedera.treaties import Act
from foedera.workspace.review.amending import Amendment, days_as_written, days_of
from foedera.workspace.review.decisions_file import lines_of, read_lines, replay
from foedera.workspace.review.docket import Wanted, newest
from foedera.workspace.review.errors import (
    DecidedMeanwhileError,
    NotYoursToUndoError,
    UnfittingAmendmentError,
    UnknownProposalError,
    UnreadableDaysError,
    UnusableCoderError,
)
from foedera.workspace.review.proposed_on_record import ProposedOnRecord
from foedera.workspace.review.reviewing import Reviewing, coder_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedera.assessment.proposed import Proposal
    from foedera.ledger import Ledger

PACT = InstrumentId("prk-rus-2024")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with ledger_in(tmp_path) as made:
        yield made


def sitting(ledger: Ledger, coder: str = "ana", *, blind: bool = False) -> Reviewing:
    return Reviewing(ledger, desk().registry, desk().catalogue, coder, blind=blind)


def ratified(reviewing: Reviewing, day: int) -> Proposal:
    """Return the proposal that North Korea ratified on a day of November 2024."""
    return next(
        one
        for one in reviewing.docket.proposals
        if one.step
        and (one.step.instrument, one.step.act, one.step.state) == (PACT, Act.RATIFY, "PRK")
        and one.step.when == Interval.on(date(2024, 11, day))
    )


def an_instrument(reviewing: Reviewing) -> Proposal:
    return next(one for one in reviewing.docket.proposals if one.instrument is not None)


# The queue and the page.


def test_the_queue_holds_what_waits_with_the_newest_independent_evidence_first(
    ledger: Ledger,
) -> None:
    queue = sitting(ledger).queue()
    days = [newest(one) for one in queue]
    assert all(one.waits for one in queue)
    assert days == sorted(days, reverse=True)
    assert days[0] == date(2025, 11, 2)


def test_who_repeats_himself_brings_no_new_evidence(ledger: Ledger) -> None:
    proposal = ratified(sitting(ledger), 11)
    first = proposal.support[0]
    again = replace(first, day=date(2025, 1, 1))
    other = replace(again, teller="TASS")
    assert newest(replace(proposal, support=(first, again))) == first.day
    assert newest(replace(proposal, support=(first, other))) == date(2025, 1, 1)
    assert newest(replace(proposal, support=(replace(first, day=None),))) is None


def test_the_queue_can_be_narrowed(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    everything = reviewing.queue()
    canada = reviewing.queue(Wanted(state=ActorId("CAN")))
    assert canada
    assert len(canada) < len(everything)
    assert all(one.about == PACT for one in reviewing.queue(Wanted(instrument=PACT)))
    assert reviewing.queue(Wanted(since=date(2025, 11, 3))) == ()
    sure = {one.confidence.overall for one in reviewing.queue(Wanted(confidence=Level.LOW))}
    assert sure <= {Level.LOW}


def test_a_page_shows_the_sentence_in_context_with_its_words_marked(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    page = reviewing.page(ratified(reviewing, 11).id)
    assert page.passage is not None
    assert page.passage.sentence.startswith("North Korea ratified")
    assert [one[:17] for one in page.passage.before] == ["North Korea ratif", "Leaders met again"]
    assert len(page.passage.after) == 2
    marked = {one.role: one.span.of(page.passage.sentence) for one in page.passage.marks}
    assert marked["act"] == "ratified"
    assert marked["when"] == "Monday"
    assert "KCNA" in marked["source"]


def test_copies_of_one_text_are_folded_under_it(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    page = reviewing.page(ratified(reviewing, 11).id)
    (exhibit,) = page.evidence
    assert len({exhibit.document.name, *(one.name for one in exhibit.copies)}) == 2
    assert exhibit.claim.claim.sources[0].actors


def test_versions_and_denials_stand_beside_what_is_proposed(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    page = reviewing.page(ratified(reviewing, 10).id)
    assert {one.document.name for one in page.evidence} == {"kremlin.txt"}
    assert [one.document.name for one in page.denials] == ["denial.txt"]
    (version,) = page.versions
    assert version.relation is Relation.SHUTS_OUT
    assert version.when == Interval.on(date(2024, 11, 11))
    assert page.confidence is not None
    assert page.recorded is not None


def test_one_who_decides_blind_is_shown_nothing_of_what_others_think(ledger: Ledger) -> None:
    open_to_all = sitting(ledger)
    subject = ratified(open_to_all, 10).id
    open_to_all.reject(subject, minute(0), note="the Duma, not the Presidium")
    page = sitting(ledger, "budi", blind=True).page(subject)
    assert page.blind
    assert (page.confidence, page.recorded, page.decisions) == (None, None, ())
    assert not page.renewed
    seen = sitting(ledger, "citra").page(subject)
    assert [one.note for one in seen.decisions] == ["the Duma, not the Presidium"]


def test_nothing_is_proposed_under_a_name_that_nobody_gave(ledger: Ledger) -> None:
    with pytest.raises(UnknownProposalError, match="prp-0"):
        sitting(ledger).page(ContentId("prp-0"))


# Deciding.


def test_accepting_keeps_who_when_what_and_on_what_evidence(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    proposal = ratified(reviewing, 10)
    made = reviewing.accept(proposal.id, minute(0))
    assert (made.coder, made.at, made.verdict) == ("ana", minute(0), Verdict.ACCEPT)
    assert made.step == made.proposed == proposal.step
    assert set(made.evidence) == {one.claim for one in proposal.support}
    assert ledger.decisions() == (made,)
    assert proposal.id not in {one.id for one in reviewing.queue()}
    assert reviewing.proposal(proposal.id).decided == made


def test_rejecting_an_instrument_tells_which_it_was(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    proposal = an_instrument(reviewing)
    made = reviewing.reject(proposal.id, minute(0))
    assert made.instrument == proposal.instrument
    assert not reviewing.proposal(proposal.id).waits


def test_an_amended_step_differs_only_where_it_was_amended(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    proposal = ratified(reviewing, 10)
    assert proposal.step is not None
    change = Amendment(act=Act.APPROVE, when=days_of("2024-11"), organ="State Duma")
    made = reviewing.amend(proposal.id, change, minute(0))
    month = Interval(date(2024, 11, 1), date(2024, 11, 30))
    assert made.verdict is Verdict.AMEND
    assert made.proposed == proposal.step
    assert made.step == replace(proposal.step, act=Act.APPROVE, when=month, organ="State Duma")
    same = reviewing.amend(proposal.id, Amendment(), minute(1))
    assert same.verdict is Verdict.ACCEPT


def test_an_amendment_that_fits_nothing_is_refused(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    step, instrument = ratified(reviewing, 10), an_instrument(reviewing)
    with pytest.raises(UnfittingAmendmentError):
        reviewing.amend(step.id, NewInstrument(InstrumentId("x"), ()), minute(0))
    with pytest.raises(UnfittingAmendmentError):
        reviewing.amend(instrument.id, Amendment(act=Act.SIGN), minute(0))
    assert ledger.decisions() == ()


def test_an_act_of_the_instrument_itself_has_no_state(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    subject = ratified(reviewing, 10).id
    made = reviewing.amend(subject, Amendment(act=Act.ENTER_INTO_FORCE), minute(0))
    assert made.step is not None
    assert made.step.state is None


def test_an_instrument_accepted_under_another_name_gives_it_to_its_steps(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    proposal = an_instrument(reviewing)
    assert proposal.instrument is not None
    name = InstrumentId("can-phl-forces-2025")
    made = reviewing.amend(proposal.id, replace(proposal.instrument, id=name), minute(0))
    assert made.verdict is Verdict.AMEND
    steps = [one for one in reviewing.queue() if one.about == name]
    assert steps
    assert not [one for one in reviewing.queue() if one.about == proposal.told_as]


def test_a_note_decides_nothing_and_is_seen_by_others(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    subject = ratified(reviewing, 10).id
    reviewing.note(subject, "  ask the desk  ", minute(0))
    assert reviewing.proposal(subject).waits
    page = sitting(ledger, "budi").page(subject)
    assert [one.note for one in page.decisions] == ["ask the desk"]


def test_any_own_decision_can_be_undone_and_stays_on_record(ledger: Ledger) -> None:
    reviewing = sitting(ledger)
    first, second = (one.id for one in reviewing.queue()[:2])
    made = reviewing.accept(first, minute(0))
    reviewing.reject(second, minute(1))
    undoing = reviewing.undo(made.id, minute(2))
    assert undoing.undoes == made.id
    assert reviewing.proposal(first).waits
    assert not reviewing.proposal(second).waits
    assert len(ledger.decisions()) == 3
    for wrong in (made.id, undoing.id):
        with pytest.raises(NotYoursToUndoError):
            reviewing.undo(wrong, minute(3))
    with pytest.raises(NotYoursToUndoError, match="ana took it"):
        sitting(ledger, "budi").undo(made.id, minute(3))
    with pytest.raises(NotOnRecordError):
        reviewing.undo(ContentId("dec-0"), minute(3))


def test_an_amendment_that_is_overruled_gives_back_the_act_it_had_become(tmp_path: Path) -> None:
    with ledger_in(tmp_path) as ledger:
        reviewing = sitting(ledger)
        signed = next(
            one.id
            for one in reviewing.docket.proposals
            if one.step and (one.step.act, one.step.state) == (Act.SIGN, "PRK")
        )
        change = Amendment(act=Act.SIGN, state=ActorId("RUS"), instrument=PACT)
        reviewing.amend(signed, change, minute(1))
        assert reviewing.docket.proposals
        reviewing.accept(signed, minute(2))
        anew = ProposedOnRecord(ledger, desk().registry, desk().catalogue).all()
        assert {one.id: one for one in reviewing.docket.proposals} == {one.id: one for one in anew}


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_what_is_kept_is_what_would_be_made_anew(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    with ledger_in(tmp_path_factory.mktemp("kept")) as ledger:
        reviewing = sitting(ledger)
        taken: list[ContentId] = []
        for number in range(data.draw(st.integers(1, 4))):
            proposal = data.draw(st.sampled_from(reviewing.docket.proposals))
            what = data.draw(st.sampled_from(["accept", "reject", "amend", "undo"]))
            if what == "accept":
                taken.append(reviewing.accept(proposal.id, minute(number)).id)
            elif what == "reject":
                taken.append(reviewing.reject(proposal.id, minute(number)).id)
            elif what == "undo" and taken:
                reviewing.undo(taken.pop(), minute(number))
            elif proposal.instrument is not None:
                other = replace(proposal.instrument, id=data.draw(st.sampled_from([PACT, "new"])))
                taken.append(reviewing.amend(proposal.id, other, minute(number)).id)
            elif proposal.step is not None:
                act = data.draw(st.sampled_from([Act.SIGN, Act.DEPOSIT, Act.EXCHANGE]))
                change = Amendment(act=act, state=ActorId("RUS"), instrument=PACT)
                taken.append(reviewing.amend(proposal.id, change, minute(number)).id)
        anew = ProposedOnRecord(ledger, desk().registry, desk().catalogue).all()
        assert {one.id: one for one in reviewing.docket.proposals} == {one.id: one for one in anew}


# Two coders.


def test_of_two_who_decide_at_once_the_first_wins_and_both_are_on_record(ledger: Ledger) -> None:
    first, second = sitting(ledger), sitting(ledger, "budi")
    subject = ratified(first, 10).id
    seen = [one.page(subject).seen for one in (first, second)]
    won = first.reject(subject, minute(0), seen=seen[0])
    with pytest.raises(DecidedMeanwhileError) as raised:
        second.accept(subject, minute(1), seen=seen[1])
    assert raised.value.theirs == won
    assert raised.value.mine.verdict is Verdict.ACCEPT
    assert raised.value.kept
    assert "ana decided" in str(raised.value)
    log = ledger.decisions()
    assert [(one.coder, one.verdict, one.blind) for one in log] == [
        ("ana", Verdict.REJECT, False),
        ("budi", Verdict.ACCEPT, True),
    ]
    assert second.proposal(subject).decided == won
    assert len(codings(log)) == 2
    second.accept(subject, minute(2), seen=second.page(subject).seen)
    assert second.proposal(subject).decided == ledger.decisions()[-1]


def test_one_who_had_seen_the_others_decision_is_not_kept_as_blind(ledger: Ledger) -> None:
    first, second = sitting(ledger), sitting(ledger, "budi")
    subject = ratified(first, 10).id
    first.reject(subject, minute(0))
    seen = second.page(subject).seen
    first.accept(subject, minute(1))
    with pytest.raises(DecidedMeanwhileError) as raised:
        second.reject(subject, minute(2), seen=seen)
    assert not raised.value.kept
    assert len(ledger.decisions()) == 2


def test_blind_decisions_and_those_of_one_coder_never_stand_in_the_way(ledger: Ledger) -> None:
    mine, blind = sitting(ledger), sitting(ledger, "budi", blind=True)
    subject = ratified(mine, 10).id
    seen = mine.page(subject).seen
    blind.reject(subject, minute(0), seen=blind.page(subject).seen)
    mine.accept(subject, minute(1), seen=seen)
    mine.reject(subject, minute(2), seen=seen)
    sitting(ledger, "citra", blind=True).accept(subject, minute(3), seen=seen)
    assert len(ledger.decisions()) == 4


def test_races_have_one_winner_each(ledger: Ledger) -> None:
    """Let two coders decide one proposal at the same time, over and over."""
    address = ledger.address
    subject = ratified(sitting(ledger), 10).id
    start = threading.Barrier(2)
    lost: list[DecidedMeanwhileError] = []

    def race(coder: str, after: int) -> None:
        with open_ledger(address) as own:
            reviewing = sitting(own, coder)
            for number in range(20):
                seen = reviewing.page(subject).seen
                start.wait()
                try:
                    reviewing.accept(subject, minute(after + number), seen=seen)
                except DecidedMeanwhileError as error:
                    lost.append(error)
                start.wait()

    threads = [threading.Thread(target=race, args=one) for one in (("ana", 0), ("budi", 1))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    won = [one for one in ledger.decisions() if not one.blind]
    assert len(won) == len(lost) == 20


def test_a_coder_sees_what_others_decided_otherwise(ledger: Ledger) -> None:
    mine, theirs = sitting(ledger), sitting(ledger, "budi")
    first, second, third = [one.id for one in mine.queue() if one.step][:3]
    for subject in (first, second, third):
        mine.accept(subject, minute(0))
    sitting(ledger, "citra", blind=True).reject(third, minute(1))
    theirs.accept(second, minute(2))
    last = theirs.reject(first, minute(3))
    (correction,) = mine.corrected()
    assert correction.theirs == last
    assert correction.mine.subject == first
    assert theirs.corrected() == ()
    theirs.undo(last.id, minute(4))
    assert mine.corrected() == ()


# Blind second coding.


def test_a_second_coder_gets_a_sample_of_what_others_decided(ledger: Ledger) -> None:
    mine = sitting(ledger)
    subjects = [one.id for one in mine.queue() if one.step]
    for number, subject in enumerate(subjects[:-1]):
        mine.accept(subject, minute(number))
    second = sitting(ledger, "budi", blind=True)
    sample = [one.id for one in second.blind_queue(0.5, seed=1)]
    assert sample == [one.id for one in sitting(ledger, "citra").blind_queue(0.5, seed=1)]
    assert {one.id for one in second.blind_queue(1, seed=1)} == set(subjects[:-1])
    assert second.blind_queue(0, seed=1) == ()
    assert mine.blind_queue(1, seed=1) == ()
    samples = {tuple(one.id for one in second.blind_queue(0.5, seed=seed)) for seed in range(20)}
    assert len(samples) > 1
    second.reject(subjects[0], minute(30))
    assert subjects[0] not in {one.id for one in second.blind_queue(1, seed=1)}
    assert subjects[0] not in {one.id for one in second.queue()}
    assert mine.proposal(subjects[0]).decided is not None
    assert len(agreement(codings(ledger.decisions())).disagreements) == 1


# Another ledger.


def test_decisions_replay_on_another_ledger_with_who_and_when(
    ledger: Ledger, tmp_path: Path
) -> None:
    mine = sitting(ledger)
    proposal = ratified(mine, 10)
    made = mine.accept(proposal.id, minute(0))
    mine.undo(made.id, minute(1))
    mine.reject(an_instrument(mine).id, minute(2))
    file = tmp_path / "decisions.jsonl"
    file.write_bytes(b"".join(lines_of(ledger.decisions())))
    (tmp_path / "other").mkdir()
    with ledger_in(tmp_path / "other") as other:
        for new in (3, 0):
            with file.open("rb") as opened:
                done = replay(other, read_lines(opened, file.name), minute(60))
            assert (done.read, done.new, done.known) == (3, new, 3 - new)
        assert other.decisions() == ledger.decisions()
        assert not sitting(other).proposal(an_instrument(mine).id).waits


# Small words.


@pytest.mark.parametrize("wrong", ["", "  ", "a" * 81, "ana\nbudi", "\x1b[31mana", None])
def test_a_coder_needs_a_name_that_can_be_printed(wrong: str | None) -> None:
    with pytest.raises(UnusableCoderError, match="FOEDERA_CODER"):
        coder_name(wrong)


def test_a_name_is_the_same_however_it_is_typed() -> None:
    assert coder_name(" Zoe\u0308  Q ") == coder_name("Zo\u00eb Q")


@pytest.mark.parametrize(
    "written", ["2024", "2024-11", "2024-02", "2024-11-12", "..", "..2024-11-12"]
)
def test_days_are_read_as_they_are_written(written: str) -> None:
    assert days_as_written(days_of(written)) == written


@given(st.dates(), st.dates(), st.booleans(), st.booleans())
def test_days_written_are_read_back(one: date, other: date, since: bool, by: bool) -> None:  # noqa: FBT001 - drawn
    start, end = sorted((one, other))
    when = Interval(start if since else None, end if by else None)
    assert days_of(days_as_written(when)) == when


@pytest.mark.parametrize("wrong", ["", "soon", "2024-13", "2024-11-12..2024-11-01", "1" * 65])
def test_days_written_otherwise_are_refused_with_what_to_write(wrong: str) -> None:
    with pytest.raises(UnreadableDaysError, match="2024-11"):
        days_of(wrong)
