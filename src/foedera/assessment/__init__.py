"""What follows if a report's claims hold: standing, obligations, conduct, and why."""

from foedera.assessment.conduct import Conduct, Conflict, Version, conduct
from foedera.assessment.differing import Difference
from foedera.assessment.obligations import ReportedObligation, reported_obligations
from foedera.assessment.standing import (
    Agreement,
    Comparison,
    ReportedStanding,
    standing,
    standings,
)
from foedera.assessment.stepping import ReportedStep, reported_steps

__all__ = [
    "Agreement",
    "Comparison",
    "Conduct",
    "Conflict",
    "Difference",
    "ReportedObligation",
    "ReportedStanding",
    "ReportedStep",
    "Version",
    "conduct",
    "reported_obligations",
    "reported_steps",
    "standing",
    "standings",
]
