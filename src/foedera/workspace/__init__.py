"""The front desk: opens registry and catalogue, and reads reports; the Python API."""

from foedera.workspace.answers import Answer
from foedera.workspace.dossier import Dossier, Outcome
from foedera.workspace.findings import Notice
from foedera.workspace.questions import Asks, Question
from foedera.workspace.screening import Sifted
from foedera.workspace.workspace import Workspace

__all__ = ["Answer", "Asks", "Dossier", "Notice", "Outcome", "Question", "Sifted", "Workspace"]
