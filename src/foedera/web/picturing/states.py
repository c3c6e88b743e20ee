"""States that a picture is narrowed to, as they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.workspace.naming import named_state

if TYPE_CHECKING:
    from foedera.identifiers import ActorId
    from foedera.web.asked import Asked


def states_asked(asked: Asked, name: str = "state") -> tuple[ActorId, ...]:
    """Return the states that a parameter names, by code or by name.

    Raises:
        UnknownActorError: No state is called that; codes that come near are named.
        NotAStateError: It is the name of an organisation or an armed group.
    """
    called = asked.all(name, most=10)
    catalogue = asked.desk.catalogue
    return tuple(dict.fromkeys(named_state(one, catalogue, asked.on) for one in called))


def states_offered(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return the states of the day, by code and name in the language of the page."""
    named = (
        (one.code, asked.words.name(one.code)) for one in asked.desk.catalogue.states(asked.on)
    )
    return tuple(sorted(named, key=lambda one: one[1].casefold()))
