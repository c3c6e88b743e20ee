"""Instruments: the texts in which states agree, and what is recorded of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties.entry_into_force import EntryIntoForce
    from foedera.treaties.provisions import Obligation, Provision
    from foedera.treaties.steps import Step


class InstrumentKind(Enum):
    """What the text is called and made as."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    EXECUTIVE_AGREEMENT = "executive agreement"
    DECLARATION = "declaration"
    MEMORANDUM = "memorandum"
    CHARTER = "charter"


class LinkKind(Enum):
    """How one instrument bears on another."""

    REPLACES = "replaces"
    REPLACED_BY = "replaced by"
    AMENDS = "amends"
    AMENDED_BY = "amended by"
    RESTATES = "restates"
    IMPLEMENTS = "implements"


class Renewal(Enum):
    """What happens when a fixed term is over."""

    AUTOMATIC = "automatic"  # it runs on unless someone gives notice
    BY_AGREEMENT = "by agreement"  # it ends unless the parties renew it
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Link:
    """A tie to another instrument."""

    kind: LinkKind
    instrument: InstrumentId


@dataclass(frozen=True, slots=True)
class Term:
    """For how long, and how one leaves.

    Attributes:
        years: Length from entry into force; None where indefinite.
        until: Last day, where the text names one.
        renewal: What happens then.
        notice_months: Months between a notice of withdrawal and its effect; None where
            the text gives none or was not seen.
    """

    years: int | None = None
    until: date | None = None
    renewal: Renewal = Renewal.UNKNOWN
    notice_months: int | None = None


@dataclass(frozen=True, slots=True)
class SourceCited:
    """Where a fact of the registry was read.

    Attributes:
        cite: Publication and date.
        address: Address; None for what is only in print.
        supports: Which facts it bears out.
    """

    cite: str
    address: str | None
    supports: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or other agreement between states.

    Attributes:
        id: File name of its record.
        kind: What it is made as.
        binding: Whether it was meant to bind in law; None where that is disputed.
        titles: Formal title first, then others, by language.
        aliases: Names the press uses, by language.
        parties: The negotiating states, whose consent brings it into force.
        organisation: Organisation whose members its parties are, such as ``NATO``.
        entry_into_force: The rule.
        joining_days: Days between a later state's deposit and its being bound.
        term: For how long.
        provisions: What it provides, as far as recorded.
        obligations: The duties that lie therein.
        steps: What has been done about it.
        links: Ties to other instruments.
        sources: By key.
        published: Whether the text can be read; None where only parts can.
        followed_to: Last day to which its fate was followed; later acts may be unrecorded.
    """

    id: InstrumentId
    kind: InstrumentKind
    parties: tuple[ActorId, ...]
    entry_into_force: EntryIntoForce
    binding: bool | None = True
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    organisation: ActorId | None = None
    joining_days: int = 0
    term: Term = field(default_factory=Term)
    provisions: tuple[Provision, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    sources: Mapping[str, SourceCited] = field(default_factory=dict, hash=False)
    published: bool | None = True
    followed_to: date | None = None

    def __hash__(self) -> int:
        """Hash by identifier: what is kept by instrument is looked up for every report."""
        return hash(self.id)

    def title(self, language: str) -> str:
        """Return the formal title, in English where the language has none."""
        return (self.titles.get(language) or self.titles["en"])[0]

    def names(self) -> tuple[str, ...]:
        """Return every title and alias in every language."""
        groups = (*self.titles.values(), *self.aliases.values())
        return tuple(dict.fromkeys(name for group in groups for name in group))

    def linked(self, kind: LinkKind) -> tuple[InstrumentId, ...]:
        """Return the instruments it is tied to in one way."""
        return tuple(link.instrument for link in self.links if link.kind is kind)

    @property
    def bilateral(self) -> bool:
        """Whether two states alone made it."""
        return len(self.parties) == 2  # noqa: PLR2004 - what bilateral means
