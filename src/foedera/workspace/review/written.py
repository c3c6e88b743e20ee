"""Reads what a coder writes of a step or an instrument: an act, a state, parties, a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.assessment.unregistered import UNREGISTERED
from foedera.identifiers import InstrumentId
from foedera.treaties import Act
from foedera.workspace.errors import UnreadableActError, UnreadableNameError

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.identifiers import ActorId
    from foedera.workspace import Workspace


#: So much of a name that is none is shown.
_SHOWN: Final = 80


class Written:
    """Reads what is written by hand.

    Args:
        workspace: Knows states and instruments by name.
        called: What an act is called in the coder's language.
    """

    def __init__(self, workspace: Workspace, called: Callable[[str], str]) -> None:
        self._workspace = workspace
        self._called = called

    def act(self, told: str) -> Act:
        """Read an act by its name, or by what the interface calls it.

        Raises:
            UnreadableActError: It is neither.
        """
        wanted = told.strip().casefold().replace(" ", "_")
        for act in Act:
            called = self._called(act.value).casefold().replace(" ", "_")
            if wanted in {act.value, called}:
                return act
        raise UnreadableActError(told, [act.value for act in Act])

    def state(self, told: str) -> ActorId:
        """Read a state by code or name; see ``Workspace.state`` for what it raises."""
        return self._workspace.state(told.strip())

    def parties(self, told: str) -> tuple[ActorId, ...]:
        """Read states with commas between them; see ``Workspace.state`` for what it raises."""
        return tuple(self.state(one) for one in told.split(",") if one.strip())

    def instrument(self, told: str) -> InstrumentId:
        """Read an instrument; see ``Workspace.instrument`` for what it raises."""
        told = told.strip()
        if told.startswith(UNREGISTERED):
            return InstrumentId(told)
        return self._workspace.instrument(told).id


def identifier(told: str) -> InstrumentId:
    """Read what an instrument is to be called in the registry.

    Raises:
        UnreadableNameError: It is no identifier.
    """
    told = told.strip()
    if not told.replace("-", "").isalnum() or not told.isascii() or told != told.lower():
        raise UnreadableNameError(told[:_SHOWN])
    return InstrumentId(told)
