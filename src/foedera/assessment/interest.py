"""How a source stands to the act it tells of: its doer, a party, an adversary, a third state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

from foedera.actors.actor import ActorKind
from foedera.actors.records import Organisation, Outlet
from foedera.dates import Interval, PartialDate
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from foedera.actors.catalogue import Catalogue
    from foedera.identifiers import ActorId

#: What a claim's source is called where the report does not say who it is.
UNNAMED: Final = "unnamed"
#: Owner of an outlet through which its government speaks.
_GOVERNMENT: Final = "state"


class Stand(Enum):
    """How a source stands to an act; see ``interest`` in ``data/confidence.yaml``."""

    DOER = "doer"
    DEPOSITARY = "depositary"
    THIRD = "third"
    ORGANISATION = "organisation"
    OBSERVER = "observer"
    OUTLET = "outlet"
    PARTY = "party"
    ADVERSARY = "adversary"
    GROUP = "armed group"
    PERSON = "person"
    UNNAMED = "unnamed"


_OF_KIND: Final = {
    ActorKind.ORGANISATION: Stand.ORGANISATION,
    ActorKind.OBSERVER: Stand.OBSERVER,
    ActorKind.OUTLET: Stand.OUTLET,
    ActorKind.ARMED_GROUP: Stand.GROUP,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """The act that sources tell of, as far as it decides how they stand to it.

    Attributes:
        doers: Whose act it is: one state, or every party where it is the instrument's own.
        parties: The parties of the instrument.
        organisation: Whose instrument it is, where it is an organisation's.
        on: A day on which it may have been done; None where that is not known.
    """

    doers: frozenset[str]
    parties: frozenset[str]
    organisation: str | None = None
    on: date | None = None


def voice(actor: str, catalogue: Catalogue) -> str:
    """Return for whom somebody speaks: a government's agency for its state, else itself."""
    if actor not in catalogue:
        return actor
    entry = catalogue.record(actor)
    if isinstance(entry, Outlet) and entry.owner == _GOVERNMENT:
        return entry.state
    if isinstance(entry, Organisation) and entry.belongs_to is not None:
        return entry.belongs_to
    return entry.code


def stand(actor: str, deed: Deed, catalogue: Catalogue) -> Stand:
    """Tell how a source stands to an act.

    Args:
        actor: The source: a code of the catalogue, a person's name, or ``unnamed``.
        deed: The act.
        catalogue: Who is who.
    """
    if actor == UNNAMED:
        return Stand.UNNAMED
    speaking = voice(actor, catalogue)
    if (involved := _involved(speaking, deed)) is not None:
        return involved
    if speaking not in catalogue:
        return Stand.PERSON
    if catalogue.kind(speaking) in _OF_KIND:
        return _OF_KIND[catalogue.kind(speaking)]
    against = deed.doers | deed.parties
    return Stand.ADVERSARY if _rivals(speaking, against, deed.on) else Stand.THIRD


def _involved(speaking: str, deed: Deed) -> Stand | None:
    if speaking in deed.doers:
        return Stand.DOER
    if speaking in _depositaries() or (deed.organisation and speaking == deed.organisation):
        return Stand.DEPOSITARY
    return Stand.PARTY if speaking in deed.parties else None


@cache
def _depositaries() -> frozenset[str]:
    return frozenset(record("confidence.yaml")["depositaries"])


@cache
def rivalries() -> Mapping[frozenset[str], tuple[Interval, ...]]:
    """Return which two states are rivals, and for how long, as ``data/confidence.yaml`` has it."""
    found: dict[frozenset[str], tuple[Interval, ...]] = {}
    for row in record("confidence.yaml")["rivals"]:
        until = PartialDate.parse(row["to"]).latest if "to" in row else None
        spell = Interval(PartialDate.parse(row["from"]).earliest, until)
        two = frozenset(row["states"])
        found[two] = (*found.get(two, ()), spell)
    return found


def _rivals(state: ActorId | str, others: Collection[str], on: date | None) -> bool:
    day = Interval(on, on)
    return any(
        spell.meets(day)
        for other in others
        for spell in rivalries().get(frozenset({state, other}), ())
    )
