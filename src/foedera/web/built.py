"""What of the pages was built from libraries, and what the pages do without it."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Final

from foedera.pictures.world import world_of

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.pictures.world import World

#: What pages are quicker with, and the file that the map is drawn from.
_PARTS: Final = ("zoom.js", "world.json")


def missing() -> tuple[str, ...]:
    """Return which of the built files are not there."""
    folder = resources.files("foedera.web").joinpath("static", "built")
    return tuple(name for name in _PARTS if not folder.joinpath(name).is_file())


def world_at(place: Path | None) -> World | None:
    """Return the world that the map is drawn from; None where there is none.

    Args:
        place: A file that somebody chose; None for the one that was built.

    Raises:
        MalformedWorldError: The file cannot be drawn.
    """
    if place is not None:
        return world_of(place.read_bytes(), str(place))
    built = resources.files("foedera.web").joinpath("static", "built", "world.json")
    return world_of(built.read_bytes(), "world.json") if built.is_file() else None
