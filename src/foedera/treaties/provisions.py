"""Provisions, and the obligations that lie in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.dates import Interval
    from foedera.identifiers import ActorId


class ObligationKind(Enum):
    """ATOP's five kinds, and two of ours: cooperation and restraint.

    Restraint is a pledge short of nonaggression in ATOP's sense: to join no alliance
    against the other, to let nobody use one's territory against it, to make no
    arrangement with third states without its consent.
    """

    DEFENCE = "defence"
    OFFENCE = "offence"
    NEUTRALITY = "neutrality"
    NONAGGRESSION = "nonaggression"
    CONSULTATION = "consultation"
    COOPERATION = "cooperation"
    RESTRAINT = "restraint"


class Occurrence(Enum):
    """What must occur for the duty to arise."""

    ALWAYS = "always"
    ARMED_ATTACK = "armed attack"
    AGGRESSION = "aggression"
    THREAT = "threat"
    WAR = "war"
    REQUEST = "request"  # by the other party, for help of a named kind
    UNPUBLISHED = "unpublished"


class Target(Enum):
    """What of a party must be attacked."""

    TERRITORY = "territory"
    OVERSEAS = "overseas"  # islands, territories and dependencies away from home
    FORCES = "forces"
    VESSELS = "vessels"  # public vessels and aircraft


class Immediacy(Enum):
    """How soon."""

    AT_ONCE = "at once"
    WITHIN_A_DAY = "within a day"
    AFTER_CONSULTING = "after consulting"
    UNSTATED = "unstated"


class Means(Enum):
    """By what means."""

    ALL_AVAILABLE = "all available means"
    AS_DEEMED_NECESSARY = "as each deems necessary"
    CONSTITUTIONAL_PROCESSES = "under constitutional processes"
    TO_BE_AGREED = "to be agreed"
    ALL_IN_POWER = "all in its power"
    CONSULT = "consult"
    NO_FORCE = "refrain from force"
    NO_AID_TO_ATTACKER = "no aid to the attacker"
    COOPERATE = "cooperate"
    NO_HOSTILE_ALLIANCE = "no hostile alliance"
    NO_HOSTILE_TERRITORY = "no hostile use of territory"
    NO_ARRANGEMENT_WITHOUT_CONSENT = "no arrangement without consent"
    UNPUBLISHED = "unpublished"


class Condition(Enum):
    """What else the clause requires, or how it bounds performance.

    The first group can undo the duty, so that an answer waits for the fact; the
    second shapes how it is performed.
    """

    REQUEST = "request"
    JOINT_FINDING = "joint finding"
    NEW_ATTACK_BY_RUSSIA = "new attack by Russia"
    CEASEFIRE = "ceasefire"
    NOT_PROVOKED = "not provoked"  # the ally must not have begun it
    ORGAN_DECISION = "organ decision"  # a council or summit of the parties decides
    NAMED_ADVERSARY = "named adversary"  # one the text names, and no record tells which
    SEVERAL_ADVERSARIES = "several adversaries"  # the ally must face more than one power
    DEMAND_REJECTED = "demand rejected"  # only once the adversary has refused a demand
    OTHER = "other"  # one that the provision's words tell of
    UN_CHARTER_51 = "UN Charter 51"
    DOMESTIC_LAW = "domestic law"
    OTHER_ALLIANCES = "other alliances"
    SPECIAL_SECURITY_POLICY = "special security policy"
    NO_FORCE_WITHOUT_CONSENT = "no force without consent"

    @property
    def decides(self) -> bool:
        """Whether the duty itself hangs on it."""
        return self in _DECIDING


_DECIDING = frozenset(
    {
        Condition.REQUEST,
        Condition.JOINT_FINDING,
        Condition.NEW_ATTACK_BY_RUSSIA,
        Condition.CEASEFIRE,
        Condition.NOT_PROVOKED,
        Condition.ORGAN_DECISION,
        Condition.NAMED_ADVERSARY,
        Condition.SEVERAL_ADVERSARIES,
        Condition.DEMAND_REJECTED,
        Condition.OTHER,
    }
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """The condition a provision lays down for its duty to arise.

    Attributes:
        occurrence: What must occur.
        attackers: By which states; empty where by anyone.
        area: The area the occurrence must lie in, by language; empty where anywhere.
        homelands: States whose home territory surely lies in that area; for others
            the place of the attack decides.
        excluded: States whose home territory surely lies outside it.
        outsiders: Whether only an attack by a state that is no party counts.
        targets: What must be attacked; empty where the text does not say.
    """

    occurrence: Occurrence
    attackers: tuple[ActorId, ...] = ()
    area: Mapping[str, str] = field(default_factory=dict, hash=False)
    homelands: tuple[ActorId, ...] = ()
    excluded: tuple[ActorId, ...] = ()
    outsiders: bool = False
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Displacement:
    """A decision of the Security Council before which a duty gives way (Charter 25, 103).

    Attributes:
        decision: Which, such as ``Security Council resolution 1874 (2009)``.
        period: For how long it binds; an open end: still.
        extent: How far the duty gives way, in our own words, by language.
        sources: Keys of the instrument's sources.
    """

    decision: str
    period: Interval
    extent: Mapping[str, str] = field(hash=False)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """An article or paragraph.

    Attributes:
        number: As the instrument numbers it: ``4``, ``4(1)``; ``unpublished`` for what
            is known of a text that nobody has seen.
        says: Its content in our own words, by language.
    """

    number: str
    says: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty that a provision lays on parties.

    Attributes:
        id: Name within the instrument.
        provision: Where it stands.
        kind: What it is.
        owed_by: Debtors; empty for every party.
        owed_to: Creditors; empty for every other party.
        beneficiaries: States that are no party and whom it is to protect (VCLT 36).
        trigger: When it arises.
        means: By what means it is performed.
        immediacy: How soon.
        conditions: What else it requires.
        sectors: For cooperation: in what.
        binding: Whether it binds in law. None where that is disputed or unknown.
        suspended_since: Days on which this one duty was suspended; None where it was not.
        begins: Days on which the duty began, where later than the instrument; else None.
        ceases: Days on which the duty ended, where sooner than the instrument; else None.
        displaces: Earlier duties (``prk-rus-2000/consultation``) in whose place it stands
            between the states bound by both (VCLT 30(3)-(4), 40(4), 41).
        displaced: Decisions before which it gives way (Charter 103).
        sources: Keys of the instrument's sources.
    """

    id: str
    provision: Provision
    kind: ObligationKind
    owed_by: tuple[ActorId, ...]
    owed_to: tuple[ActorId, ...]
    trigger: Trigger
    means: Means
    immediacy: Immediacy = Immediacy.UNSTATED
    conditions: tuple[Condition, ...] = ()
    sectors: tuple[str, ...] = ()
    binding: bool | None = True
    suspended_since: Interval | None = None
    beneficiaries: tuple[ActorId, ...] = ()
    begins: Interval | None = None
    ceases: Interval | None = None
    displaces: tuple[str, ...] = ()
    displaced: tuple[Displacement, ...] = ()
    sources: tuple[str, ...] = ()

    def duty(self, language: str) -> str:
        """Return what is owed, in words."""
        return self.provision.says[language]
