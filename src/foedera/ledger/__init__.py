"""Storage: what was reported, by whom, when it was recorded, and what was decided."""

from foedera.ledger.connecting import shown
from foedera.ledger.entries import Fault, Filed, Filing, Head, Refused, Sought, Verified
from foedera.ledger.ledger import Ledger
from foedera.ledger.listing import ReportsSought, Trace
from foedera.ledger.opening import create_ledger, open_ledger, usual_address
from foedera.ledger.restoring import restore

__all__ = [
    "Fault",
    "Filed",
    "Filing",
    "Head",
    "Ledger",
    "Refused",
    "ReportsSought",
    "Sought",
    "Trace",
    "Verified",
    "create_ledger",
    "open_ledger",
    "restore",
    "shown",
    "usual_address",
]
