"""What follows if a report's claims hold: standing, obligations, conduct, and why."""

from foedera.assessment.accepting import Accepted, AcceptedStep, accepted
from foedera.assessment.conduct import Conduct, Conflict, Difference, Version, conduct
from foedera.assessment.confidence import Confidence, Level, Part, PartName
from foedera.assessment.obligations import ReportedObligation, reported_obligations
from foedera.assessment.proposed import (
    OnRegister,
    OtherDays,
    Proposal,
    Proposed,
    Relation,
    Telling,
    Told,
)
from foedera.assessment.proposing import Against, proposals
from foedera.assessment.standing import (
    Agreement,
    Comparison,
    ReportedStanding,
    standing,
    standings,
)
from foedera.assessment.stepping import ReportedStep, reported_steps

__all__ = [
    "Accepted",
    "AcceptedStep",
    "Against",
    "Agreement",
    "Comparison",
    "Conduct",
    "Confidence",
    "Conflict",
    "Difference",
    "Level",
    "OnRegister",
    "OtherDays",
    "Part",
    "PartName",
    "Proposal",
    "Proposed",
    "Relation",
    "ReportedObligation",
    "ReportedStanding",
    "ReportedStep",
    "Telling",
    "Told",
    "Version",
    "accepted",
    "conduct",
    "proposals",
    "reported_obligations",
    "reported_steps",
    "standing",
    "standings",
]
