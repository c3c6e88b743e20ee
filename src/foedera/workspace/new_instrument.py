"""An instrument that a coder accepted, as far as reports alone can tell of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from foedera.resources import record
from foedera.treaties import Instrument, InstrumentKind, listed
from foedera.treaties.formulas import Unseen

if TYPE_CHECKING:
    from foedera.actors.catalogue import Catalogue
    from foedera.claims.review import NewInstrument

#: Languages in which an instrument of the registry has a title.
LANGUAGES: Final = ("en", "id")


def instrument_from(
    decided: NewInstrument, catalogue: Catalogue, *, ratified: bool = False
) -> Instrument:
    """Return an accepted instrument, with unknown for all that reports do not tell.

    Args:
        decided: As it was accepted.
        catalogue: Gives its parties their names.
        ratified: Whether a ratification was accepted, which shows that it was needed.
    """
    return Instrument(
        id=decided.id,
        kind=kind_of(decided.title),
        binding=None,
        parties=decided.parties,
        entry_into_force=Unseen(ratified=True if ratified else None),
        titles={one: (title_of(decided, catalogue, one),) for one in LANGUAGES},
        published=None,
    )


def title_of(decided: NewInstrument, catalogue: Catalogue, language: str) -> str:
    """Return what reports call an instrument, else what it is to be called after its parties."""
    if decided.title is not None:
        return decided.title
    names = listed(
        decided.parties,
        language,
        lambda one: catalogue.name(one, language) if one in catalogue else one,
    )
    wording: str = record("wording/standing.yaml")["new-instrument-title"][language]
    return wording.format(parties=names)


def kind_of(title: str | None) -> InstrumentKind:
    """Return what an instrument is made as, by the words of its title; else an agreement."""
    plain = " ".join(re.findall(r"\w+", (title or "").casefold()))
    for row in record("law/kinds_by_title.yaml"):
        if any(f" {word} " in f" {plain} " for word in row["words"]):
            return InstrumentKind(row["kind"])
    return InstrumentKind.AGREEMENT
