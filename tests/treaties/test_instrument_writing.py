"""Steps written into registry files: read back they are there, and nothing else has changed."""

from __future__ import annotations

import difflib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.dates import Interval
from foedera.identifiers import ActorId, InstrumentId
from foedera.resources import DATA, read_record, records
from foedera.treaties import Act, Instrument, Registry, Step, instrument_of
from foedera.treaties.errors import UnwritableEntryError
from foedera.treaties.instrument import SourceCited
from foedera.treaties.instrument_writing import entries, quoted, row_of, scalar, with_entries
from foedera.treaties.steps import Ground

PATHS = sorted(path for path, _ in records("treaties"))
FIRST = date(1900, 1, 1)
#: Whatever a person or a report may write, on one line or several.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1
).filter(str.strip)


def text_of(path: str) -> str:
    return DATA.joinpath(path).read_bytes().decode("utf-8")


def read(text: str, path: str) -> Instrument:
    return instrument_of(read_record(text, path), path)


_DAYS = st.dates(date(1900, 1, 1), date(2030, 12, 31))
_WHEN = st.one_of(
    _DAYS.map(Interval.on),
    st.tuples(_DAYS, st.integers(1, 800)).map(
        lambda two: Interval(two[0], two[0] + timedelta(days=two[1]))
    ),
    _DAYS.map(lambda day: Interval(None, day)),
    _DAYS.map(lambda day: Interval(day, None)),
    st.integers(1900, 2030).map(lambda year: Interval(date(year, 1, 1), date(year, 12, 31))),
    st.just(Interval(date(2024, 2, 1), date(2024, 2, 29))),
    st.just(Interval(None, None)),
)
_STEPS = st.builds(
    Step,
    instrument=st.just(InstrumentId("any")),
    state=st.sampled_from([None, ActorId("PRK"), ActorId("RUS"), ActorId("NOR")]),
    act=st.sampled_from(Act),
    when=_WHEN,
    known_from=st.none() | _DAYS,
    place=st.none() | TEXTS,
    organ=st.none() | TEXTS,
    effective=st.booleans(),
    note=st.none() | TEXTS,
    ground=st.none() | st.sampled_from(Ground),
    toward=st.none() | st.just(ActorId("NOR")),
    ad_referendum=st.booleans(),
)


def plain(step: Step, instrument: InstrumentId) -> Step:
    """Return a step as its row has it: the day it is known from is left out where it is plain."""
    known = None if step.known_from == step.when.end else step.known_from
    return replace(step, instrument=instrument, known_from=known)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PATHS), st.lists(_STEPS, min_size=1, max_size=3), TEXTS, TEXTS)
def test_a_written_step_is_read_back_and_nothing_else_has_changed(
    path: str, steps: list[Step], cite: str, supports: str
) -> None:
    before = text_of(path)
    was = read(before, path)
    source = SourceCited(cite, "https://example.org/a?b=1#c", supports, date(2025, 1, 2))
    rows = entries((step, ("new-source",)) for step in steps)
    after = with_entries(before, rows, {"new-source": source}, path)
    now = read(after, path)
    assert now.sources == {**was.sources, "new-source": source}
    old = [replace(step, evidence=()) for step in was.steps]
    new = [replace(step, evidence=()) for step in now.steps]
    kept = list(new)
    for step in {plain(one, was.id) for one in steps}:
        kept.remove(step)
    assert kept == old
    assert replace(now, steps=(), sources={}) == replace(was, steps=(), sources={})
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    assert not [line for line in lines if line.startswith("- ")]  # lines are put in, none taken


@pytest.mark.parametrize("path", PATHS)
def test_a_step_can_be_written_into_every_file(path: str) -> None:
    before = text_of(path)
    was = read(before, path)
    step = Step(was.id, None, Act.OCCUR, Interval.on(date(2031, 1, 1)))
    after = with_entries(before, entries([(step, ("made",))]), {"made": _source()}, path)
    now = read(after, path)
    assert set(now.steps) - set(was.steps) == {replace(now.steps[-1])}
    assert len(now.steps) == len(was.steps) + 1


def _source() -> SourceCited:
    return SourceCited("Made", None, "a step", None)


