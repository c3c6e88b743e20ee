"""Agreement between coders is Krippendorff's alpha over what each decided unaware of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random  # noqa: TC003

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.assessment.agreement import (
    Coding,
    Unmeasured,
    agreement,
    agreement_by_pair,
    codings,
)
from foedera.claims.review import Decision, NewInstrument, Verdict, named
from foedera.dates import Interval
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.treaties import Act, Evidence, Step

NOON = datetime(2024, 11, 12, 12, tzinfo=UTC)
SIGNED = Step(
    InstrumentId("prk-rus-2024"), ActorId("PRK"), Act.SIGN, Interval.on(date(2024, 6, 19))
)
RATIFIED = replace(SIGNED, act=Act.RATIFY, when=Interval.on(date(2024, 11, 11)))


def coded(coder: str, values: str) -> list[Coding]:
    """Return what a coder chose for units 0, 1, 2 …; a full stop where nothing was chosen."""
    return [
        Coding(
            coder,
            ContentId(f"stp-{unit:02}"),
            Verdict.ACCEPT,
            value,
            ContentId(f"dec-{coder}-{unit}"),
        )
        for unit, value in enumerate(values)
        if value != "."
    ]


def decided(
    coder: str,
    verdict: Verdict = Verdict.ACCEPT,
    subject: str = "stp-a",
    minute: int = 0,
    **further: object,
) -> Decision:
    at = NOON + timedelta(minutes=minute)
    return named(
        Decision(ContentId(""), coder, at, verdict, ContentId(subject), proposed=SIGNED, **further)
    )


# Published examples: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).


def test_two_observers_and_two_values_as_published() -> None:
    told = agreement([*coded("Meg", "0100000010"), *coded("Owen", "1110010000")])
    assert told.contents.alpha == pytest.approx(0.095, abs=0.0005)
    assert told.contents.agreeing == pytest.approx(0.6)
    assert told.contents.units == told.contents.shared == 10


def test_two_observers_and_several_values_as_published() -> None:
    told = agreement([*coded("Ben", "aabbdcccedda"), *coded("Gerry", "babbbcccedd" + "d")])
    assert told.contents.alpha == pytest.approx(0.692, abs=0.0005)


def test_any_number_of_observers_with_values_missing_as_published() -> None:
    told = agreement(
        [
            *coded("A", "123321412..."),
            *coded("B", "1233224125.3"),
            *coded("C", ".33323422" + "51."),
            *coded("D", "12332441251."),
        ]
    )
    assert told.contents.alpha == pytest.approx(0.743, abs=0.0005)
    assert told.contents.units == 12
    assert told.contents.shared == 11
    assert told.contents.interval is not None
    low, high = told.contents.interval
    assert low < 0.743 < high


# Where there is none.


def test_one_coder_has_nobody_to_agree_with() -> None:
    told = agreement(coded("A", "0101"))
    assert told.contents.alpha is None
    assert told.contents.agreeing is None
    assert told.contents.unmeasured is Unmeasured.ONE_CODER
    assert agreement_by_pair(coded("A", "0101")) == ()


def test_coders_who_share_no_proposal_are_not_measured() -> None:
    told = agreement([*coded("A", "01.."), *coded("B", "..01")])
    assert told.contents.unmeasured is Unmeasured.NOTHING_SHARED
    assert told.contents.alpha is None


def test_where_all_chose_the_same_chance_cannot_be_told_apart() -> None:
    told = agreement([*coded("A", "000.1"), *coded("B", "0001.")])
    assert told.contents.unmeasured is Unmeasured.NO_VARIATION
    assert told.contents.alpha is None
    assert told.contents.agreeing == 1


def test_nobody_and_nothing_is_no_failure() -> None:
    assert agreement([]).contents.unmeasured is Unmeasured.ONE_CODER


# Laws.

SHEETS = st.lists(st.text("012.", min_size=8, max_size=8), min_size=2, max_size=4)


@given(SHEETS, st.randoms(use_true_random=False))
def test_the_order_of_coders_and_units_does_not_matter(sheets: list[str], chance: Random) -> None:
    all_coded = [one for n, values in enumerate(sheets) for one in coded(f"c{n}", values)]
    mixed = list(all_coded)
    chance.shuffle(mixed)
    assert agreement(mixed) == agreement(all_coded)


@given(SHEETS)
def test_another_name_for_a_value_changes_nothing(sheets: list[str]) -> None:
    told = [one for n, values in enumerate(sheets) for one in coded(f"c{n}", values)]
    renamed = [replace(one, value={"0": "z", "1": "m", "2": "b"}[one.value]) for one in told]
    first, second = agreement(told).contents, agreement(renamed).contents
    assert first.agreeing == second.agreeing
    assert first.unmeasured == second.unmeasured
    assert (first.alpha is None) or first.alpha == pytest.approx(second.alpha)


@given(st.text("012", min_size=2, max_size=12), st.integers(2, 4))
def test_agreement_throughout_is_one_where_anything_varies(values: str, coders: int) -> None:
    told = agreement([one for n in range(coders) for one in coded(f"c{n}", values)])
    if len(set(values)) > 1:
        assert told.contents.alpha == pytest.approx(1)
        assert told.contents.interval is None
    else:
        assert told.contents.unmeasured is Unmeasured.NO_VARIATION
    assert told.contents.agreeing == 1
    assert told.disagreements == ()


@given(SHEETS)
def test_alpha_never_passes_one_and_lies_within_no_empty_bounds(sheets: list[str]) -> None:
    told = agreement([one for n, values in enumerate(sheets) for one in coded(f"c{n}", values)])
    if told.contents.alpha is not None:
        assert told.contents.alpha <= 1
    if told.contents.interval is not None:
        assert told.contents.interval[0] < told.contents.interval[1] <= 1


# What counts as one coder's own judgement.


def test_who_decides_first_and_who_decides_blind_judge_for_themselves() -> None:
    first = decided("ana")
    seen = decided("budi", Verdict.REJECT, minute=1)
    blind = decided("citra", Verdict.REJECT, minute=2, blind=True)
    assert {one.coder for one in codings([first, seen, blind])} == {"ana", "citra"}


def test_a_blind_decision_shows_nobody_anything() -> None:
    blind = decided("ana", blind=True)
    later = decided("budi", Verdict.REJECT, minute=1)
    assert len(codings([blind, later])) == 2


def test_a_slip_undone_before_anybody_else_decided_does_not_count() -> None:
    slip = decided("ana", Verdict.REJECT)
    undoing = decided("ana", Verdict.UNDO, minute=1, undoes=slip.id)
    meant = decided("ana", minute=2)
    (coding,) = codings([slip, undoing, meant])
    assert coding.verdict is Verdict.ACCEPT
    assert codings([slip, undoing]) == ()


def test_what_is_taken_back_at_the_sight_of_another_still_was_the_coders_own() -> None:
    first = decided("ana", Verdict.REJECT)
    other = decided("budi", minute=1)
    undoing = decided("ana", Verdict.UNDO, minute=2, undoes=first.id)
    changed = decided("ana", minute=3)
    told = {one.coder: one.verdict for one in codings([first, other, undoing, changed])}
    assert told == {"ana": Verdict.REJECT}


def test_a_note_decides_nothing() -> None:
    assert codings([decided("ana", Verdict.NOTE, note="look again")]) == ()


def test_two_who_amend_alike_agree_and_two_who_amend_otherwise_do_not() -> None:
    told = [
        decided("ana", Verdict.AMEND, step=RATIFIED, blind=True),
        decided(
            "budi",
            Verdict.AMEND,
            minute=1,
            step=replace(RATIFIED, note="so says KCNA", evidence=(Evidence("KCNA"),)),
            blind=True,
        ),
        decided("ana", Verdict.AMEND, "stp-b", 2, step=RATIFIED, blind=True),
        decided(
            "budi", Verdict.AMEND, "stp-b", 3, step=replace(RATIFIED, organ="Duma"), blind=True
        ),
    ]
    found = agreement(codings(told))
    assert found.contents.agreeing == 0.5
    assert found.verdicts.agreeing == 1
    assert found.verdicts.unmeasured is Unmeasured.NO_VARIATION
    (apart,) = found.disagreements
    assert apart.subject == "stp-b"
    assert not apart.of_verdict


def test_an_amendment_that_changes_nothing_but_the_note_is_an_acceptance() -> None:
    same = decided("ana", Verdict.AMEND, step=replace(SIGNED, note="sic"), blind=True)
    (coding,) = codings([same])
    assert coding.value == "accept"


def test_new_instruments_amended_alike_agree_however_their_title_is_spelt() -> None:
    parties = (ActorId("PNG"), ActorId("AUS"))
    one = NewInstrument(InstrumentId("aus-png-2025"), parties, "Pukpuk")
    other = NewInstrument(InstrumentId("aus-png-2025"), parties[::-1], "Pukpuk Treaty")
    told = [
        decided("ana", Verdict.AMEND, instrument=one, blind=True),
        decided("budi", Verdict.AMEND, minute=1, instrument=other, blind=True),
    ]
    assert agreement(codings(told)).contents.agreeing == 1


def test_the_confusion_table_and_the_pairs_tell_who_said_what() -> None:
    told = [
        decided("ana", blind=True),
        decided("budi", Verdict.REJECT, minute=1, blind=True),
        decided("ana", subject="stp-b", minute=2, blind=True),
        decided("budi", subject="stp-b", minute=3, blind=True),
        decided("citra", subject="stp-b", minute=4, blind=True),
    ]
    pairs = agreement_by_pair(codings(told))
    assert [one.coders for one in pairs] == [("ana", "budi"), ("ana", "citra"), ("budi", "citra")]
    assert pairs[0].confusion == {
        (Verdict.ACCEPT, Verdict.ACCEPT): 1,
        (Verdict.ACCEPT, Verdict.REJECT): 1,
    }
    (apart,) = pairs[0].disagreements
    assert apart.of_verdict
    assert [(one.coder, one.verdict) for one in apart.codings] == [
        ("ana", Verdict.ACCEPT),
        ("budi", Verdict.REJECT),
    ]
    everyone = agreement(codings(told))
    assert sum(everyone.confusion.values()) == 4
