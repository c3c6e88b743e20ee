"""Wars, and what the duties of allies came to in them.

The war data tell who fought whom, where and since when; ATOP's alliances, made instruments,
who owed what to whom; the law's own test whether a clash met a clause.
"""

from foedera.datasets.wars.cases import Case, Cases, Outcome
from foedera.datasets.wars.clashes import Clash, clashes
from foedera.datasets.wars.files import WarsCopy, read_wars, read_wars_copy
from foedera.datasets.wars.war import Participant, Stint, War

__all__ = [
    "Case",
    "Cases",
    "Clash",
    "Outcome",
    "Participant",
    "Stint",
    "War",
    "WarsCopy",
    "clashes",
    "read_wars",
    "read_wars_copy",
]
