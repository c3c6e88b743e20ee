"""People of a team's server: who they are, what they may do, how they are known again."""

from foedera.accounts.people import Person, Role

__all__ = ["Person", "Role"]
