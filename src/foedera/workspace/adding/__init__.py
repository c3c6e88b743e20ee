"""Reports come into the ledger: taken from files, read in processes apart, recorded one by one."""

from foedera.workspace.adding.recording import Added, Became, Manner, add
from foedera.workspace.adding.sources import Source, found

__all__ = ["Added", "Became", "Manner", "Source", "add", "found"]
