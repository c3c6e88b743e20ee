"""The pieces a picture is drawn from: an SVG that fetches and runs nothing."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from foedera.pictures.lettering import BOLD, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from enum import Enum

_SVG = "http://www.w3.org/2000/svg"
#: Widest a letter of the small type is reckoned, in units of the picture.
LETTER = 6.4
#: Space left at the edges of a picture.
EDGE: Final = 16.0
#: Kinds of characters that do not go into a picture: controls, and halves of characters.
_BARRED: Final = frozenset({"Cc", "Cs"})
_NO_CHARACTERS: Final = "\ufffe\uffff"
#: Engravings that tell areas apart without colour: size of the tile, its turn, and its stroke.
_ENGRAVED: Final = {
    "slanted": (5, 45, "M0 0V5"),
    "steep": (7, -45, "M0 0V7"),
    "crossed": (6, 45, "M0 0V6M0 0H6"),
}


class Labels(Protocol):
    """The words a picture is labelled with, in the language a person chose."""

    language: str

    def __call__(self, key: str, /, **gaps: str) -> str:
        """Return an entry of the interface's wording."""

    def law(self, kind: str, value: Enum) -> str:
        """Return the law room's word for a value."""

    def act(self, name: str) -> str:
        """Return what an act is called."""

    def name(self, actor: str) -> str:
        """Return an actor's name."""

    def names(self, actors: Sequence[str]) -> str:
        """Return several names as one enumeration."""

    def day(self, day: date) -> str:
        """Return a day as the language writes it."""


