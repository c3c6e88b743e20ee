"""ATOP's alliances as instruments, so that every question of the law can be put to them.

From the member file come the members, their days and who owes what; from the clause files
under ``data/clauses`` against whom, where and on what conditions.
"""

from foedera.datasets.histories.clauses import Clause, ClauseFile, carried, clause_file
from foedera.datasets.histories.history import Histories, named, with_history

__all__ = [
    "Clause",
    "ClauseFile",
    "Histories",
    "carried",
    "clause_file",
    "named",
    "with_history",
]
