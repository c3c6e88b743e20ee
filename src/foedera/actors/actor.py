"""Who acts and who speaks: states, organisations, armed groups, outlets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.identifiers import ActorId
    from foedera.spans import Span


class ActorKind(Enum):
    """What an actor is."""

    STATE = "state"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed group"
    OBSERVER = "observer"  # a watchdog or institute: it tells, and does nothing of its own
    OUTLET = "outlet"

    @property
    def is_party(self) -> bool:
        """Whether actors of this kind can do, suffer or agree to anything reported."""
        return self not in {ActorKind.OBSERVER, ActorKind.OUTLET}


class MentionKind(Enum):
    """By what a text names an actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    CAPITAL = "capital"  # "Seoul says": a capital or seat of power speaks for its state
    ORGAN = "organ"  # a body known by its own name: Duma, Pentagon, IDF
    PERSON = "person"  # a holder of office named in the catalogue
    PLACE = "place"  # lies in the state; never speaks or acts for it


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text names an actor of the catalogue.

    Attributes:
        span: The very words.
        actor: Which actor they stand for.
        kind: By what they name it.
        actor_kind: What the actor is.
    """

    span: Span
    actor: ActorId
    kind: MentionKind
    actor_kind: ActorKind
