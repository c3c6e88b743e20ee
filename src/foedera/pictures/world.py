"""The world as the map draws it: where each state lies on the page, read from a file."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from foedera.pictures.errors import MalformedWorldError

#: The form of the file that is understood.
FORM: Final = 1
#: What an outline is written with: nothing but commands of a path, and numbers.
_COURSE: Final = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE .,+-]*")


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where one state lies.

    Attributes:
        point: The place of its mark, from the left and from above.
        path: Its outline, as SVG writes a path; empty where none is drawn.
        dot: Whether it is too small to be seen, and has a dot.
    """

    point: tuple[float, float]
    path: str = ""
    dot: bool = False


class World(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All states on one page.

    Attributes:
        form: Version of this form of file.
        credit: Who drew the boundaries.
        width: How broad the page is.
        height: How tall.
        places: Where each state lies, by the catalogue's code.
    """

    form: int
    credit: str
    width: float
    height: float
    places: dict[str, Place]


_READ: Final = msgspec.json.Decoder(World)


def world_of(data: bytes, name: str) -> World:
    """Return the world that a file holds.

    Args:
        data: Its content, as ``browser/build.mjs`` writes it.
        name: What to call it.

    Raises:
        MalformedWorldError: It is not of that form.
    """
    try:
        world = _READ.decode(data)
    except msgspec.MsgspecError as error:
        raise MalformedWorldError(name, str(error)) from None
    if world.form != FORM:
        raise MalformedWorldError(name, f"its form is {world.form}, and {FORM} is read")
    for code, place in world.places.items():
        if not _COURSE.fullmatch(place.path):
            raise MalformedWorldError(name, f"the outline of {code!r} is no path of SVG")
    return world
