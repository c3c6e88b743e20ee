"""A team's server for tests: people of every role, and clients as their browsers and programs."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import uvicorn
from starlette.testclient import TestClient

from foedera.accounts import Doer, Role, Wish, create_team
from foedera.accounts.passwords import Passwords
from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.gates.open_gate import OpenGate
from foedera.web.gates.team_gate import TeamGate
from foedera.web.guarding import Guard, Limits
from foedera.web.listening import LONGEST, GuardedProtocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx2 import Response

    from foedera.accounts import Team
    from foedera.ledger.sql_ledger import SqlLedger

NOW: Final = datetime(2026, 1, 3, 9, 30, tzinfo=UTC)
PASSWORD: Final = "tujuh perahu biru di dermaga"  # noqa: S105 - of people made for tests
#: As passwords are not kept but in tests.
QUICK: Final = Passwords(memory=64, times=1)
HERE: Final = "http://127.0.0.1"
PUBLIC: Final = "https://foedera.example.org"
PEOPLE: Final = {Role.READER: "Rina", Role.CODER: "Citra", Role.KEEPER: "Kartika"}


@dataclass
class Served:
    """A team's server, and who may come to it.

    Attributes:
        team: The people.
        gate: Their gate.
        client: A browser in which nobody is signed in.
        at: What the clock says.
    """

    team: Team
    gate: TeamGate
    client: TestClient
    address: str
    at: datetime = field(default=NOW)
    sessions: dict[Role, str] = field(default_factory=dict)
    tokens: dict[Role, str] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)

    def doer(self, name: str = "") -> Doer:
        """Return somebody who does something at this moment."""
        return Doer(name, "192.0.2.7", self.at)

    def secret(self, role: Role) -> str:
        """Sign somebody in, and return the secret of their session."""
        return self.team.sign_in(PEOPLE[role], PASSWORD, self.doer())

    def session(self, role: Role) -> str:
        """Return the secret of a session, the same each time."""
        if role not in self.sessions:
            self.sessions[role] = self.secret(role)
        return self.sessions[role]

    def token(self, role: Role) -> str:
        """Return a token that does what a role allows, the same each time."""
        if role not in self.tokens:
            wish = Wish("a test", role)
            made = self.team.make_token(PEOPLE[Role.KEEPER], wish, self.doer())
            self.tokens[role] = made[1]
        return self.tokens[role]

    def browser(self, secret: str = "") -> Browser:
        """Return a browser with a session."""
        return Browser(self, secret)


@dataclass
class Browser:
    """One browser: it sends its session, and says where forms come from, as all do."""

    served: Served
    secret: str = ""

    def get(self, path: str, **headers: str) -> Response:
        """Ask for a page."""
        return self._sent("GET", path, {}, headers)

    def stamp(self, path: str = "/en/sign-in") -> str:
        """Return the stamp that a page of this server gives to its forms."""
        if self.secret not in self.served.stamps:
            page = self.get(path).text
            stamp = page.partition('data-stamp="')[2].partition('"')[0]
            self.served.stamps[self.secret] = stamp
        return self.served.stamps[self.secret]

    def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> Response:
        """Send a form as one of our own pages would, with its stamp."""
        filled = {"stamp": self.stamp(), **(form or {})}
        return self._sent("POST", path, filled, {"origin": self.served.address, **headers})

    def post_as_it_is(self, path: str, form: dict[str, str], **headers: str) -> Response:
        """Send a form with nothing added."""
        return self._sent("POST", path, form, headers)

    def _sent(
        self, method: str, path: str, form: dict[str, str], headers: dict[str, str]
    ) -> Response:
        name = "__Host-foedera" if self.served.address == PUBLIC else "foedera-insecure-loopback"
        told = {key.replace("_", "-"): value for key, value in headers.items()}
        if self.secret:
            told["cookie"] = f"{name}={self.secret}"
        client = self.served.client
        client.cookies.clear()
        return client.request(method, path, data=form or None, headers=told, follow_redirects=False)


@contextmanager
def team_served(
    ledger: SqlLedger, folder: Path, *, public: bool = False, address: str = HERE
) -> Iterator[Served]:
    """Serve a team over a ledger, with one person of each role."""
    with create_team(str(folder / "team.db"), QUICK) as team:
        served: Served | None = None

        def now() -> datetime:
            return served.at if served is not None else NOW

        gate = TeamGate(team, public=public, now=now)
        web = application(Desk(ledger, gate, now))
        with TestClient(web, base_url=address, raise_server_exceptions=True) as client:
            served = Served(team, gate, client, address)
            for role, name in PEOPLE.items():
                _, link = team.invite(name, role, served.doer())
                team.accept(link, PASSWORD, served.doer())
            yield served


def desk_at_home(ledger: SqlLedger) -> Desk:
    """Return the desk of somebody who keeps a ledger alone."""
    return Desk(ledger, OpenGate("ana"), lambda: NOW)


class HastyProtocol(GuardedProtocol):
    """The protocol that is served, but for its patience."""

    patience = 0.5
    lingering = 0.2


@contextmanager
def guarded(desk: Desk, limits: Limits | None = None) -> Iterator[int]:
    """Serve over a real connection, behind the guard; give the port."""
    settings = uvicorn.Config(
        Guard(application(desk), limits=limits or Limits()),
        http=HastyProtocol,
        ws="none",
        port=0,
        log_level="critical",
        h11_max_incomplete_event_size=LONGEST,
    )
    with listening(settings) as port:
        yield port


@contextmanager
def listening(settings: uvicorn.Config) -> Iterator[int]:
    """Serve over a real connection in a thread; give the port."""
    settings.port = 0
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()
