"""The law: instruments, who is bound by them since when, and to what.

Nothing here knows of news. The room can be used alone:

    >>> from datetime import date
    >>> from foedera.treaties import Registry, status
    >>> treaty = Registry.load().instrument("prk-rus-2024")
    >>> answer = status(treaty, date(2024, 11, 12), known_by=date(2024, 11, 12))
    >>> answer.status.value
    'not yet in force'
    >>> [missing.text("en") for missing in answer.missing]
    ['exchange of instruments of ratification between PRK and RUS']
"""

from foedera.treaties.at_home import MissingAtHome, missing_stages
from foedera.treaties.cascade import Apart, CascadeAnswer, Joining, Side, Torn, cascade
from foedera.treaties.case import Attack
from foedera.treaties.certainty import Truth, happened
from foedera.treaties.coding import LAW, Basis, Coding, ImpliedEnd
from foedera.treaties.coverage import Coverage
from foedera.treaties.duties import duties
from foedera.treaties.duty import Breach, Conflict, DutiesAnswer, Duty, Verdict
from foedera.treaties.dyad_row import ATOP_NAMES, DyadRow, Flag
from foedera.treaties.dyads import dyad_rows, dyads
from foedera.treaties.entry_into_force import Lack, Missing
from foedera.treaties.errors import (
    MalformedInstrumentError,
    MalformedProcedureError,
    SelfAttackError,
    StateNotExistingError,
    UnknownInstrumentError,
    UnknownRuleError,
    UnknownWordingError,
)
from foedera.treaties.finding import Candidate
from foedera.treaties.force import obligations_of, would_bind
from foedera.treaties.instrument import (
    Denunciation,
    Instrument,
    InstrumentKind,
    Link,
    LinkKind,
    Renewal,
    Term,
)
from foedera.treaties.instrument_file import instrument_of
from foedera.treaties.labels import label, ratification_label
from foedera.treaties.law import Reason, Rule, rule
from foedera.treaties.obligations import obligations
from foedera.treaties.owed import ObligationForce, OwedObligation, Tie
from foedera.treaties.periods import BoundPeriod, bound_periods
from foedera.treaties.procedures import organ_name, procedure, procedures
from foedera.treaties.proof import Proof
from foedera.treaties.provisions import (
    Condition,
    Immediacy,
    Means,
    Obligation,
    ObligationKind,
    Occurrence,
    Provision,
    Target,
    Trigger,
)
from foedera.treaties.registry import Registry
from foedera.treaties.shelf import Card
from foedera.treaties.stages import Body, Need, Procedure, Stage
from foedera.treaties.standing import Participation, Standing
from foedera.treaties.status import InstrumentStatus, Status, brief_status, status, status_from
from foedera.treaties.steps import Act, Evidence, Step
from foedera.treaties.timeline import OwedIndex
from foedera.treaties.wording import day_text, days_text, listed, phrase

__all__ = [
    "ATOP_NAMES",
    "LAW",
    "Act",
    "Apart",
    "Attack",
    "Basis",
    "Body",
    "BoundPeriod",
    "Breach",
    "Candidate",
    "Card",
    "CascadeAnswer",
    "Coding",
    "Condition",
    "Conflict",
    "Coverage",
    "Denunciation",
    "DutiesAnswer",
    "Duty",
    "DyadRow",
    "Evidence",
    "Flag",
    "Immediacy",
    "ImpliedEnd",
    "Instrument",
    "InstrumentKind",
    "InstrumentStatus",
    "Joining",
    "Lack",
    "Link",
    "LinkKind",
    "MalformedInstrumentError",
    "MalformedProcedureError",
    "Means",
    "Missing",
    "MissingAtHome",
    "Need",
    "Obligation",
    "ObligationForce",
    "ObligationKind",
    "Occurrence",
    "OwedIndex",
    "OwedObligation",
    "Participation",
    "Procedure",
    "Proof",
    "Provision",
    "Reason",
    "Registry",
    "Renewal",
    "Rule",
    "SelfAttackError",
    "Side",
    "Stage",
    "Standing",
    "StateNotExistingError",
    "Status",
    "Step",
    "Target",
    "Term",
    "Tie",
    "Torn",
    "Trigger",
    "Truth",
    "UnknownInstrumentError",
    "UnknownRuleError",
    "UnknownWordingError",
    "Verdict",
    "bound_periods",
    "brief_status",
    "cascade",
    "day_text",
    "days_text",
    "duties",
    "dyad_rows",
    "dyads",
    "happened",
    "instrument_of",
    "label",
    "listed",
    "missing_stages",
    "obligations",
    "obligations_of",
    "organ_name",
    "phrase",
    "procedure",
    "procedures",
    "ratification_label",
    "rule",
    "status",
    "status_from",
    "would_bind",
]
