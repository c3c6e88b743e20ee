"""The command ``foedera people``: who is let in to a team's server."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, Final

import click

from foedera.wording import INTERFACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedera.accounts import Deed, Doer, Invitation, Team
    from foedera.wording import Words

#: As the accounts room has them; told here so that it is not loaded for the help of a command.
_ROLES: Final = ("reader", "coder", "keeper")
_ADDRESS: Final = "http://127.0.0.1:8080"
#: Where a deed comes from that is done by a command, and no browser.
_TERMINAL: Final = "terminal"
#: How wide a part of a line is at least.
_WIDTH: Final = 16


def _in_team(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--interface",
        type=click.Choice(INTERFACES),
        help="Language foedera itself speaks; the environment's (LANG), else English.",
    )(command)
    return click.option(
        "--ledger",
        envvar="FOEDERA_LEDGER",
        metavar="FILE|URL",
        help="The ledger: a file, or postgresql://…; the system's place for it if left out.",
    )(command)


def _with_link(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--url",
        envvar="FOEDERA_URL",
        default=_ADDRESS,
        show_default=True,
        metavar="URL",
        help="How people reach the server: the link begins so.",
    )(command)


_as_data = click.option("--json", "as_json", is_flag=True, help="Print data.")
_as_role = click.Choice(_ROLES)


@click.group()
def people() -> None:
    """Invite people to a team's server, give them roles, and see what was done.

    Accounts lie in a file beside the ledger (in Postgres, in its database); the first
    invitation makes them. Who can read that file can do all that a keeper can: these
    commands ask for no password.
    """


@people.command()
@click.argument("name")
@click.option("--role", type=_as_role, required=True, help="What they may do.")
@_with_link
@_in_team
def invite(*, name: str, role: str, url: str, ledger: str | None, interface: str | None) -> None:
    """Print a link by which NAME joins, once, within seven days.

    Decisions of a coder stand in the ledger under NAME. A reader looks, asks and exports; a
    coder also decides proposals and adds reports; a keeper also invites people, makes
    releases and keeps the server.
    """
    from foedera.accounts import Role, create_team  # noqa: PLC0415 - as late as possible

    with create_team(ledger) as team:
        made, secret = team.invite(name, Role(role), _doer())
    _tell_link(made, secret, url, _words(interface))


@people.command()
@click.argument("name")
@_with_link
@_in_team
def renew(*, name: str, url: str, ledger: str | None, interface: str | None) -> None:
    """Print a link by which NAME, who forgot their password, takes a new one within a day.

    With it all their sessions and tokens end.
    """
    with _opened(ledger) as team:
        made, secret = team.renew(name, _doer())
    _tell_link(made, secret, url, _words(interface))


@people.command("list")
@_as_data
@_in_team
def list_people(*, as_json: bool, ledger: str | None, interface: str | None) -> None:
    """List people and their roles, and links that have not been used yet."""
    words = _words(interface)
    with _opened(ledger) as team:
        now = datetime.now(UTC)
        known, invited = team.people(now), team.invitations(now)
    if as_json:
        from foedera.web.people_data import account_data, invitation_data  # noqa: PLC0415

        told = {
            "people": [account_data(one) for one in known],
            "invitations": [invitation_data(one) for one in invited],
        }
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    for one in known:
        seen = _moment(one.seen_at) if one.seen_at else words("team-not-here")
        state = words("team-let-in") if one.active else words("team-let-out")
        _say(one.person.name, words(f"team-role-{one.person.role.value}"), state, seen)
    for link in invited:
        until = words("team-link-until", moment=_moment(link.expires_at))
        _say(link.name, words(f"team-role-{link.role.value}"), until)
    if not known and not invited:
        _say(words("team-nobody"))


@people.command()
@click.argument("name")
@click.argument("role", type=_as_role)
@_in_team
def role(*, name: str, role: str, ledger: str | None, interface: str | None) -> None:
    """Give NAME another ROLE; their sessions end. The last keeper stays one."""
    from foedera.accounts import Role  # noqa: PLC0415 - as late as possible

    words = _words(interface)
    with _opened(ledger) as team:
        changed = team.set_role(name, Role(role), _doer())
    _say(words("team-is-now", name=changed.name, role=words(f"team-role-{role}")))


@people.command()
@click.argument("name")
@_in_team
def deactivate(*, name: str, ledger: str | None, interface: str | None) -> None:
    """Let NAME in no longer: sessions, tokens and links end. Their decisions stand."""
    with _opened(ledger) as team:
        team.deactivate(name, _doer())
    _say(_words(interface)("team-is-out", name=name))


@people.command()
@click.argument("name")
@_in_team
def reactivate(*, name: str, ledger: str | None, interface: str | None) -> None:
    """Let NAME in again, with the role and the password they had."""
    with _opened(ledger) as team:
        team.reactivate(name, _doer())
    _say(_words(interface)("team-is-in", name=name))


@people.command()
@click.option("--name", default="", help="Only what this person did, or what was done to them.")
@click.option("--kind", default=None, metavar="KIND", help="Only this: signed-in, role-changed, …")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only of this day and later.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Only of this day and earlier.")
@_as_data
@_in_team
def audit(
    *,
    name: str,
    kind: str | None,
    as_json: bool,
    ledger: str | None,
    interface: str | None,
    **days: datetime | None,
) -> int:
    """List what was done, the oldest first, and verify that nothing was altered.

    Exit codes: 0 nothing was altered, 1 something was, 2 bad usage.
    """
    from foedera.accounts import DeedKind, Wanted  # noqa: PLC0415 - as late as possible

    kinds = [one.value for one in DeedKind]
    if kind is not None and kind not in kinds:
        message = f"{kind!r} is no kind. Name one of: {', '.join(kinds)}."
        raise click.BadParameter(message, param_hint="--kind")
    since, until = days["since"], days["until"]
    wanted = Wanted(
        name=name,
        kind=DeedKind(kind) if kind else None,
        since=since.replace(tzinfo=UTC) if since else None,
        until=datetime.combine(until.date(), time.max, tzinfo=UTC) if until else None,
    )
    words = _words(interface)
    with _opened(ledger) as team:
        found, altered = team.deeds(wanted), team.altered_deed()
    for one in reversed(found):
        _tell(one, words, as_json=as_json)
    if altered is not None:
        click.echo(f"foedera: {words('team-altered', number=str(altered))}", err=True)
    return 0 if altered is None else 1


def _tell(one: Deed, words: Words, *, as_json: bool) -> None:
    if as_json:
        from foedera.web.people_data import deed_data  # noqa: PLC0415 - as late as possible

        sys.stdout.write(json.dumps(deed_data(one), ensure_ascii=False) + "\n")
        return
    told = " ".join(f"{key}={value}" for key, value in one.told.items())
    kind = words(f"team-deed-{one.kind.value}")
    _say(_moment(one.at), one.address, one.name or "–", f"{kind} {one.about}", told)


def _tell_link(made: Invitation, secret: str, url: str, words: Words) -> None:
    key = "team-renew-by" if made.renews else "team-join-by"
    told = {"name": made.name, "moment": _moment(made.expires_at)}
    _say(words(key, role=words(f"team-role-{made.role.value}"), **told))
    sys.stdout.write(f"{url.rstrip('/')}/{words.language}/invitation?link={secret}\n")


@contextmanager
def _opened(ledger: str | None) -> Iterator[Team]:
    from foedera.accounts import open_team  # noqa: PLC0415 - as late as possible

    with open_team(ledger) as team:
        yield team


def _doer() -> Doer:
    from foedera.accounts import Doer  # noqa: PLC0415 - as late as possible

    return Doer("", _TERMINAL, datetime.now(UTC))


def _words(interface: str | None) -> Words:
    from foedera.wording import Words  # noqa: PLC0415 - as late as possible
    from foedera.wording.words import preferred  # noqa: PLC0415 - ditto

    return Words(interface or preferred(os.environ), files=("wording/web-team.yaml",))


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC")


def _say(*parts: str) -> None:
    """Print a line of parts, each as wide as it is or a little wider."""
    from foedera.wording import clean  # noqa: PLC0415 - as late as possible

    *first, last = (clean(part) for part in parts)
    sys.stdout.write("  ".join([*(f"{part:{_WIDTH}}" for part in first), last]).rstrip() + "\n")
