"""``foedera serve`` and ``foedera people`` as they are run: where they listen, and how they end."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner
from team_served import NOW, PASSWORD, QUICK, desk_at_home, listening

from foedera.accounts import create_team, open_team
from foedera.ledger import create_ledger, open_ledger
from foedera.web.application import application
from foedera.web.command import serve
from foedera.web.desk import Desk
from foedera.web.errors import PortTakenError
from foedera.web.gates.team_gate import TeamGate
from foedera.web.guarding import Guard
from foedera.web.people_command import people
from foedera.web.serving import Place, Server, settings_of
from foedera.web.serving import serve as serve_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - to be refused
SOURCE: Final = Path(__file__).parents[2] / "src"
RUN: Final = "import sys; from foedera.web.command import serve; serve(sys.argv[1:])"


def run(*arguments: str, ledger: Path) -> Result:
    return CliRunner().invoke(serve, [*arguments, "--ledger", str(ledger)])


def told(*arguments: str, ledger: Path) -> Result:
    return CliRunner().invoke(people, [*arguments, "--ledger", str(ledger), "--interface", "en"])


@contextmanager
def running(*arguments: str, ledger: Path) -> Iterator[tuple[subprocess.Popen[str], str, int]]:
    """Run a server; give its process, what it said, and its port."""
    command = [sys.executable, "-c", RUN, "--port", "0", "--ledger", str(ledger), *arguments]
    path = os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        said = next((line for line in process.stdout if "listens at" in line), "")
        found = re.search(r":(\d+)/", said)
        assert found is not None, "it ended before it listened"
        try:
            yield process, said, int(found[1])
        finally:
            process.kill()


@pytest.mark.parametrize(
    "host", [EVERYWHERE, "::", "", "192.0.2.1", "255.255.255.255", "::ffff:192.0.2.1"]
)
def test_without_accounts_no_address_is_listened_at_that_others_can_reach(
    tmp_path: Path, host: str
) -> None:
    done = run("--host", host, "--port", "0", ledger=tmp_path / "l.db")
    assert done.exit_code == 2
    assert "--accounts" in done.output


@pytest.mark.parametrize("host", ["0", "0x0", "00.00.00.00"])
def test_other_spellings_of_every_address_are_known(tmp_path: Path, host: str) -> None:
    assert run("--host", host, "--port", "0", ledger=tmp_path / "l.db").exit_code in {1, 2}


def test_a_name_that_leads_to_others_is_refused_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 0)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert run("--host", "both.example", ledger=tmp_path / "l.db").exit_code == 2


def test_with_accounts_no_password_is_sent_over_a_network_in_the_clear(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    create_ledger(str(ledger)).close()
    create_team(str(ledger), QUICK).close()
    done = run("--accounts", "--host", EVERYWHERE, "--port", "0", ledger=ledger)
    assert done.exit_code == 2
    assert "--certificate" in done.output
    done = run(
        "--accounts",
        "--host",
        EVERYWHERE,
        "--port",
        "0",
        "--behind-proxy",
        "192.0.2.2",
        ledger=ledger,
    )
    assert done.exit_code == 2
    assert "--url" in done.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["--public-reading"],
        ["--behind-proxy", "127.0.0.1"],
        ["--accounts", "--certificate", __file__],
        ["--url", "foedera.example.org"],
    ],
)
def test_what_has_no_meaning_is_bad_usage(tmp_path: Path, arguments: list[str]) -> None:
    assert run(*arguments, ledger=tmp_path / "l.db").exit_code == 2


def test_a_team_s_server_needs_accounts(tmp_path: Path) -> None:
    done = run("--accounts", ledger=tmp_path / "l.db")
    assert "foedera people invite" in str(done.exception)


def test_a_port_that_is_taken_is_told_of(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        create_ledger(str(tmp_path / "l.db")) as ledger,
    ):
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match="--port"):
            serve_at(desk_at_home(ledger), Place(port=port), lambda _: None)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_end_goes_on_to_close_the_ledger(
    tmp_path: Path, how: signal.Signals
) -> None:
    with create_ledger(str(tmp_path / "l.db")) as ledger:
        settings = settings_of(Guard(application(desk_at_home(ledger))), Place())
        server = Server(settings, lambda: None)
        with server.capture_signals():
            signal.raise_signal(how)
        assert server.should_exit


def test_a_server_says_where_it_listens_and_ends_in_order(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    with running(ledger=ledger) as (process, said, port):
        assert "for this machine alone" in said
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        line.request("GET", "/en/admin.json")
        answer = line.getresponse()
        assert answer.status == 200
        assert b'"accounts":false' in answer.read()
        line.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    with open_ledger(str(ledger)) as held:
        assert not held.verify().faults


@contextmanager
def passed_on_by(proxy: str, ledger: Path) -> Iterator[int]:
    """Serve a team as ``serve`` does behind a proxy; give the port."""
    place = Place(port=0, urls=("https://foedera.example.org",), proxies=(proxy,))
    with open_ledger(str(ledger)) as held, open_team(str(ledger), QUICK) as team:
        desk = Desk(held, TeamGate(team), lambda: NOW)
        with listening(settings_of(Guard(application(desk), place.names), place)) as port:
            yield port


def test_a_proxy_is_believed_if_it_is_named_and_nobody_else(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    create_ledger(str(ledger)).close()
    create_team(str(ledger), QUICK).close()
    forwarded = {"x-forwarded-for": "198.51.100.9", "x-forwarded-proto": "https"}
    for proxy in ("127.0.0.1", "192.0.2.2"):
        with passed_on_by(proxy, ledger) as port:
            pass_on = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            headers = {"host": "foedera.example.org", **forwarded}
            pass_on.request("GET", "/en/sign-in", headers=headers)
            page = pass_on.getresponse()
            stamp = page.read().decode().partition('data-stamp="')[2].partition('"')[0]
            headers |= {
                "origin": "https://foedera.example.org",
                "content-type": "application/x-www-form-urlencoded",
            }
            pass_on.request("POST", "/en/sign-in", f"stamp={stamp}&name=x&password=y", headers)
            assert pass_on.getresponse().status == (401 if proxy == "127.0.0.1" else 403)
            pass_on.close()
    with open_team(str(ledger)) as team:
        assert [one.address for one in team.deeds()] == ["198.51.100.9"]


# foedera people ---------------------------------------------------------------------------


def test_the_first_keeper_is_made_at_the_command_line(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    assert "foedera people invite" in str(told("list", ledger=ledger).exception)
    done = told("invite", "Ana", "--role", "keeper", "--url", "https://x.example/", ledger=ledger)
    assert done.exit_code == 0, done.output
    link = re.search(r"https://x\.example/en/invitation\?link=(\S+)", done.output)
    assert link is not None
    assert stat.S_IMODE(Path(f"{ledger}.accounts").stat().st_mode) == 0o600
    with open_team(str(ledger), QUICK) as team:
        from foedera.accounts import Doer  # noqa: PLC0415 - its only use

        found = team.invitation(link[1], NOW.replace(year=2020))
        assert (found.name, found.role.value) == ("Ana", "keeper")
        team.accept(link[1], PASSWORD, Doer("", "192.0.2.7", found.made_at))
    assert "Ana" in told("list", ledger=ledger).output
    assert told("role", "Ana", "reader", ledger=ledger).exit_code != 0
    told("invite", "Siti", "--role", "coder", ledger=ledger)
    assert '"invitations"' in told("list", "--json", ledger=ledger).output
    audit = told("audit", ledger=ledger)
    assert audit.exit_code == 0
    assert [line.split("  ")[1].strip() for line in audit.output.splitlines()] == [
        "terminal",
        "192.0.2.7",
        "terminal",
    ]
    only = told("audit", "--kind", "joined", "--json", ledger=ledger)
    assert only.output.count("\n") == 1
    assert told("audit", "--kind", "none", ledger=ledger).exit_code == 2
    assert told("renew", "Ana", ledger=ledger).exit_code == 0
