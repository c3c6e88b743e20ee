"""How a language is printed: its abbreviations, hyphens, figures and clitics."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Conventions:
    """What ``lexicons/<language>/abbreviations.yaml`` says.

    Attributes:
        abbreviations: Forms with their full stop, to the kind of ``ends`` they have.
        openers: Words that open sentences.
        domains: Last parts of web names, lower case.
        currencies: Marks cut from the figure that follows.
        units: Units cut from the figure before, lower case.
        parts_hyphens: Whether hyphenated words are several tokens.
        prefixes: First parts, lower case, that are never parted.
        endings: Second parts, lower case, that are never part of a name.
        cuts: Words printed as one that are two, to where the second begins.
        clitics: What is cut off after an apostrophe.
    """

    abbreviations: Mapping[str, str]
    openers: frozenset[str]
    domains: frozenset[str]
    currencies: frozenset[str]
    units: frozenset[str]
    parts_hyphens: bool
    prefixes: frozenset[str]
    endings: frozenset[str]
    cuts: Mapping[str, int]
    clitics: frozenset[str]


@cache
def conventions(language: str) -> Conventions:
    """Return the conventions of a language, such as ``id``."""
    told: Any = record(f"lexicons/{language}/abbreviations.yaml")
    cuts = (word.split() for word in told["cuts"]["words"])
    return Conventions(
        abbreviations={
            form: group["ends"] for group in told["abbreviations"] for form in group["written"]
        },
        openers=frozenset(told["openers"]["words"]),
        domains=frozenset(told["domains"]["endings"]),
        currencies=frozenset(told["currencies"]["written"]),
        units=frozenset(unit.lower() for unit in told["units"]["written"]),
        parts_hyphens=told["hyphens"]["rule"] == "part",
        prefixes=frozenset(told["hyphens"]["prefixes"]),
        endings=frozenset(told["hyphens"]["endings"]),
        cuts={word: int(place) for word, place in cuts},
        clitics=frozenset(told["clitics"]["written"]),
    )
