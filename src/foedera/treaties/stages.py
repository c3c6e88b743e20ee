"""How a state ratifies: the organs a treaty passes at home before consent is given.

None of these stages binds the state towards the others; consent does that, and only once
it is made known to them (VCLT 11, 16). Whether a stage was left out concerns the other
states only where the rule passed over was manifest and of fundamental importance (VCLT 46).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.treaties.steps import Act

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from foedera.identifiers import ActorId

_WORD = re.compile(r"\w+")
#: Acts of organs at home, which bind nobody abroad.
AT_HOME = frozenset({Act.SUBMIT, Act.APPROVE, Act.RATIFY})


class Body(Enum):
    """What kind of organ acts at a stage."""

    LEGISLATURE = "legislature"
    GOVERNMENT = "government"
    HEAD_OF_STATE = "head of state"
    COURT = "court"
    PEOPLE = "people"
    MEMBERS = "members"  # of an organisation, each by its own procedure


class Need(Enum):
    """Whether a treaty of weight passes a stage."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"  # on what the treaty is about; ``Stage.when`` says on what


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a procedure at home.

    Attributes:
        act: What it counts as. The chamber whose vote leaves it to another organ to
            complete the consent approves; the organ that completes it ratifies.
        organ: Who acts, by language.
        body: What kind of organ that is; None for acts towards the other states.
        need: Whether every treaty of weight passes it.
        when: For which treaties it is needed, by language.
        how: What the organ does, by language, where the act alone does not say.
        names: Other names of the organ, by language.
        words: What newsrooms write of this very stage, by language.
    """

    act: Act
    organ: Mapping[str, str]
    body: Body | None = None
    need: Need = Need.YES
    when: Mapping[str, str] = field(default_factory=dict)
    how: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        """Whether every treaty of weight passes it."""
        return self.need is Need.YES

    def called(self) -> Iterator[str]:
        """Yield every name of the organ, in any language."""
        yield from self.organ.values()
        for names in self.names.values():
            yield from names


@dataclass(frozen=True, slots=True)
class ProcedureSource:
    """What a procedure was written from.

    Attributes:
        cite: Title, article or outlet.
        address: Where it can be read; None where only the law is cited.
        seen: Day on which it was read; None where it was not.
        shows: What it bears out.
    """

    cite: str
    address: str | None = None
    seen: date | None = None
    shows: str | None = None


@dataclass(frozen=True)
class Procedure:
    """How one state, or one organisation, consents to treaties.

    Attributes:
        state: Whose.
        law: Where it is laid down.
        stages: In order.
        sources: What it was written from.
        remark: What the press mixes up, by language.
        leaving: Who decides to leave a treaty, by language; empty where not known.
        unverified: Why it could not be checked against a source; None where it was.
    """

    state: ActorId
    law: str
    stages: tuple[Stage, ...]
    sources: tuple[ProcedureSource, ...]
    remark: Mapping[str, str] = field(default_factory=dict)
    leaving: Mapping[str, str] = field(default_factory=dict)
    unverified: str | None = None

    @cached_property
    def at_home(self) -> tuple[Stage, ...]:
        """The stages that organs of the state pass, in order."""
        return tuple(stage for stage in self.stages if stage.act in AT_HOME)

    @cached_property
    def _names(self) -> tuple[tuple[str, int], ...]:
        """The names of organs and the places of their stages, longest and earliest first."""
        found = {
            (plain(name), place)
            for place, stage in enumerate(self.at_home)
            for name in stage.called()
        }
        return tuple(sorted(found, key=lambda one: (-len(one[0]), one[1], one[0])))

    def stages_of(self, words: str) -> tuple[Stage, ...]:
        """Return the stages whose organs some words name, in order.

        A longer name hides the shorter ones within it: "upper house of parliament" is not
        also the parliament. A name that several stages share stands for the first.

        Args:
            words: Such as ``Duma Negara Rusia`` or ``Sejm and Senate``, in any language.
        """
        return self.named_in(words)[0]

    def named_in(self, words: str) -> tuple[tuple[Stage, ...], str]:
        """Return the stages whose organs some words name, and what the words say beside."""
        left, places = plain(words), set()
        for name, place in self._names:
            if name in left:
                places.add(place)
                left = left.replace(name, " | ")
        return tuple(self.at_home[place] for place in sorted(places)), left

    def stage_told(self, words: str, language: str) -> Stage | None:
        """Return the stage of which newsrooms write such words; None for none or several.

        Args:
            words: A sentence or a part of one.
            language: ISO 639-1 code.
        """
        told = plain(words)
        found = [
            stage
            for stage in self.at_home
            if any(plain(phrase) in told for phrase in stage.words.get(language, ()))
        ]
        return found[0] if len(found) == 1 else None

    def of(self, body: Body) -> tuple[Stage, ...]:
        """Return the stages at home that one kind of organ passes, in order."""
        return tuple(stage for stage in self.at_home if stage.body is body)


def plain(words: str) -> str:
    """Return words without case and signs, spaced so that whole words can be found."""
    return f" {' '.join(_WORD.findall(words.casefold()))} "
