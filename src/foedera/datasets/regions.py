"""Regions of the world: where wars were fought, and where states are at home."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Any

from foedera.resources import record


class Region(Enum):
    """A region as the Correlates of War's war data name it (variable WhereFought)."""

    WESTERN_HEMISPHERE = "Western Hemisphere"
    EUROPE = "Europe"
    AFRICA = "Africa"
    MIDDLE_EAST = "Middle East"
    ASIA = "Asia"
    OCEANIA = "Oceania"

    def name_in(self, language: str) -> str:
        """Return what it is called in a language, ``en`` or ``id``."""
        name: str = _table()["names"][self.value][language]
        return name


def fought_in(code: int) -> frozenset[Region]:
    """Return the regions that a code of WhereFought stands for; nothing for one unknown."""
    return frozenset(map(Region, _table()["fought"].get(str(code), ())))


@cache
def home_of(cow: int) -> frozenset[Region]:
    """Return the regions in which a state's home territory lies, by its number."""
    found = [
        row["regions"] for row in _table()["home"] if int(row["from"]) <= cow <= int(row["to"])
    ]
    return frozenset(map(Region, found[-1])) if found else frozenset()


def _table() -> Any:  # noqa: ANN401 - any YAML shape
    return record("datasets/regions.yaml")
