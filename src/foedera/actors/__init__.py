"""States, organisations, armed groups and outlets, and their names through time."""

from foedera.actors.actor import ActorKind, Mention, MentionKind
from foedera.actors.catalogue import Catalogue, lends_to
from foedera.actors.errors import MalformedActorError, RepeatedActorError, UnknownActorError
from foedera.actors.records import Organisation, Outlet, Person, Record, State

__all__ = [
    "ActorKind",
    "Catalogue",
    "MalformedActorError",
    "Mention",
    "MentionKind",
    "Organisation",
    "Outlet",
    "Person",
    "Record",
    "RepeatedActorError",
    "State",
    "UnknownActorError",
    "lends_to",
]
