"""Where the coding rules of ATOP and the law part ways: the switches every answer takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Basis(Enum):
    """From when a state counts as bound."""

    SIGNATURE = "signature"  # ATOP codebook 2.32
    IN_FORCE = "in_force"  # VCLT 24


class ImpliedEnd(Enum):
    """What ends an instrument of which nobody says that it ended."""

    ATOP = "atop"  # ATOP codebook 1.52
    VCLT = "vclt"  # VCLT 54-64


@dataclass(frozen=True, slots=True)
class Coding:
    """The rules by which an answer is coded.

    Attributes:
        basis: Signature, as ATOP dates alliances, or entry into force, as the law does.
        implied_end: ATOP's rules where nothing tells of an end, or the Convention's.
    """

    basis: Basis = Basis.IN_FORCE
    implied_end: ImpliedEnd = ImpliedEnd.VCLT


#: The law as it stands: what every question assumes unless told otherwise.
LAW = Coding()
