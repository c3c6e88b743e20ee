"""People of a team's server: who they are, what they may do, how they are known again."""

from foedera.accounts.deeds import Deed, DeedKind, Wanted
from foedera.accounts.inviting import Invitation
from foedera.accounts.opening import accounts_address, create_team, has_accounts, open_team
from foedera.accounts.people import Account, Doer, Person, Role
from foedera.accounts.sessions import Session
from foedera.accounts.team import Team
from foedera.accounts.tokens import Token, Wish

__all__ = [
    "Account",
    "Deed",
    "DeedKind",
    "Doer",
    "Invitation",
    "Person",
    "Role",
    "Session",
    "Team",
    "Token",
    "Wanted",
    "Wish",
    "accounts_address",
    "create_team",
    "has_accounts",
    "open_team",
]
