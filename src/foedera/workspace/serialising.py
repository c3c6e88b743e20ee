"""The dossier as plain data, in the shape of ``data/schemas/dossier.schema.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedera.workspace.dossier import Dossier


def dossier_as_data(dossier: Dossier) -> dict[str, Any]:
    """Return a dossier as dictionaries, lists, text, numbers and None."""
    return {}
