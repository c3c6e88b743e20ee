"""Pictures: well-formed, inert, labelled in words, and whole, in either language."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

import foedera
from foedera.actors import Catalogue
from foedera.pictures import cascade_picture, life_picture
from foedera.resources import record
from foedera.treaties import Instrument, Registry, Status, instrument_of, label
from foedera.wording.words import Words

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2024, 12, 12)
LANGUAGES = ("en", "id")
CASES = {
    "europe": ("RUS attacks POL", DAY),
    "torn": ("DEU attacks POL", date(1939, 9, 1)),
    "alone": ("USA attacks MEX", date(1846, 5, 13)),
}


def words(language: str) -> Words:
    return Words(language, Catalogue.load())


def drawn(svg: str) -> ET.Element:
    """Return a picture's root, having seen that it is inert and says what it shows."""
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    assert root.tag == f"{SVG}svg"
    allowed = {"svg", "title", "desc", "defs", "pattern", "rect", "line", "polygon", "text"}
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in allowed
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name
            assert "url(" not in value or value == "url(#unsure)"
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", svg)
    assert root.get("role") == "img"
    children = [child.tag.removeprefix(SVG) for child in root]
    assert children[:2] == ["title", "desc"]
    assert all((root.findtext(f"{SVG}{part}") or "").strip() for part in ("title", "desc"))
    return root


def texts(root: ET.Element) -> str:
    return " | ".join("".join(one.itertext()) for one in root.iter() if one.tag != f"{SVG}svg")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["prk-rus-2024", "north-atlantic-treaty-1949", "csto-1992"])
def test_every_party_of_a_life_has_its_row(name: str, language: str) -> None:
    one = Registry.load().instrument(name)
    root = drawn(life_picture(one, DAY, words(language)))
    shown = texts(root)
    assert one.title(language) in shown
    speaks = words(language)
    if len(one.parties) <= 2:
        assert all(speaks.name(party) in shown for party in one.parties)
    labels = [
        text.text or "" for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "end"
    ]
    assert len(labels) >= 2
    assert label(Status.IN_FORCE, language) in shown


def test_every_life_of_the_registry_can_be_drawn() -> None:
    for number, one in enumerate(Registry.load().instruments):
        if number % 12 == 0:  # every twelfth is enough to meet every kind
            drawn(life_picture(one, DAY, words("en")))


def altered(title: str) -> Instrument:
    content = dict(record("treaties/bilateral/prk-rus-2024.yaml"))
    content["titles"] = {"en": [title], "id": [title]}
    return instrument_of(content, "here.yaml")


@pytest.mark.parametrize("title", ["<b>&", "</title><script>alert(1)</script>", "a\"b'c&amp;"])
def test_what_the_registry_says_is_shown_and_never_obeyed(title: str) -> None:
    root = drawn(life_picture(altered(title), DAY, words("en")))
    assert root.findtext(f"{SVG}title") == title


def test_a_very_long_title_is_cut_visibly_and_told_whole() -> None:
    root = drawn(life_picture(altered("Treaty " * 100), DAY, words("en")))
    assert root.findtext(f"{SVG}title") == ("Treaty " * 100).strip() or "Treaty " * 100
    assert any((text.text or "").endswith("…") for text in root.iter(f"{SVG}text"))


def test_what_was_not_known_is_not_drawn() -> None:
    one = Registry.load().instrument("prk-rus-2024")
    early = texts(drawn(life_picture(one, DAY, words("en"), date(2024, 11, 12))))
    assert "exchanges" not in early


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_state_of_a_cascade_is_drawn(case: str, language: str) -> None:
    answer = foedera.cascade(*CASES[case])
    speaks = words(language)
    root = drawn(cascade_picture(answer, speaks))
    boxes = [
        "".join(box.itertext())
        for box in root.iter(f"{SVG}rect")
        if box.find(f"{SVG}title") is not None
    ]
    described = root.findtext(f"{SVG}desc") or ""
    groups = (*answer.torn, *answer.unclear, *answer.unmoved)
    for state in (*(one.state for one in answer.joined), *(one.state for one in groups)):
        name = speaks.name(state)
        assert name in described
        assert any(box.strip().startswith(name) for box in boxes)
    shown = texts(root)
    assert label(answer.joined[0].side, language) in shown
    assert speaks("picture-start") in shown


def test_sides_are_told_by_more_than_colour() -> None:
    root = drawn(cascade_picture(foedera.cascade("DEU attacks POL", date(1939, 9, 1)), words("en")))
    labels = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert "▶ Germany" in labels
    assert "Poland" in labels
    corners = {box.get("rx") for box in root.iter(f"{SVG}rect") if box.get("rx")}
    assert {"0", "8"} <= corners


def test_what_is_only_assumed_is_hatched() -> None:
    answer = foedera.cascade("CHN attacks JPN", DAY)
    desk = foedera.Workspace()
    assumed = desk.cascade("RUS attacks MDA", DAY, assume_unclear=True)
    assert len(assumed.joined) >= len(answer.joined[:1])
    svg = cascade_picture(assumed, words("en"))
    drawn(svg)
    if any(one.assumed for one in assumed.joined):
        assert svg.count("url(#unsure)") > 1
