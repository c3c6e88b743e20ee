"""The map: every mark drawn once, told apart without colour, harmless whatever reports say."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.actors.catalogue import Catalogue
from foedera.pictures.errors import MalformedWorldError
from foedera.pictures.map import map_picture, placed
from foedera.pictures.movements import Layer, Manner, Movement
from foedera.pictures.world import Place, World, world_of
from foedera.wording import FILES, Words

SVG = "{http://www.w3.org/2000/svg}"
WORLD = World(
    1,
    "somebody <b>",
    400,
    200,
    {
        "PRK": Place((300, 60), "M290 50l20 0l0 20l-20 0z"),
        "RUS": Place((200, 40), "M100 20l200 0l0 30l-200 0z"),
        "UKR": Place((150, 70), "M140 60l20 0l0 20l-20 0z"),
        "SGP": Place((310, 120), "M309 119l2 0l0 2z", dot=True),
        "SUN": Place((160, 40), dot=True),
    },
)
WORDS = {
    language: Words(language, Catalogue.load(), (*FILES, "wording/web-pictures.yaml"))
    for language in ("en", "id")
}
actors = st.sampled_from(("", "PRK", "RUS", "UKR", "SGP", "SUN", "NATO", "unnamed")) | st.text(
    max_size=12
)
movements = st.builds(
    Movement,
    layer=st.sampled_from(Layer),
    manner=st.sampled_from(Manner),
    one=actors,
    other=actors,
    claims=st.integers(1, 5000),
    reports=st.integers(1, 5000),
    instruments=st.lists(st.text(max_size=8), max_size=2).map(tuple),
    address=st.text(max_size=30).map(lambda end: f"/en/map/claims?{end}"),
)


def picture(marks: list[Movement], language: str = "en", title: str = "Map") -> str:
    states = ("PRK", "RUS", "UKR", "SGP")
    return map_picture(WORLD, marks, states, (title, "beneath"), WORDS[language])


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own picture


@given(marks=st.lists(movements, max_size=12), title=st.text(max_size=40))
@settings(max_examples=30, deadline=None)
def test_each_movement_with_a_place_is_one_mark_and_nothing_breaks_out(
    marks: list[Movement], title: str
) -> None:
    svg = picture(marks, title=title)
    svg.encode()
    root = parsed(svg)
    drawn, nowhere = placed(marks, WORLD)
    found = list(root.iter(f"{SVG}a"))
    assert len(found) == len(drawn)
    assert len(drawn) + len(nowhere) == len(marks)
    assert all(one.get("aria-label") for one in found)
    known = {
        "clipPath",
        "svg",
        "title",
        "desc",
        "defs",
        "pattern",
        "rect",
        "g",
        "path",
        "circle",
        "polygon",
    }
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= known | {"a", "line", "text"}
    names = {name for one in root.iter() for name in one.attrib}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    assert svg == picture(marks, title=title)


def test_manners_are_told_apart_by_their_pattern() -> None:
    patterns = {}
    for manner in Manner:
        one = Movement(Layer.DEPLOYMENT, manner, "PRK", "RUS", 1, 1, address="/x")
        (mark,) = parsed(picture([one])).iter(f"{SVG}a")
        lines = [each for each in mark.iter(f"{SVG}path") if "pic-line" in each.get("class", "")]
        patterns[manner] = (lines[0].get("stroke-dasharray"), len(lines))
    assert len(set(patterns.values())) == len(Manner)


def test_layers_are_told_apart_by_their_heads() -> None:
    heads = set()
    for layer in Layer:
        one = Movement(layer, Manner.ASSERTED, "PRK", "RUS", 1, 1, address="/x")
        (mark,) = parsed(picture([one])).iter(f"{SVG}a")
        shapes = [each.tag for each in mark if each.tag != f"{SVG}title"]
        heads.add(tuple(shapes))
    assert len(heads) == len(Layer)


def test_what_begins_or_ends_nowhere_is_a_ring_about_its_other_end() -> None:
    for one, other in (("", "UKR"), ("NATO", "UKR"), ("UKR", ""), ("UKR", "UKR")):
        mark = Movement(Layer.STRIKE, Manner.ASSERTED, one, other, 1, 1, address="/x")
        (found,) = parsed(picture([mark])).iter(f"{SVG}a")
        (ring,) = found.iter(f"{SVG}circle")
        assert (ring.get("cx"), ring.get("cy")) == ("150.0", "70.0")


def test_a_state_of_another_time_is_drawn_only_where_it_takes_part() -> None:
    def dots(states: tuple[str, ...]) -> int:
        mark = Movement(Layer.PACT, Manner.ASSERTED, "SUN", "PRK", instruments=("x",), address="/x")
        svg = map_picture(WORLD, [mark], states, ("t", "b"), WORDS["en"])
        return len([one for one in parsed(svg).iter() if "pic-dot" in one.get("class", "")])

    assert dots(("SUN", "PRK")) == 1
    assert dots(("PRK",)) == 0


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_notice_stands_under_the_map_in_both_languages(language: str) -> None:
    text = " ".join(" ".join(parsed(picture([], language)).itertext()).split())
    assert WORDS[language]("pic-boundaries") in text
    assert "somebody <b>" in text


@pytest.mark.parametrize(
    "change",
    [
        {"form": 2},
        {"width": "wide"},
        {"places": {"PRK": {"point": [1, 2], "path": '"><script>'}}},
        {"places": {"PRK": {"point": [1]}}},
        {"more": 1},
    ],
)
def test_a_file_that_is_no_world_is_refused_with_its_name(change: dict[str, object]) -> None:
    told = {**msgspec.to_builtins(WORLD), **change}
    with pytest.raises(MalformedWorldError, match=r"mine\.json"):
        world_of(msgspec.json.encode(told), "mine.json")


def test_a_world_is_read_as_it_was_written() -> None:
    assert world_of(msgspec.json.encode(WORLD), "mine.json") == WORLD
