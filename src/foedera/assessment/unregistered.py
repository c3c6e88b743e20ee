"""An instrument as a report alone describes it: its parties and its entry into force."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from foedera.claims.claim import Modality
from foedera.identifiers import InstrumentId
from foedera.treaties import Act, Instrument, InstrumentKind
from foedera.treaties.formulas import OnceAllHave, Unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedera.claims.claim import Claim
    from foedera.claims.linking import Pact
    from foedera.identifiers import ActorId
    from foedera.treaties.entry_into_force import EntryIntoForce

#: What begins the name of an agreement that the registry does not have.
UNREGISTERED: Final = "unregistered-"
#: Acts that show that signature alone was not to bind.
_BEYOND_SIGNATURE = frozenset({"submit", "approve", "ratify", "exchange"})


def instrument_as_told(
    pact: Pact, registered: Instrument | None, claims: Sequence[Claim]
) -> Instrument:
    """Return the instrument as the report's own words have it.

    What the report says of entry into force goes before the registry's rule; where it
    says nothing the registry's stands, and where there is none the rule is unknown.

    Args:
        pact: The agreement spoken of.
        registered: Its registry entry; None where it has none.
        claims: All claims of the report.
    """
    rule = _rule(pact, claims)
    if registered is not None:
        return replace(registered, entry_into_force=rule) if pact.entry else registered
    return Instrument(
        id=unregistered_id(pact),
        kind=InstrumentKind.AGREEMENT,
        parties=pact.parties,
        entry_into_force=rule,
        published=None,
    )


def unregistered_id(pact: Pact) -> InstrumentId:
    """Return what to call an agreement the registry does not have: by its parties."""
    return called_after(pact.parties)


def called_after(parties: Iterable[ActorId]) -> InstrumentId:
    """Name an agreement the registry does not have after its parties.

    In the order of their codes: whichever a report names first, it is the same agreement.
    """
    names = "-".join(sorted(party.lower() for party in parties)) or "parties-unknown"
    return InstrumentId(f"{UNREGISTERED}{names}")


def _rule(pact: Pact, claims: Sequence[Claim]) -> EntryIntoForce:
    if pact.entry is not None:
        return OnceAllHave(Act(pact.entry.act))
    told = (claims[index] for index in pact.claims)
    needed = any(one.act in _BEYOND_SIGNATURE and one.modality is Modality.ASSERTED for one in told)
    return Unseen(ratified=True if needed else None)
