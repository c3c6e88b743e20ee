"""Instruments: the texts in which states agree, and what is recorded of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from foedera.dates import Interval
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
    UNILATERAL_UNDERTAKING = "unilateral undertaking"  # one state's own word: no treaty


class LinkKind(Enum):
    """How one instrument bears on another."""

    REPLACES = "replaces"
    REPLACED_BY = "replaced by"
    AMENDS = "amends"
    AMENDED_BY = "amended by"
    RESTATES = "restates"
    IMPLEMENTS = "implements"
    ADMITS = "admits"  # a protocol by which the parties of another let a state accede


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


class Denunciation(Enum):
    """Whether one party alone may leave (VCLT 54, 56)."""

    PROVIDED = "provided"  # the text says how
    SILENT = "silent"  # the text says nothing: VCLT 56 decides, and is disputed
    EXCLUDED = "excluded"  # only by consent of all
    UNKNOWN = "unknown"  # the clause was not seen


@dataclass(frozen=True, slots=True)
class Term:
    """For how long, and how one leaves.

    Attributes:
        years: Length from entry into force; None where indefinite.
        until: Last day, where the text names one.
        renewal: What happens then.
        renewal_years: Length of each further term; None: as long as the first.
        renewal_notice_months: Months before a term ends by which a notice must have been
            given that it is not to run on; None where the text asks for none.
        notice_months: Months between a notice of withdrawal and its effect; None where
            the text gives none or was not seen.
        initial_years: Years from entry into force before which no notice may be given.
        denunciation: Whether one party alone may leave.
        ends_on: Event outside the instrument that ends it, by language; empty for none.
            A step ``occur`` with ``ground: text`` tells that it happened.
    """

    years: int | None = None
    until: date | None = None
    renewal: Renewal = Renewal.UNKNOWN
    renewal_years: int | None = None
    renewal_notice_months: int | None = None
    notice_months: int | None = None
    initial_years: int | None = None
    denunciation: Denunciation = Denunciation.UNKNOWN
    ends_on: Mapping[str, str] = field(default_factory=dict, hash=False)


class ReservationEffect(Enum):
    """What a reservation does to the duties it touches (VCLT 2(1)(d), 21)."""

    EXCLUDES = "excludes"
    MODIFIES = "modifies"


@dataclass(frozen=True, slots=True)
class Objection:
    """A party's objection to another's reservation (VCLT 20(4)(b), 20(5), 21(3)).

    Attributes:
        state: Who objects.
        when: When.
        precludes: Whether it says that the instrument is not to be in force between the two.
    """

    state: ActorId
    when: Interval
    precludes: bool = False


@dataclass(frozen=True, slots=True)
class Reservation:
    """A state's reservation, made on signing or consenting (VCLT 19-23).

    Attributes:
        state: Whose.
        obligations: Identifiers of the duties it touches.
        effect: What it does to them.
        says: Its content in our own words, by language.
        when: When it was made.
        withdrawn: When it was taken back (VCLT 22); None where it stands.
        objections: Of other parties.
        sources: Keys of the instrument's sources.
    """

    state: ActorId
    obligations: tuple[str, ...]
    effect: ReservationEffect
    says: Mapping[str, str] = field(hash=False)
    when: Interval
    withdrawn: Interval | None = None
    objections: tuple[Objection, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registration:
    """Registration with the Secretariat of the United Nations (Charter 102, VCLT 80).

    Attributes:
        registered: Whether it is; None where that is not known.
        number: Under which number.
    """

    registered: bool | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class SourceCited:
    """Where a fact of the registry was read.

    Attributes:
        cite: Publication and date.
        address: Address; None for what is only in print.
        supports: Which facts it bears out.
        seen: Day on which its words were read; None for what is cited from memory.
    """

    cite: str
    address: str | None
    supports: str
    seen: date | None = None


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
        reservations: Made by its parties.
        registration: With the United Nations.
        no_pledge: Why it holds none of ATOP's five obligations in law, though the press
            calls it a pact, by language; empty for every other instrument.
        atop: Its number in ATOP 5.1, where it has one.
        successors: The instruments that replace it, filled in by the registry.
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
    reservations: tuple[Reservation, ...] = ()
    registration: Registration = field(default_factory=Registration)
    no_pledge: Mapping[str, str] = field(default_factory=dict, hash=False)
    atop: str | None = None
    successors: tuple[Instrument, ...] = ()

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
