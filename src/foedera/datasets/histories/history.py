"""ATOP's alliances as instruments of the law: each made when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from foedera.datasets.atop.corrections import corrections
from foedera.datasets.atop.files import known_files
from foedera.datasets.atop.memberships import LAST
from foedera.datasets.histories.acts import Acts, founders
from foedera.datasets.histories.clauses import Clause, carried
from foedera.datasets.histories.pledges import Pledges, Texts
from foedera.datasets.histories.stays import stays
from foedera.datasets.histories.wording import LANGUAGES, told
from foedera.datasets.recorded import numbered
from foedera.identifiers import InstrumentId
from foedera.treaties.formulas import OnceAllHave, Unseen
from foedera.treaties.instrument import Instrument, InstrumentKind, SourceCited
from foedera.treaties.shelf import Card
from foedera.treaties.steps import Act

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from foedera.datasets.atop.corrections import NotOwed
    from foedera.datasets.atop.memberships import Membership
    from foedera.datasets.histories.clauses import ClauseFile
    from foedera.identifiers import ActorId
    from foedera.treaties.entry_into_force import EntryIntoForce
    from foedera.treaties.registry import Registry

#: ESTMODE: whether ratification was needed (codebook 2.12).
_RATIFIED: Final = {0: False, 1: True}
_TWO: Final = 2


class Histories:
    """The alliances of ATOP, as instruments.

    Args:
        memberships: All rows of the member file; members without a number are left out.
        clauses: Clause files by ATOPID; those that foedera carries unless told otherwise.
        registry: Whose instruments tell the terms of alliances that have no clause file.
        not_owed: Which duties are not owed to which members; the corrections table unless
            told otherwise.
    """

    def __init__(
        self,
        memberships: Iterable[Membership],
        clauses: Mapping[int, ClauseFile] | None = None,
        registry: Registry | None = None,
        not_owed: Collection[NotOwed] | None = None,
    ) -> None:
        self._rows: dict[int, list[Membership]] = defaultdict(list)
        for one in memberships:
            if one.system:
                self._rows[one.alliance].append(one)
        self._clauses = carried() if clauses is None else clauses
        self._recorded = texts(registry) if registry else {}
        self._not_owed: dict[int, set[NotOwed]] = defaultdict(set)
        for spared in corrections() if not_owed is None else not_owed:
            self._not_owed[spared.alliance].add(spared)
        self._made: dict[int, Instrument] = {}

    @property
    def alliances(self) -> tuple[int, ...]:
        """The ATOPIDs, in order."""
        return tuple(sorted(self._rows))

    def __len__(self) -> int:
        """Return how many alliances there are."""
        return len(self._rows)

    def __contains__(self, alliance: object) -> bool:
        """Tell whether there is an alliance of that number."""
        return alliance in self._rows

    def __iter__(self) -> Iterator[Instrument]:
        """Yield all, in the order of their numbers."""
        return (self.instrument(one) for one in self.alliances)

    def rows(self, alliance: int) -> tuple[Membership, ...]:
        """Return an alliance's rows of the member file."""
        return tuple(self._rows[alliance])

    def instrument(self, alliance: int) -> Instrument:
        """Return an alliance as an instrument.

        Raises:
            KeyError: There is no alliance of that number.
        """
        if alliance not in self._made:
            self._made[alliance] = self._instrument(alliance)
        return self._made[alliance]

    def clauses(self, alliance: int) -> Mapping[str, Clause]:
        """Return the clause that each obligation rests on, where there is one."""
        return self._pledges(alliance).clause_of()

    def cards(self) -> Iterator[Card]:
        """Yield a card for each, made without the instrument."""
        for alliance in self.alliances:
            concerned = frozenset(
                one.state for stay in stays(self._rows[alliance]) for one in stay.bearers
            )
            names = tuple(dict.fromkeys(self._titles(alliance).values()))
            yield Card(named(alliance), names, concerned, None, (), (), str(alliance))

    def _pledges(self, alliance: int) -> Pledges:
        texts = Texts(
            self._clauses.get(alliance),
            self._recorded.get(alliance, ()),
            self._not_owed.get(alliance, frozenset()),
        )
        return Pledges(self.rows(alliance), texts)

    def _instrument(self, alliance: int) -> Instrument:
        rows = self._rows[alliance]
        own = stays(rows)
        made = founders(own)
        ratified = _RATIFIED.get(rows[0].codes.get("estmode") or 0)
        if rows[0].codes.get("estmode") is None:
            ratified = None
        first = {one.member: one.bearers[0].state for one in reversed(own)}
        # Of two founders and later members each may leave without ending the whole.
        parties = [code for member, code in first.items() if member in made]
        if len(first) > _TWO:
            parties = list(first.values())
        acts = Acts(named(alliance), own, made, ratified)
        titles = {one: (title,) for one, title in self._titles(alliance).items()}
        open_still = any(one.exit is None for one in rows)
        return Instrument(
            id=named(alliance),
            kind=InstrumentKind.TREATY,
            parties=tuple(dict.fromkeys(sorted(parties))),
            entry_into_force=_formula(ratified),
            titles=titles,
            obligations=self._pledges(alliance).obligations(),
            steps=acts.steps(),
            sources=self._sources(alliance),
            followed_to=LAST if open_still else None,
            atop=str(alliance),
        )

    def _titles(self, alliance: int) -> Mapping[str, str]:
        rows = self._rows[alliance]
        known = self._clauses.get(alliance)
        first = min(one.start for one in rows)
        members: dict[ActorId, None] = dict.fromkeys(
            sorted(one.bearers[0].state for one in stays(rows))
        )
        parties, year = ", ".join(members), str(first.year)
        own = known.title if known else {}
        return {
            one: own.get(one)
            or told("title", one, number=str(alliance), parties=parties, year=year)
            for one in LANGUAGES
        }

    def _sources(self, alliance: int) -> Mapping[str, SourceCited]:
        cite = told("cite", number=str(alliance))
        atop = SourceCited(cite, str(known_files()["address"]), told("supports"))
        known = self._clauses.get(alliance)
        return {"atop": atop, **(known.sources if known else {})}


def named(alliance: int) -> InstrumentId:
    """Return what an alliance of ATOP is called: ``atop-1350``."""
    return InstrumentId(f"atop-{alliance}")


def texts(registry: Registry) -> Mapping[int, tuple[Instrument, ...]]:
    """Return the registry's instruments by ATOPID, those first signed first.

    With each come those that replaced it and bear no number of their own: ATOP counts a
    renewed treaty as a phase of the alliance.
    """
    found: dict[int, tuple[Instrument, ...]] = {}
    for number, names in numbered(registry).items():
        own = [registry.instrument(name) for name in names]
        later = (one for first in own for one in first.successors if one.atop is None)
        whole = {one.id: one for one in (*own, *later)}
        found[number] = tuple(sorted(whole.values(), key=_begun))
    return found


def _begun(instrument: Instrument) -> str:
    return str(next((step.when.start for step in instrument.steps), None) or "")


def with_history(registry: Registry, histories: Histories) -> Registry:
    """Return the registry, and beside it the alliances of ATOP that it does not record.

    Args:
        registry: What is recorded today.
        histories: ATOP's alliances.
    """
    own = numbered(registry)
    cards = (one for one in histories.cards() if int(one.id.rpartition("-")[2]) not in own)
    return registry.beside(cards, lambda name: histories.instrument(int(name.rpartition("-")[2])))


def _formula(ratified: bool | None) -> EntryIntoForce:  # noqa: FBT001 - three values, not a switch
    return OnceAllHave(Act.SIGN) if ratified is False else Unseen(ratified)
