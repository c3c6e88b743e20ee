"""Storage: what was reported, by whom, when it was recorded, and what was decided."""

from foedera.ledger.connecting import shown
from foedera.ledger.entries import Fault, Filed, Filing, Head, Refused, Sought, Verified
from foedera.ledger.ledger import Ledger
from foedera.ledger.listing import ReportsSought, Trace
from foedera.ledger.opening import create_ledger, open_ledger, usual_address
from foedera.ledger.restoring import restore
from foedera.ledger.searches import (
    FACETS,
    LARGEST_PAGE,
    PAGE,
    Changes,
    Closed,
    Covered,
    Facet,
    Facets,
    Found,
    Made,
    Recent,
    Search,
)

__all__ = [
    "FACETS",
    "LARGEST_PAGE",
    "PAGE",
    "Changes",
    "Closed",
    "Covered",
    "Facet",
    "Facets",
    "Fault",
    "Filed",
    "Filing",
    "Found",
    "Head",
    "Ledger",
    "Made",
    "Recent",
    "Refused",
    "ReportsSought",
    "Search",
    "Sought",
    "Trace",
    "Verified",
    "create_ledger",
    "open_ledger",
    "restore",
    "shown",
    "usual_address",
]
