"""Decisions are written as JSON Lines, and what is altered there is found before any is kept."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.claims.review import Decision, NewInstrument, Verdict, named
from foedera.dates import Interval
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.treaties import Act, Step
from foedera.workspace.review.decisions_file import LONGEST_LINE, lines_of, read_lines
from foedera.workspace.review.errors import AlteredDecisionsError, LargeDecisionsError

if TYPE_CHECKING:
    from collections.abc import Sequence

NOON = datetime(2024, 11, 12, 12, tzinfo=UTC)
STEP = Step(
    InstrumentId("prk-rus-2024"),
    ActorId("PRK"),
    Act.RATIFY,
    Interval(None, date(2024, 11, 11)),
    effective=False,
)


def taken() -> tuple[Decision, ...]:
    """Return one decision of every kind."""

    def one(minute: int, verdict: Verdict, **further: object) -> Decision:
        at = NOON + timedelta(minutes=minute)
        made = Decision(ContentId(""), "ana", at, verdict, ContentId(f"prp-{minute}"))
        return named(replace(made, **further))

    first = one(0, Verdict.ACCEPT, proposed=STEP, step=STEP, evidence=(ContentId("clm-1"),))
    treaty = NewInstrument(InstrumentId("aus-png-2025"), (ActorId("AUS"), ActorId("PNG")), "Pukpuk")
    return (
        first,
        one(1, Verdict.REJECT, proposed=STEP, blind=True),
        one(2, Verdict.AMEND, proposed=STEP, step=replace(STEP, organ="Presidium – “SPA”")),
        one(3, Verdict.ACCEPT, instrument=treaty),
        one(4, Verdict.NOTE, note="siapa\u2028yang\nmenandatangani?"),
        one(5, Verdict.UNDO, undoes=first.id),
    )


def read(lines: Sequence[bytes]) -> tuple[Decision, ...]:
    return read_lines(io.BytesIO(b"".join(lines)), "decisions.jsonl")


def refused(lines: Sequence[bytes]) -> AlteredDecisionsError:
    with pytest.raises(AlteredDecisionsError) as raised:
        read(lines)
    return raised.value


def test_what_is_written_is_read_back_and_written_the_same() -> None:
    lines = list(lines_of(taken()))
    assert read(lines) == taken()
    assert list(lines_of(read(lines))) == lines
    assert list(lines_of(())) == []
    assert read([]) == ()


def test_each_line_holds_the_whole_decision_and_can_be_read_by_anybody() -> None:
    told = [json.loads(line) for line in lines_of(taken())]
    assert [one["number"] for one in told] == [1, 2, 3, 4, 5, 6]
    assert {one["of"] for one in told} == {6}
    assert told[0]["coder"] == "ana"
    assert told[0]["at"] == "2024-11-12T12:00:00Z"
    assert told[0]["step"]["effective"] is False
    assert told[0]["evidence"] == ["clm-1"]
    assert len({one["chain"] for one in told}) == 6


def test_the_same_line_spaced_and_ordered_otherwise_is_the_same() -> None:
    told = [json.loads(line) for line in lines_of(taken())]
    spaced = [json.dumps(dict(reversed(one.items()))).encode() + b"\n" for one in told]
    assert read(spaced) == taken()


@given(st.integers(0, 5), st.data())
def test_an_altered_byte_is_found_with_the_number_of_its_line(
    number: int, data: st.DataObject
) -> None:
    lines = list(lines_of(taken()))
    place = data.draw(st.integers(0, len(lines[number]) - 2))
    put = data.draw(st.binary(min_size=1, max_size=1).filter(lambda one: one not in b"\n \t\r"))
    line = lines[number][:place] + put + lines[number][place + 1 :]
    if line == lines[number]:
        return
    lines[number] = line
    error = refused(lines)
    assert error.line == number + 1
    assert "decisions.jsonl" in str(error)


def test_another_verdict_is_told_from_the_one_decided() -> None:
    lines = list(lines_of(taken()))
    lines[1] = lines[1].replace(b'"reject"', b'"accept"')
    assert refused(lines).line == 2


def test_a_line_forged_with_its_own_name_breaks_the_chain() -> None:
    forged = named(replace(taken()[1], coder="budi"))
    lines = list(lines_of(taken()))
    told = json.loads(lines[1])
    told |= {"coder": "budi", "id": forged.id}
    lines[1] = json.dumps(told).encode() + b"\n"
    assert "follow" in refused(lines).what


@pytest.mark.parametrize(
    ("kept", "line"), [((1, 2, 3, 4, 5), 1), ((0, 1, 3, 4, 5), 3), ((0, 2, 1, 3, 4, 5), 2)]
)
def test_a_line_left_out_or_moved_is_found(kept: Sequence[int], line: int) -> None:
    lines = list(lines_of(taken()))
    assert refused([lines[n] for n in kept]).line == line


def test_a_file_that_breaks_off_is_found() -> None:
    lines = list(lines_of(taken()))
    assert "should be 6 lines" in refused(lines[:4]).what
    assert refused([*lines[:4], lines[4][:-20]]).line == 5
    assert refused([*lines, lines[5]]).line == 7


def test_what_no_decision_holds_is_refused_rather_than_dropped() -> None:
    lines = list(lines_of(taken()))
    told = json.loads(lines[0])
    told["step"]["certain"] = True
    assert refused([json.dumps(told).encode() + b"\n"]).line == 1
    doubled = lines[0].replace(b'"coder":"ana"', b'"coder":"budi","coder":"ana"')
    assert "twice" in refused([doubled]).what


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": Verdict.UNDO},
        {"undoes": ContentId("dec-1")},
        {"step": None},
        {"instrument": NewInstrument(InstrumentId("x"), ())},
        {"at": datetime(2024, 11, 12, 12)},  # noqa: DTZ001 - what is refused
    ],
)
def test_a_decision_that_nobody_can_have_taken_is_refused(wrong: dict[str, object]) -> None:
    made = named(replace(taken()[0], **wrong))
    assert refused(list(lines_of([made]))).line == 1


def test_bombs_are_refused() -> None:
    deep = b'{"step":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    assert "deeply" in refused([deep]).what
    assert refused([b"[1]\n"]).line == 1
    assert refused([b"\xff\xfe{\n"]).line == 1
    assert refused([b'{"at":1e999,"id":NaN}\n']).line == 1
    with pytest.raises(LargeDecisionsError):
        read([b'{"note":"' + b"a" * LONGEST_LINE + b'"}\n'])
