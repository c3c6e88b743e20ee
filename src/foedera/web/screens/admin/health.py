"""Health: versions, storage, where the ledger's chain stands, limits; and its verification."""

from __future__ import annotations

import platform
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from foedera.accounts import DeedKind, Role
from foedera.ledger.sql_ledger import SqlLedger
from foedera.web.gates.team_gate import TeamGate
from foedera.web.guarding import Limits
from foedera.web.reply import Page
from foedera.web.screen import Screen
from foedera.web.screens.at_team import moment

if TYPE_CHECKING:
    from foedera.ledger import Verified
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

#: Most faults told of one by one on the page; all are in the data.
_SHOWN: Final = 20


def _health(asked: Asked) -> Page:
    gate, ledger = asked.desk.gate, asked.desk.ledger
    head = ledger.head()
    storage = ledger.storage() if isinstance(ledger, SqlLedger) else None
    limits = Limits()
    data: dict[str, Any] = {
        "foedera": version("foedera"),
        "python": platform.python_version(),
        "database": storage.database if storage else None,
        "database_safe": storage.safe if storage else None,
        "database_bytes": storage.size if storage else None,
        "address": ledger.address,
        "head": {
            "number": head.number,
            "at": head.at.isoformat() if head.at else None,
            "hash": head.digest,
        },
        "counts": dict(ledger.counts()),
        "accounts": gate.has_accounts,
        "public_reading": gate.has_accounts and gate.everybody is not None,
        "limits": {
            "form_bytes": 2 * 1024 * 1024,
            "upload_bytes": limits.body,
            "query_bytes": limits.query,
            "query_parameters": limits.parameters,
            "requests_at_once": limits.at_once,
        },
    }
    return Page(
        template="admin/health.html",
        title=asked.words("team-admin"),
        at="admin",
        data=data,
        shown={"head_at": moment(head.at), "verified": None, "faults": ()},
        styles=("team.css",),
        private=True,
    )


def _verify(asked: Asked) -> Reply:
    """Go through every row; and through the audit log, where there is one."""
    found: Verified = asked.desk.ledger.verify()
    gate, altered = asked.desk.gate, None
    if isinstance(gate, TeamGate):
        altered = gate.team.altered_deed()
        name = asked.person.name if asked.person else ""
        number = str(len(found.faults))
        gate.team.note(DeedKind.VERIFIED, gate.doer(asked.request, name), faults=number)
    page = _health(asked)
    faults = [f"{one.where}: {one.what}" for one in found.faults]
    told = {
        "entries": found.entries,
        "rows": found.rows,
        "faults": faults,
        "audit_altered_from": altered,
    }
    shown = {**page.shown, "verified": told, "faults": faults[:_SHOWN]}
    return replace(page, data={**page.data, "verified": told}, shown=shown)


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/admin", _health, Role.KEEPER),
    Screen("/admin/verify", _verify, Role.KEEPER, ("POST",), 16 * 1024),
)
