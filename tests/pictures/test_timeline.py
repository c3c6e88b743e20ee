"""Lanes of time: every moment with a day drawn once, dates known in part as bars."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.actors.catalogue import Catalogue
from foedera.pictures.lanes import Kind, Lane, Moment, Spell
from foedera.pictures.movements import Manner
from foedera.pictures.scale import Scale
from foedera.pictures.timeline import shown, timeline_picture
from foedera.wording import FILES, Words

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("en", Catalogue.load(), (*FILES, "wording/web-pictures.yaml"))
FIRST, LAST = date(2020, 1, 1), date(2024, 12, 31)
days = st.dates(date(2018, 1, 1), date(2026, 12, 31))


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    start = draw(st.none() | days)
    end = draw(st.none() | days)
    if start and end and start > end:
        start, end = end, start
    key = draw(st.text(max_size=6))
    what = draw(st.text(max_size=20))
    kind, manner = draw(st.sampled_from(Kind)), draw(st.sampled_from(Manner))
    return Moment(
        key, start, end, kind, what, "then", manner, draw(st.integers(1, 99)), f"/x?{key}"
    )


lanes = st.builds(
    Lane,
    key=st.text(max_size=6),
    label=st.text(min_size=1, max_size=60),
    address=st.sampled_from(("", "/en/treaties/x")),
    moments=st.lists(moments(), max_size=8).map(tuple),
)


def marks_of(svg: str) -> list[ET.Element]:
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    return [one for one in root.iter(f"{SVG}a") if one.get("id") is not None]


@given(held=st.lists(lanes, max_size=5), title=st.text(max_size=30))
@settings(max_examples=30, deadline=None)
def test_every_moment_of_the_days_shown_is_one_mark(held: list[Lane], title: str) -> None:
    svg = timeline_picture(held, (FIRST, LAST), LAST, (title, "beneath"), WORDS)
    svg.encode()
    wanted = [one for lane in held for one in lane.moments if shown(one, (FIRST, LAST))]
    assert len(marks_of(svg)) == len(wanted)
    assert svg == timeline_picture(held, (FIRST, LAST), LAST, (title, "beneath"), WORDS)


def test_a_date_known_in_part_is_a_bar_over_all_days_it_may_be() -> None:
    part = Moment(
        "p", date(2021, 1, 1), date(2021, 12, 31), Kind.STEP, "signs", "2021", address="/"
    )
    whole = Moment("w", date(2022, 1, 1), date(2022, 1, 1), Kind.STEP, "signs", "then", address="/")
    open_ended = Moment("o", date(2023, 1, 1), None, Kind.CLAIM, "signs", "since", address="/")
    lane = Lane("x", "X", moments=(part, whole, open_ended))
    svg = timeline_picture([lane], (FIRST, LAST), LAST, ("t", "b"), WORDS)
    bar, diamond, runs_on = marks_of(svg)
    width = float(next(bar.iter(f"{SVG}rect")).get("width", ""))
    year = Scale((FIRST.toordinal(), LAST.toordinal()), (262, 976))
    assert abs(width - (year.place(date(2021, 12, 31)) - year.place(date(2021, 1, 1)))) < 1
    assert list(diamond.iter(f"{SVG}polygon"))
    rect = next(runs_on.iter(f"{SVG}rect"))
    assert float(rect.get("x", "")) + float(rect.get("width", "")) == 976


def test_marks_of_one_day_do_not_lie_on_one_another() -> None:
    same = [
        Moment(
            str(n), FIRST + timedelta(300), FIRST + timedelta(300), Kind.STEP, "a", "b", address="/"
        )
        for n in range(3)
    ]
    svg = timeline_picture(
        [Lane("x", "X", moments=tuple(same))], (FIRST, LAST), LAST, ("t", "b"), WORDS
    )
    places = {next(one.iter(f"{SVG}polygon")).get("points") for one in marks_of(svg)}
    assert len(places) == 3


def test_what_a_treaty_was_is_told_where_it_is_pointed_at() -> None:
    spell = Spell(date(2021, 5, 1), None, "in force", "in force")
    svg = timeline_picture(
        [Lane("x", "X", spells=(spell,))], (FIRST, LAST), LAST, ("t", "b"), WORDS
    )
    assert "in force, 1 May 2021" in svg


@given(one=days, other=days)
def test_places_on_a_scale_go_with_the_days(one: date, other: date) -> None:
    scale = Scale((FIRST.toordinal(), LAST.toordinal()), (0, 100))
    first, second = sorted((one, other))
    assert 0 <= scale.place(first) <= scale.place(second) <= 100