def test_steps_that_differ_in_their_states_alone_stand_in_one_row() -> None:
    step = Step(InstrumentId("x"), ActorId("RUS"), Act.SIGN, Interval.on(date(2024, 6, 19)))
    (row,) = entries([(step, ("tass",)), (replace(step, state=ActorId("PRK")), ("tass",))])
    assert row_of(row) == "{act: sign, states: [PRK, RUS], date: 2024-06-19, sources: [tass]}"


def test_days_are_written_as_exactly_as_they_are_known() -> None:
    step = Step(InstrumentId("x"), ActorId("RUS"), Act.SIGN, Interval(None, None))
    between = "not_before: 2024-06-02, not_after: 2024-06-19"
    told = {
        Interval(date(2024, 6, 1), date(2024, 6, 30)): "date: 2024-06",
        Interval(date(2024, 1, 1), date(2024, 12, 31)): "date: 2024",
        Interval(None, date(2024, 6, 19)): "not_after: 2024-06-19",
        Interval(date(2024, 6, 2), date(2024, 6, 19)): between,
    }
    for when, written in told.items():
        (row,) = entries([(replace(step, when=when), ("tass",))])
        assert f"states: [RUS], {written}, sources" in row_of(row)


def test_a_step_is_put_in_order_of_days_and_comments_stay_where_they_are() -> None:
    text = """\
id: aaa-bbb-2000
steps:
  # the first
  - {act: sign, states: [PRK], date: 2000-01-02, sources: [a]}  # in Pyongyang
  # the last
  - act: ratify
    states: [PRK]
    date: 2000-03-04
    sources: [a]

sources:
  a: {cite: A, supports: all}
# the end
"""
    step = Step(InstrumentId("x"), ActorId("RUS"), Act.SIGN, Interval.on(date(2000, 2, 1)))
    late = replace(step, act=Act.RATIFY, when=Interval.on(date(2001, 1, 1)))
    after = with_entries(
        text, entries([(step, ("a",)), (late, ("b",))]), {"b": _source()}, "x.yaml"
    )
    assert after == text.replace(
        "# in Pyongyang\n",
        "# in Pyongyang\n  - {act: sign, states: [RUS], date: 2000-02-01, sources: [a]}\n",
    ).replace(
        "    sources: [a]\n",
        "    sources: [a]\n  - {act: ratify, states: [RUS], date: 2001-01-01, sources: [b]}\n",
    ).replace(
        "supports: all}\n",
        'supports: all}\n  b: {cite: "Made", supports: "a step"}\n',
    )


@pytest.mark.parametrize("ending", ["", "\r\n"])
def test_the_ends_of_lines_stay_as_they_are(ending: str) -> None:
    text = "steps:\n  - {act: sign, sources: [a]}\nsources:\n  a: {cite: A, supports: all}"
    text = text.replace("\n", ending) if ending else text
    step = Step(InstrumentId("x"), None, Act.OCCUR, Interval(None, None))
    after = with_entries(text, entries([(step, ("b",))]), {"b": _source()}, "x.yaml")
    wanted = ending or "\n"
    assert after.count(wanted) == 6
    assert after.count("\n") == 6
    assert after.endswith(f'  b: {{cite: "Made", supports: "a step"}}{wanted}')


@pytest.mark.parametrize(
    "text",
    [
        "- a\n- b\n",
        "steps: [{act: sign, sources: [a]}]\nsources:\n  a: {cite: A, supports: all}\n",
        "steps:\n  - {act: sign, sources: [a]}\nsources: {a: {cite: A, supports: all}}\n",
        "steps:\n  - {act: sign, sources: [a]}\n",
    ],
)
def test_a_file_of_another_layout_is_refused_and_nothing_written(text: str) -> None:
    step = Step(InstrumentId("x"), None, Act.OCCUR, Interval(None, None))
    with pytest.raises(UnwritableEntryError, match=r"x\.yaml"):
        with_entries(text, entries([(step, ("b",))]), {"b": _source()}, "x.yaml")


@given(TEXTS)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    written = f"[{scalar(text)}, {quoted(text)}]"
    assert "\n" not in written
    assert read_record(written) == [text, text]


def test_the_registry_is_as_it_was() -> None:
    assert len(Registry.load().cards) == len(PATHS)