class Drawing:
    """An SVG picture on the way.

    Args:
        size: Its width and height, in user units.
        title: What it shows, read aloud by a screen reader.
        description: The same at greater length.
        role: ``img`` for a picture that is looked at as a whole; ``group`` for one whose marks
            can be followed, so that each of them is reached.
    """

    def __init__(
        self, size: tuple[float, float], title: str, description: str, role: str = "img"
    ) -> None:
        width, height = size
        self._root = ET.Element(
            "svg",
            {
                "xmlns": _SVG,
                "viewBox": f"0 0 {width:g} {height:g}",
                "width": f"{width:g}",
                "height": f"{height:g}",
                "role": role,
                "font-family": "system-ui, sans-serif",
                "font-size": "12",
            },
        )
        self._within = self._root
        ground = {"fill": "#ffffff"}
        if role != "img":  # shown in a page, which gives it the page's own colours
            self._root.set("class", "picture")
            self._root.set("aria-label", plain(title))
            ground["class_"] = "pic-ground"
        ET.SubElement(self._root, "title").text = plain(title)
        ET.SubElement(self._root, "desc").text = plain(description)
        self._define()
        self.rectangle((0, 0, width, height), **ground)

    def frame(self, box: tuple[float, float, float, float]) -> str:
        """Return what to clip a group with (``clip_path``) so that it stays within a box."""
        names = ("x", "y", "width", "height")
        shape = {name: f"{value:.1f}" for name, value in zip(names, box, strict=True)}
        clip = ET.SubElement(self._definitions, "clipPath", {"id": "frame"})
        ET.SubElement(clip, "rect", shape)
        return "url(#frame)"

    @contextmanager
    def grouped(self, told: str = "", **style: str) -> Iterator[None]:
        """Put what is drawn meanwhile into one group."""
        with self._inside("g", told, style):
            yield

    @contextmanager
    def linked(
        self, address: str, told: str, *, written: bool = False, **style: str
    ) -> Iterator[None]:
        """Have what is drawn meanwhile lead somewhere.

        Args:
            address: Whither.
            told: The same in words, read aloud, and shown when pointed at.
            written: Whether words are drawn in it: then ``told`` holds them, and is only
                read aloud (WCAG 2.5.3).
            **style: Attributes.
        """
        shown = "" if written else told
        with self._inside("a", shown, {"href": address, "aria-label": told, **style}):
            yield

    @contextmanager
    def _inside(self, kind: str, told: str, style: dict[str, str]) -> Iterator[None]:
        outer = self._within
        self._within = self._add(kind, {}, told, {name: plain(one) for name, one in style.items()})
        try:
            yield
        finally:
            self._within = outer

    def rectangle(
        self, box: tuple[float, float, float, float], told: str = "", **style: str
    ) -> None:
        """Draw a rectangle: x, y, width and height; ``told`` is shown when pointed at."""
        names = ("x", "y", "width", "height")
        shape = {name: f"{value:.1f}" for name, value in zip(names, box, strict=True)}
        self._add("rect", shape, told, style)

    def line(self, ends: tuple[float, float, float, float], **style: str) -> None:
        """Draw a line from x1, y1 to x2, y2."""
        names = ("x1", "y1", "x2", "y2")
        shape = {name: f"{value:.1f}" for name, value in zip(names, ends, strict=True)}
        self._add("line", shape, "", {"stroke": "#333333", **style})

    def mark(self, x: float, y: float, told: str) -> None:
        """Draw a small diamond that tells something when pointed at."""
        points = f"{x:.1f},{y - 4:.1f} {x + 4:.1f},{y:.1f} {x:.1f},{y + 4:.1f} {x - 4:.1f},{y:.1f}"
        style = {"fill": "#ffffff", "stroke": "#111111"}
        self._add("polygon", {"points": points}, told, style)

    def circle(self, place: tuple[float, float, float], told: str = "", **style: str) -> None:
        """Draw a circle: the place of its centre, and its radius."""
        names = ("cx", "cy", "r")
        shape = {name: f"{value:.1f}" for name, value in zip(names, place, strict=True)}
        self._add("circle", shape, told, style)

    def polygon(self, corners: Sequence[tuple[float, float]], told: str = "", **style: str) -> None:
        """Draw a shape with corners."""
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        self._add("polygon", {"points": points}, told, style)

    def path(self, course: str, told: str = "", **style: str) -> None:
        """Draw a line along a course, written as SVG writes it."""
        self._add("path", {"d": course}, told, {"fill": "none", "stroke": "#333333", **style})

    def engraved(self, name: str, ink: str) -> str:
        """Return what to fill an area with so that print tells it from others.

        Args:
            name: ``slanted``, ``steep`` or ``crossed``.
            ink: Colour of its lines.
        """
        called = f"{name}-{ink.removeprefix('#')}"
        if all(one.get("id") != called for one in self._definitions):
            size, turn, course = _ENGRAVED[name]
            tile = {"width": str(size), "height": str(size), "patternUnits": "userSpaceOnUse"}
            turned = {"patternTransform": f"rotate({turn})"}
            pattern = ET.SubElement(self._definitions, "pattern", {"id": called, **tile, **turned})
            stroke = {"d": course, "fill": "none", "stroke": ink, "stroke-width": "2"}
            ET.SubElement(pattern, "path", stroke)
        return f"url(#{called})"

    def headed(self, title: str, beneath: str, width: float) -> float:
        """Write the title, a rule above it and a line or more beneath; return where these end."""
        self.line((EDGE, 10, width - EDGE, 10), stroke="#111111", stroke_width="2")
        y = 12.0
        for line in wrapped(title, (width - 2 * EDGE) / BOLD, 18):
            y += 22
            self.text(EDGE, y, line, font_size="18", font_weight="bold")
        y += 4
        for line in wrapped(beneath, width - 2 * EDGE, 12):
            y += 16
            self.text(EDGE, y, line, fill="#444444")
        return y

    def text(self, x: float, y: float, words: str, **style: str) -> None:
        """Write words with their baseline at x, y."""
        shape = {"x": f"{x:.1f}", "y": f"{y:.1f}", "fill": "#111111", **_attributes(style)}
        ET.SubElement(self._within, "text", shape).text = plain(words)

    def svg(self) -> str:
        """Return the picture."""
        ET.indent(self._root)
        return ET.tostring(self._root, encoding="unicode") + "\n"

    def _add(
        self, kind: str, shape: dict[str, str], told: str, style: dict[str, str]
    ) -> ET.Element:
        element = ET.SubElement(self._within, kind, {**shape, **_attributes(style)})
        if told:
            ET.SubElement(element, "title").text = plain(told)
        return element

    def _define(self) -> None:
        """Define the hatching laid over what is not sure."""
        self._definitions = ET.SubElement(self._root, "defs")
        size = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
        turned = {"patternTransform": "rotate(45)"}
        pattern = ET.SubElement(self._definitions, "pattern", {"id": "unsure", **size, **turned})
        bar = {"width": "3", "height": "6", "fill": "#ffffff", "fill-opacity": "0.75"}
        ET.SubElement(pattern, "rect", bar)


def plain(words: str) -> str:
    """Return words without what no XML may hold: controls, and halves of characters."""
    joined = " ".join(words.split())
    if joined.isprintable():
        return joined
    return "".join(
        "\ufffd" if unicodedata.category(one) in _BARRED or one in _NO_CHARACTERS else one
        for one in joined
    )


def _attributes(style: dict[str, str]) -> dict[str, str]:
    """Return attributes by the names SVG gives them; ``class_`` stands for ``class``."""
    return {name.rstrip("_").replace("_", "-"): value for name, value in style.items()}
