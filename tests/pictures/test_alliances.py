"""Pictures of alliances: inert, whole, inside their frame, with no label over another."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import cos, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.actors import Catalogue
from foedera.pictures import (
    Allies,
    Ally,
    Bloc,
    Direction,
    Ground,
    Happening,
    Link,
    Member,
    Node,
    NothingToDrawError,
    PactCounts,
    Web,
    allies_picture,
    allies_table,
    pacts_picture,
    pacts_table,
    web_picture,
    web_table,
)
from foedera.pictures.circles import COLUMNS, HUB, TAG, laid_out
from foedera.pictures.lettering import breadth, cut, wrapped
from foedera.resources import record
from foedera.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2024, 12, 12)
LANGUAGES = ("en", "id")
HOSTILE = "</title><script>alert(1)</script>&\"'\x00\x1b[2J\ud800\uffff"
ALLOWED = {"svg", "title", "desc", "defs", "pattern", "rect", "line", "polygon", "text"} | {
    "path",
    "circle",
}
PICTURES = Path(__file__).parents[2] / "src" / "foedera" / "pictures"
REGIONS = [region for column in COLUMNS for region in column]

Corners = list[tuple[float, float]]


def words(language: str = "en") -> Words:
    return Words(language, Catalogue.load())


def drawn(svg: str) -> ET.Element:
    """Return a picture's root, having seen that it is inert and says what it shows."""
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    assert root.tag == f"{SVG}svg"
    own = {one.get("id") for one in root.iter(f"{SVG}pattern")}
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in ALLOWED
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name
            for called in re.findall(r"url\(([^)]*)\)", value):
                assert called.removeprefix("#") in own
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", svg)
    assert all((root.findtext(f"{SVG}{part}") or "").strip() for part in ("title", "desc"))
    return root


