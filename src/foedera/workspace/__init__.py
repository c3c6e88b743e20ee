"""The front desk: opens registry and catalogue, and reads reports; the Python API."""

from foedera.workspace.dossier import Dossier, Notice, Outcome
from foedera.workspace.workspace import Workspace

__all__ = ["Dossier", "Notice", "Outcome", "Workspace"]
