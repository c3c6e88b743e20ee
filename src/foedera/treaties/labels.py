"""The wording of every value a reader sees: stages, statuses, kinds of duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.treaties.cascade import Side
from foedera.treaties.duty import Verdict
from foedera.treaties.entry_into_force import Lack
from foedera.treaties.owed import ObligationForce
from foedera.treaties.provisions import (
    Condition,
    Immediacy,
    Means,
    ObligationKind,
    Occurrence,
    Target,
)
from foedera.treaties.standing import Standing
from foedera.treaties.status import Status
from foedera.treaties.wording import phrase

if TYPE_CHECKING:
    from enum import Enum

_PREFIXES: dict[type[Enum], str] = {
    Standing: "standing",
    Status: "status",
    Lack: "missing",
    ObligationForce: "force",
    Verdict: "verdict",
    ObligationKind: "obligation",
    Occurrence: "trigger",
    Means: "means",
    Immediacy: "immediacy",
    Condition: "condition",
    Target: "target",
    Side: "side",
}
_GAPS = {"states": "…", "count": "…", "until": "…", "event": "…"}


def label(value: Enum, language: str) -> str:
    """Return what a reader is shown for a value: ``Standing.PARTY`` is "negara pihak".

    Args:
        value: A member of one of the room's enumerations.
        language: ``en`` or ``id``.

    Raises:
        UnknownWordingError: The language has no word for it.
    """
    key = f"{_PREFIXES[type(value)]}-{str(value.value).replace(' ', '-').lower()}"
    return phrase(key, language, **_GAPS)


def ratification_label(needed: bool | None, language: str) -> str:  # noqa: FBT001 - three values, not a switch
    """Return whether ratification is needed, in words; None is "not known"."""
    words = {True: "needed", False: "not-needed", None: "unknown"}
    return phrase(f"ratification-{words[needed]}", language)