def texts(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def shown(root: ET.Element) -> Iterator[ET.Element]:
    """Yield what is drawn, without what is only defined."""
    for child in root:
        if child.tag not in {f"{SVG}defs", f"{SVG}title", f"{SVG}desc"}:
            yield child


def turned(corners: Corners, transform: str | None) -> Corners:
    if not transform:
        return corners
    angle, x, y = map(float, re.findall(r"-?[\d.]+", transform))
    across, down = cos(radians(angle)), sin(radians(angle))
    return [
        (x + (a - x) * across - (b - y) * down, y + (a - x) * down + (b - y) * across)
        for a, b in corners
    ]


def box(left: float, top: float, wide: float, tall: float) -> Corners:
    right, bottom = left + wide, top + tall
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def corners(element: ET.Element) -> Corners:
    """Return the points between which an element lies."""
    kind = element.tag.removeprefix(SVG)
    if kind == "text":
        size = float(element.get("font-size", "12"))
        bold = element.get("font-weight") == "bold"
        wide = breadth(element.text or "", size, bold=bold)
        start = {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0)
        left, base = float(element.get("x", "")) - start, float(element.get("y", ""))
        return turned(box(left, base - size * 0.75, wide, size * 0.9), element.get("transform"))
    if kind == "rect":
        sides = [float(element.get(name, "")) for name in ("x", "y", "width", "height")]
        return turned(box(sides[0], sides[1], sides[2], sides[3]), element.get("transform"))
    if kind == "circle":
        x, y, radius = (float(element.get(name, "")) for name in ("cx", "cy", "r"))
        return box(x - radius, y - radius, 2 * radius, 2 * radius)
    if kind == "line":
        ends = [float(element.get(name, "")) for name in ("x1", "y1", "x2", "y2")]
        return [(ends[0], ends[1]), (ends[2], ends[3])]
    if kind == "polygon":
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", element.get("points", ""))]
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    return on_path(element.get("d", ""))


def on_path(course: str) -> Corners:
    """Return the points that a path names: no curve leaves the shape around its points."""
    found: Corners = []
    for letter, rest in re.findall(r"([MLCHV])([^A-Za-z]*)", course):
        numbers = [float(one) for one in rest.split()]
        if letter == "H":
            found.append((numbers[0], found[-1][1]))
        elif letter == "V":
            found.append((found[-1][0], numbers[0]))
        else:
            found += zip(numbers[::2], numbers[1::2], strict=True)
    return found


def apart(one: Corners, other: Corners) -> bool:
    """Tell whether a straight line can be drawn between two shapes with straight sides."""
    for shape in (one, other):
        for (x1, y1), (x2, y2) in zip(shape, [*shape[1:], shape[0]], strict=True):
            normal = (y1 - y2, x2 - x1)
            first, second = (
                [x * normal[0] + y * normal[1] for x, y in corner] for corner in (one, other)
            )
            slack = 0.5 * (abs(normal[0]) + abs(normal[1]))  # places are written to a tenth
            if max(first) <= min(second) + slack or max(second) <= min(first) + slack:
                return True
    return False


def well_laid(svg: str) -> ET.Element:
    """Return a picture's root, having seen that all is inside and no label over another."""
    root = drawn(svg)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    labels = []
    for element in shown(root):
        found = corners(element)
        assert all(-0.5 <= x <= width + 0.5 for x, _ in found), ET.tostring(element)
        assert all(-0.5 <= y <= height + 0.5 for _, y in found), ET.tostring(element)
        if element.tag == f"{SVG}text":
            labels.append((element.text, found))
    for (one, here), (other, there) in combinations(labels, 2):
        assert apart(here, there), (one, other)
    return root


def counts(first: int, numbers: Sequence[int], sure: int, *kinds: str) -> PactCounts:
    years = range(first, first + len(numbers))
    each = {kind: tuple(numbers) for kind in kinds or ("defence",)}
    many = {kind: tuple(number // 3 for number in numbers) for kind in each}
    return PactCounts(tuple(years), each, sure, many)


WARS = (
    Happening(1853, 1856, "Crimean War"),
    Happening(1914, 1918, "First World War"),
    Happening(1915, 1915, "Treaty of London"),
    Happening(1939, 1945, "Second World War"),
    Happening(2022, 2026, "A war that began at the very end of the years"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sure", [1700, 1900, 2018, 2026])
@pytest.mark.parametrize("kinds", [("defence",), ("defence", "offence", "neutrality", "mine")])
def test_numbers_by_year_are_well_laid(language: str, sure: int, kinds: tuple[str, ...]) -> None:
    numbers = [(year * 7) % 40 + (year - 1815) // 4 for year in range(1815, 2027)]
    found = counts(1815, numbers, sure, *kinds)
    doubts = {"defence": tuple(year % 5 for year in found.years)}
    root = well_laid(pacts_picture(replace(found, unclear=doubts), words(language), WARS))
    for war in WARS:
        assert war.called in texts(root)
    assert "1820" in texts(root)
    if sure < 2026:
        assert words(language)("plot-at-least") in texts(root)
    else:
        assert words(language)("plot-at-least") not in texts(root)


def test_what_is_only_a_lower_bound_is_engraved_and_broken_and_the_rest_is_not() -> None:
    bounds = pacts_picture(counts(1900, [1, 2, 3], 1899), words())
    whole = pacts_picture(counts(1900, [1, 2, 3], 1902), words())
    both = pacts_picture(counts(1900, [1, 2, 3], 1901), words())
    assert "url(#slanted" in bounds
    assert "url(#" not in whole
    assert 'stroke-dasharray="5 2"' not in whole
    assert "url(#slanted" in both
    assert re.search(r'<path d="M[^"]*" fill="#', both)
    described = drawn(both).findtext(f"{SVG}desc") or ""
    assert "1901: 2;" in described
    assert "1902: at least 3" in described


def test_the_stairs_rise_at_the_beginning_of_a_year_by_the_number_of_it() -> None:
    root = drawn(pacts_picture(counts(2000, [1, 3], 2001), words()))
    paths = list(root.iter(f"{SVG}path"))
    line = next(one for one in paths if one.get("stroke-width") == "1.4")
    points = on_path(line.get("d", ""))
    base = max(y for path in paths for _, y in on_path(path.get("d", "")))
    heights = [round(base - y) for _, y in points]
    assert heights[0] * 3 == heights[-1]
    assert points[1][0] == points[2][0]


def test_panels_of_several_kinds_have_one_scale() -> None:
    found = PactCounts((2000, 2001), {"defence": (40, 40), "neutrality": (0, 10)}, 2001)
    root = drawn(pacts_picture(found, words()))
    lines = [one for one in root.iter(f"{SVG}path") if one.get("stroke-width") == "1.4"]
    spans = [[y for _, y in on_path(one.get("d", ""))] for one in lines]
    rise = max(spans[1]) - min(spans[1])
    ticks = [one for one in root.iter(f"{SVG}text") if one.text == "10"]
    zeros = [one for one in root.iter(f"{SVG}text") if one.text == "0"]
    unit = float(zeros[0].get("y", "")) - float(ticks[0].get("y", ""))
    assert abs(rise - unit) < 0.5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=220).filter(any),
    st.integers(1, 9000),
    st.integers(-5, 230),
    st.lists(st.tuples(st.integers(0, 250), st.integers(0, 30)), max_size=5),
)
def test_any_numbers_are_well_laid(
    numbers: list[int], first: int, sure: int, marks: list[tuple[int, int]]
) -> None:
    happened = [Happening(first + at, first + at + long, f"War {at}") for at, long in marks]
    well_laid(pacts_picture(counts(first, numbers, first + sure), words(), happened))


def test_a_table_of_numbers_tells_every_year() -> None:
    rows = pacts_table(counts(1900, [1, 2, 6], 1901), words())
    assert rows[0][0] == "year"
    assert [row[0] for row in rows[1:]] == ["1900", "1901", "1902"]
    assert rows[-1] == ("1902", "defence", "6", "2", "0", "at least")
    assert rows[1][-1] == "whole"


def test_no_years_or_no_pacts_are_said_and_not_drawn() -> None:
    for found in (PactCounts((), {}, 1900), counts(1900, [0, 0], 1901), PactCounts((1,), {}, 1)):
        for draw in (pacts_picture, pacts_table):
            with pytest.raises(NothingToDrawError, match="nothing to draw"):
                draw(found, words())


def friends(count: int, *, unclear: bool = False) -> Allies:
    codes = [state.code for state in Catalogue.load().states()][:count]
    allies = [
        Ally(
            code,
            ("defence", "nonaggression")[number % 2],
            list(Direction)[number % 3],
            tuple(
                Ground(f"an-instrument-with-a-long-name-{number}-{one}", 1815 + number, unclear)
                for one in range(number % 4 + 1)
            ),
        )
        for number, code in enumerate(codes)
    ]
    return Allies("IDN", DAY, tuple(allies))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5, 60, 200])
def test_allies_are_well_laid_however_many(count: int, language: str) -> None:
    found = friends(count)
    root = well_laid(allies_picture(found, words(language)))
    described = root.findtext(f"{SVG}desc") or ""
    for one in found.allies:
        assert words(language).name(one.state) in described
        assert all(ground.instrument in described for ground in one.grounds)
    years = [text for text in texts(root) if re.fullmatch(r"\d{4}", text)]
    assert len(years) == count


def test_who_owes_whom_is_told_by_word_and_by_arrow() -> None:
    for direction, heads in ((Direction.BOTH, 2), (Direction.OWES, 1), (Direction.OWED, 1)):
        ally = Ally("RUS", "defence", direction, (Ground("prk-rus-2024", 2024),))
        root = drawn(allies_picture(Allies("PRK", DAY, (ally,)), words()))
        assert len(list(root.iter(f"{SVG}polygon"))) == heads
        said = words()(f"plot-{direction.value}", name="North Korea")
        assert any(said in text for text in texts(root))
    assert "prk-rus-2024" in texts(root)
    assert "2024" in texts(root)


def test_an_unclear_ally_is_an_empty_square_and_a_year_unknown_a_question_mark() -> None:
    ally = Ally("RUS", "defence", Direction.BOTH, (Ground("one", None, unclear=True),))
    root = drawn(allies_picture(Allies("PRK", DAY, (ally,)), words()))
    squares = [
        one
        for one in root.iter(f"{SVG}rect")
        if (one.findtext(f"{SVG}title") or "").startswith("Russia")
    ]
    assert [one.get("stroke-dasharray") for one in squares] == ["2 1.5"]
    assert "?" in texts(root)


def test_an_ally_counts_from_the_first_year_that_is_sure() -> None:
    grounds = (Ground("a", 1950), Ground("b", 1949), Ground("c", 1900, unclear=True))
    assert Ally("RUS", "defence", Direction.BOTH, grounds).since == 1949
    assert not Ally("RUS", "defence", Direction.BOTH, grounds).unclear


def test_a_table_of_allies_has_a_row_for_each_instrument() -> None:
    rows = allies_table(friends(5), words())
    assert len(rows) == 1 + sum(len(one.grounds) for one in friends(5).allies)
    assert len({len(row) for row in rows}) == 1


def test_no_allies_are_said_and_not_drawn() -> None:
    for draw in (allies_picture, allies_table):
        with pytest.raises(NothingToDrawError, match="binds CHE"):
            draw(Allies("CHE", DAY, ()), words())


def network(states: int, blocs: int = 6, *, links: int = 60) -> Web:
    """Return a made-up network, with states of every region and blocs across regions."""
    codes = [state.code for state in Catalogue.load().states()][:states]
    nodes = tuple(Node(code, REGIONS[(n * n + n // 7) % 5]) for n, code in enumerate(codes))
    made = tuple(
        Bloc(
            f"bloc-{number}",
            {"en": f"Treaty number {number} of many states " * (number + 1), "id": "Perjanjian"},
            tuple(
                Member(code, list(Direction)[place % 3], unclear=place % 5 == 0)
                for place, code in enumerate(codes[number :: number % 4 + 1][:60])
            ),
        )
        for number in range(blocs)
    )
    ties = {
        (codes[n * 13 % states], codes[(n * 29 + 1) % states]): Link(
            codes[n * 13 % states], codes[(n * 29 + 1) % states], n % 3 > 0, n % 4 == 0, (f"i-{n}",)
        )
        for n in range(links)
        if n * 13 % states != (n * 29 + 1) % states
    }
    return Web(("defence",), DAY, nodes, tuple(ties.values()), made)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("states", "blocs"), [(2, 0), (9, 1), (60, 3), (195, 20), (227, 1)])
def test_a_network_is_well_laid_with_every_state_there_is(
    states: int, blocs: int, language: str
) -> None:
    found = network(states, blocs)
    root = well_laid(web_picture(found, words(language)))
    tags = [one for one in root.iter(f"{SVG}rect") if (one.get("transform") or "").strip()]
    assert len(tags) == states
    for one, other in combinations([corners(tag) for tag in tags], 2):
        assert apart(one, other)
    signs = [one for one in root.iter(f"{SVG}circle") if one.get("stroke") == "#111111"]
    assert len(signs) == blocs + bool(blocs)  # the legend shows one
    for sign in signs:
        assert all(apart(corners(sign), corners(tag)) for tag in tags)
    for one, other in combinations(signs, 2):
        assert apart(corners(one), corners(other))
    for node in found.nodes:
        assert texts(root).count(node.state) == 2  # on its tag and in the legend
    shown_text = " ".join(texts(root))
    assert all(bloc.title(language).strip() in shown_text for bloc in found.blocs)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from([*REGIONS, "elsewhere"]), min_size=2, max_size=120),
    st.lists(st.tuples(st.integers(0, 119), st.integers(0, 119)), max_size=40),
    st.lists(st.sets(st.integers(0, 119), min_size=7, max_size=50), max_size=8),
)
def test_any_network_has_a_place_for_everything(
    regions: list[str], pairs: list[tuple[int, int]], blocs: list[set[int]]
) -> None:
    count = len(regions)
    named = {f"S{number:02}": region for number, region in enumerate(regions)}
    ties = [(f"S{a % count:02}", f"S{b % count:02}") for a, b in pairs if a % count != b % count]
    members = [sorted({f"S{one % count:02}" for one in bloc}) for bloc in blocs]
    layout = laid_out(named, ties, members, 980)
    assert layout == laid_out(named, list(ties), list(members), 980)
    width, height = layout.size
    for seat in layout.seats.values():
        assert all(0 <= x <= width and 0 <= y <= height for x, y in (seat.inner, seat.outer))
    centres = {circle.region: circle for circle in layout.circles}
    for (x, y), home in zip(layout.hubs, layout.homes, strict=True):
        (a, b), radius = centres[home].centre, centres[home].radius
        assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 + HUB <= radius
    for one, other in combinations(layout.hubs, 2):
        assert ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 >= 2 * HUB
    for here, there in combinations(layout.circles, 2):
        (a, b), (x, y) = here.centre, there.centre
        assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 >= here.reach + there.reach
    assert all(circle.radius + TAG[0] == circle.reach for circle in layout.circles)


def test_a_picture_is_the_same_each_time_whatever_the_order_it_is_given_in() -> None:
    found = network(80, 5)
    other = replace(found, nodes=found.nodes[::-1], blocs=found.blocs[::-1])
    assert web_picture(found, words()) == web_picture(other, words())
    assert allies_picture(friends(30), words()) == allies_picture(friends(30), words())


def test_what_is_unclear_is_broken_and_what_is_sure_is_not() -> None:
    nodes = (Node("PRK", "asia"), Node("RUS", "europe"))
    for unclear in (True, False):
        link = Link("PRK", "RUS", both=False, unclear=unclear)
        svg = web_picture(Web(("defence",), DAY, nodes, (link,)), words())
        assert ("stroke-dasharray" in svg) is unclear
        arrows = list(drawn(svg).iter(f"{SVG}polygon"))
        assert arrows[0].get("fill") == ("#ffffff" if unclear else "#1f3a5f")


def test_a_tie_both_ways_has_no_arrow() -> None:
    nodes = (Node("PRK", "asia"), Node("CHN", "asia"))
    web = Web(("defence",), DAY, nodes, (Link("CHN", "PRK", both=True),))
    assert not list(drawn(web_picture(web, words())).iter(f"{SVG}polygon"))


def test_a_table_of_a_network_tells_every_tie_and_member() -> None:
    found = network(60, 3)
    rows = web_table(found, words())
    members = sum(len(bloc.members) for bloc in found.blocs)
    assert len(rows) == 1 + len(found.links) + members
    assert len({len(row) for row in rows}) == 1


def test_no_ties_are_said_and_not_drawn() -> None:
    for draw in (web_picture, web_table):
        with pytest.raises(NothingToDrawError, match="no two states"):
            draw(Web(("defence",), DAY, ()), words())


def test_hostile_names_are_shown_and_never_obeyed() -> None:
    harmless = "</title><script>alert(1)</script>&\"'"
    ally = Ally(HOSTILE, HOSTILE, Direction.BOTH, (Ground(HOSTILE, 2000),))
    member = Member("PRK")
    bloc = Bloc(HOSTILE, {"en": HOSTILE}, (member, Member("RUS")))
    nodes = (Node("PRK", HOSTILE), Node("RUS", "europe"))
    pictures = (
        pacts_picture(
            counts(1900, [1, 2], 1901, HOSTILE), words(), [Happening(1900, 1901, HOSTILE)]
        ),
        allies_picture(Allies(HOSTILE, DAY, (ally,)), words()),
        web_picture(Web((HOSTILE,), DAY, nodes, (), (bloc,)), words()),
    )
    for svg in pictures:
        svg.encode()
        root = drawn(svg)
        assert harmless in (root.findtext(f"{SVG}desc") or "")


def test_every_word_the_pictures_ask_for_is_there() -> None:
    asked: set[str] = set()
    for path in PICTURES.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""labels\(\s*"([a-z-]+)\"""", text))
        asked |= set(re.findall(r"""\"(plot-[a-z-]+[a-z])\"""", text))
    assert asked
    files = ("wording/interface.yaml", "wording/web-pictures.yaml", "wording/web-search.yaml")
    assert asked <= {key for file in files for key in record(file)}
    keys = {f"plot-{one.value}" for one in Direction} | {f"plot-region-{one}" for one in REGIONS}
    assert keys <= set(record("wording/interface.yaml"))


def test_words_are_cut_and_wrapped_to_what_fits() -> None:
    long = "a treaty of friendship and cooperation " * 5
    assert breadth(cut(long, 200, 12), 12) <= 200
    assert cut(long, 200, 12).endswith("…")
    assert cut("short", 200, 12) == "short"
    lines = wrapped(long, 200, 12)
    assert " ".join(lines) == long.strip()
    assert all(breadth(line, 12) <= 200 for line in lines)
    assert wrapped("", 200, 12) == []
    assert breadth("x", 12, bold=True) > breadth("x", 12)
