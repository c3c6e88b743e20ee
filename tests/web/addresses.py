"""Every page of the web, with names of what is on record: for tests that hold for all pages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from foedera.ledger import Sought
from foedera.web.screens import SCREENS
from foedera.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.ledger import Ledger
    from foedera.web.screen import Screen

#: What stands for ``{…}`` of a screen's path, and what is asked of it. ``<report>``,
#: ``<claim>``, ``<denial>`` and ``<proposal>`` are names of what is on record.
ASKED: Final[dict[str, tuple[str, ...]]] = {
    "": ("/",),
    "/changes": ("/changes",),
    "/read": ("/read", "/read?example=id"),
    "/claims": ("/claims", "/claims?words=north+korea&modality=asserted", "/claims?words=nothing"),
    "/claims/{name}": ("/claims/<claim>",),
    "/reports": ("/reports",),
    "/reports/{name}": ("/reports/<report>?claim=<claim>",),
    "/stories": ("/stories",),
    "/stories/{name}": ("/stories/<claim>",),
    "/treaties": ("/treaties",),
    "/treaties/{name}": ("/treaties/prk-rus-2024", "/treaties/nato-accession-fin-2022"),
    "/treaties/{name}/reported": ("/treaties/prk-rus-2024/reported",),
    "/states": ("/states",),
    "/states/{one}": ("/states/PRK",),
    "/states/{one}/reported": ("/states/PRK/reported",),
    "/states/{one}/{other}": ("/states/PRK/RUS",),
    "/states/{one}/{other}/reported": ("/states/PRK/RUS/reported",),
    "/api": ("/api",),
    "/ask": ("/ask", "/ask?attacker=UKR&victim=RUS&on=2025-01-01"),
    "/ask/cascade": ("/ask/cascade?attacker=UKR&victim=RUS&on=2025-01-01",),
    "/network": ("/network", "/network?state=PRK&on=1970-01-01"),
    "/map": ("/map",),
    "/map/claims": ("/map/claims?from=PRK&to=RUS",),
    "/timeline": ("/timeline",),
    "/timeline/claims": ("/timeline/claims",),
    "/review": ("/review", "/review?instrument=prk-rus-2024"),
    "/review/keys": ("/review/keys",),
    "/review/{proposal}": ("/review/<proposal>",),
    "/provenance/{name:path}": (
        "/provenance/<claim>",
        "/provenance/<denial>",
        "/provenance/<proposal>",
        "/provenance/prk-rus-2024",
    ),
    "/sources": ("/sources",),
    "/sources/quarantine": ("/sources/quarantine",),
    "/releases": ("/releases",),
    "/releases/{name}": (),
    "/agreement": ("/agreement",),
    "/admin": ("/admin",),
}
#: Files, and pages of what is only there while something is being done.
NO_PAGES: Final = frozenset(
    {
        "/network.gexf",
        "/network.graphml",
        "/releases/made/{job}",
        "/releases/{name}/files/{file:path}",
        "/sources/added/{job}",
        "/sources/quarantine/{name}/bytes",
    }
)


#: Pages of a team's server alone: on one's own machine nobody signs in.
OF_TEAMS: Final = frozenset(
    {"/sign-in", "/account", "/invitation", "/admin/people", "/admin/tokens", "/admin/audit"}
)


def screens() -> Iterator[Screen]:
    """Yield the screens that show a page."""
    return (one for one in SCREENS if "GET" in one.methods and one.path not in NO_PAGES | OF_TEAMS)


def unasked() -> set[str]:
    """Return the screens of which no address is known here."""
    return {one.path for one in screens()} - ASKED.keys()


def addresses() -> tuple[str, ...]:
    """Return an address or more of every page there is, names still to be filled."""
    return tuple(told for one in screens() for told in ASKED.get(one.path, ()))


@cache
def _names(ledger: Ledger) -> dict[str, str]:
    claims = list(ledger.claims(Sought(acts=("ratify",), agents=("PRK",))))  # type: ignore[arg-type]
    proposed = Workspace(ledger=ledger).on_record.proposed().proposals
    return {
        "<report>": claims[0].document,
        "<claim>": claims[0].id,
        "<denial>": next(one.id for one in claims if one.claim.modality.value == "denied"),
        "<proposal>": next(one.id for one in proposed if one.waits),
    }


def filled(address: str, ledger: Ledger) -> str:
    """Return an address with the names of what is on record."""
    for gap, name in _names(ledger).items():
        address = address.replace(gap, name)
    return address
