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
    """ATOP's five kinds, and cooperation, which is ours."""

    DEFENCE = "defence"
    OFFENCE = "offence"
    NEUTRALITY = "neutrality"
    NONAGGRESSION = "nonaggression"
    CONSULTATION = "consultation"
    COOPERATION = "cooperation"


class Occurrence(Enum):
    """What must occur for the duty to arise."""

    ALWAYS = "always"
    ARMED_ATTACK = "armed attack"
    AGGRESSION = "aggression"
    THREAT = "threat"
    WAR = "war"
    REQUEST = "request"  # by the other party, for help of a named kind
    UNPUBLISHED = "unpublished"


class Immediacy(Enum):
    """How soon."""

    AT_ONCE = "at once"
    WITHIN_A_DAY = "within a day"
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
    }
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """The condition a provision lays down for its duty to arise.

    Attributes:
        occurrence: What must occur.
        attackers: By which states; empty where by anyone.
        area: Wording of the area the occurrence must lie in; None where anywhere.
        homelands: States whose home territory surely lies in that area; for others
            the place of the attack decides.
        excluded: States whose home territory surely lies outside it.
    """

    occurrence: Occurrence
    attackers: tuple[ActorId, ...] = ()
    area: str | None = None
    homelands: tuple[ActorId, ...] = ()
    excluded: tuple[ActorId, ...] = ()


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
        trigger: When it arises.
        means: By what means it is performed.
        immediacy: How soon.
        conditions: What else it requires.
        sectors: For cooperation: in what.
        binding: Whether it binds in law. None where that is disputed or unknown.
        suspended_since: Days on which this one duty was suspended; None where it was not.
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
    sources: tuple[str, ...] = ()

    def duty(self, language: str) -> str:
        """Return what is owed, in words."""
        return self.provision.says[language]
