"""ATOP's five obligations by their names, and the bits by which runs of days hold them."""

from __future__ import annotations

from typing import Final

#: In the order of ATOP's columns.
OBLIGATIONS: Final = ("defense", "offense", "neutral", "nonagg", "consul")
#: The bit of each; the last one: allied at all.
BITS: Final = {name: 1 << place for place, name in enumerate(OBLIGATIONS)}
ALLIED: Final = 1 << len(OBLIGATIONS)
