"""What follows if a report's claims hold: standing, obligations, conduct, and why."""

from foedera.assessment.accepting import Accepted, AcceptedStep, accepted
from foedera.assessment.conduct import Conduct, Conflict, Version, conduct
from foedera.assessment.confidence import Confidence, Level, Part, PartName
from foedera.assessment.differing import Difference
from foedera.assessment.figures import Figure, Opposition, Voice
from foedera.assessment.gathering import Subject, Thread, gathered, of_sides, subject_of
from foedera.assessment.obligations import ReportedObligation, reported_obligations
from foedera.assessment.proposed import (
    OnRegister,
    OtherDays,
    Proposal,
    Proposed,
    Relation,
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
from foedera.assessment.stories import Story, first_claim, story_id, story_of
from foedera.assessment.voices import Origin, Role, Support, Telling, Text

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
    "Figure",
    "Level",
    "OnRegister",
    "Opposition",
    "Origin",
    "OtherDays",
    "Part",
    "PartName",
    "Proposal",
    "Proposed",
    "Relation",
    "ReportedObligation",
    "ReportedStanding",
    "ReportedStep",
    "Role",
    "Story",
    "Subject",
    "Support",
    "Telling",
    "Text",
    "Thread",
    "Told",
    "Version",
    "Voice",
    "accepted",
    "conduct",
    "first_claim",
    "gathered",
    "of_sides",
    "proposals",
    "reported_obligations",
    "reported_steps",
    "standing",
    "standings",
    "story_id",
    "story_of",
    "subject_of",
]
