"""The demo: a few reports in our own words, filed into an empty ledger when asked to."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from foedera.web.errors import NotEmptyError, NotReadError
from foedera.web.reply import Moved
from foedera.workspace.adding.exchanging import Wanted

if TYPE_CHECKING:
    from foedera.web.asked import Asked

_FOLDER: Final = "demo"


def demo(asked: Asked) -> Moved:
    """Read and file the reports of the demo.

    Raises:
        NotEmptyError: There is something on record already.
        NotReadError: One of them cannot be read here.
    """
    desk = asked.desk
    if desk.ledger.head().number:
        raise NotEmptyError
    for name, data in reports():
        told = desk.read(Wanted(name, data))
        if told.refusal is not None:
            raise NotReadError(told.refusal.reason, told.refusal.message)
        if told.filing is not None:
            desk.ledger.file(told.filing, data, desk.now())
    return Moved(to=asked.link("/"))


@cache
def reports() -> tuple[tuple[str, bytes], ...]:
    """Return the reports of the demo, each with its name, in order of their days."""
    found = resources.files("foedera.web").joinpath(_FOLDER).iterdir()
    return tuple(
        (f"demo-{one.name}", one.read_bytes()) for one in sorted(found, key=lambda each: each.name)
    )
