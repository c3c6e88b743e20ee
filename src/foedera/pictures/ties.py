"""Who is tied to whom on a day: the plain data of a network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.pictures.kinds import Direction

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Node:
    """A state with at least one tie.

    Attributes:
        state: Its code.
        region: The part of the world that it lies in: ``europe``, ``asia`` and so on.
    """

    state: str
    region: str


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two states.

    Attributes:
        one: The one that owes the duty.
        other: The one to whom it is owed.
        both: Whether each owes it to the other.
        unclear: Whether it is unclear that it is owed.
        instruments: Short identifiers of the instruments under which it is.
    """

    one: str
    other: str
    both: bool
    unclear: bool = False
    instruments: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name within a picture and its table."""
        return f"{self.one}~{self.other}"


@dataclass(frozen=True, slots=True)
class Member:
    """A state of a bloc.

    Attributes:
        state: Its code.
        direction: Whether it owes the others, is owed by them, or both.
        unclear: Whether it is unclear that it is bound or served at all.
    """

    state: str
    direction: Direction = Direction.BOTH
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Bloc:
    """An instrument between many states, drawn as one sign with a spoke to each.

    Attributes:
        instrument: Its short identifier.
        titles: What it is called, by language.
        members: The states between which it makes a tie.
    """

    instrument: str
    titles: Mapping[str, str] = field(hash=False)
    members: tuple[Member, ...] = ()

    def title(self, language: str) -> str:
        """Return what it is called in a language; its identifier where nobody knows."""
        return self.titles.get(language) or self.titles.get("en") or self.instrument


@dataclass(frozen=True, slots=True)
class Web:
    """Who has ties with whom on a day.

    Attributes:
        kinds: Which kinds of duty make a tie.
        on: The day.
        nodes: The states, each once.
        links: Ties between two of them.
        blocs: Instruments between many of them.
    """

    kinds: tuple[str, ...]
    on: date
    nodes: tuple[Node, ...]
    links: tuple[Link, ...] = ()
    blocs: tuple[Bloc, ...] = ()

    def ranked(self) -> tuple[Bloc, ...]:
        """Return the blocs as they are numbered: the largest first."""
        return tuple(sorted(self.blocs, key=lambda one: (-len(one.members), one.instrument)))

    def around(self, state: str, depth: int) -> Web:
        """Return the part of it that one state reaches.

        A tie of two states is a step; so is a bloc, from each of its members to all others.

        Args:
            state: The state in the middle.
            depth: How many steps from it.
        """
        inner = {state}
        for _ in range(depth - 1):
            inner |= self._beside(inner)
        reached = inner | self._beside(inner)
        return Web(
            self.kinds,
            self.on,
            tuple(node for node in self.nodes if node.state in reached),
            tuple(one for one in self.links if {one.one, one.other} & inner),
            tuple(bloc for bloc in self.blocs if any(m.state in inner for m in bloc.members)),
        )

    def _beside(self, reached: set[str]) -> set[str]:
        """Return the states one step from some."""
        found = {
            end
            for one in self.links
            if {one.one, one.other} & reached
            for end in (one.one, one.other)
        }
        for bloc in self.blocs:
            members = {one.state for one in bloc.members}
            if members & reached:
                found |= members
        return found


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the marks of a network lead.

    Attributes:
        states: Address of each state.
        ties: Address of each tie, by its key.
        blocs: Address of each bloc, by its instrument.
        titles: What to call an instrument.
    """

    states: Mapping[str, str] = field(hash=False)
    ties: Mapping[str, str] = field(hash=False)
    blocs: Mapping[str, str] = field(hash=False)
    titles: Mapping[str, str] = field(hash=False)
