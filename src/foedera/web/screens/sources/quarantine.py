"""What could not be read: each with its reason, to be read once more or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.identifiers import ContentId
from foedera.ledger.errors import NotOnRecordError
from foedera.web.reply import File, Page, Table
from foedera.web.screens.sources.adding import manner_of, started
from foedera.wording.steps import moment_words
from foedera.workspace.adding.errors import NotInQuarantineError
from foedera.workspace.adding.retrying import kept_sources
from foedera.workspace.record_replies import refused_data

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

_COLUMNS: Final = ("id", "name", "reason", "message", "size", "refused_at", "kept")
#: What stands for all that is in quarantine.
_ALL: Final = "all"


def quarantine(asked: Asked) -> Reply:
    """Show what could not be read, the newest first."""
    refused = tuple(reversed(asked.desk.ledger.refused()))
    rows: list[dict[str, Any]] = [refused_data(one) for one in refused]
    return Page(
        template="sources/quarantine.html",
        title=asked.words("cod-quarantine-title"),
        data={"refused": rows},
        table=Table(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows)),
        shown={
            "refused": [
                (one, moment_words(one.refused_at, asked.words) if one.refused_at else None)
                for one in refused
            ],
            "may": asked.may("coder"),
            "read_in": asked.desk.languages,
        },
        at="sources",
        styles=("sources.css",),
    )


def retry(asked: Asked) -> Reply:
    """Begin to read once more what is in quarantine, and lead to what becomes of it.

    Raises:
        NotInQuarantineError: Nothing there is called so.
        UnreadableParameterError: Day or language cannot be read.
    """
    name = asked.form.get("name", "")
    if not name:
        raise NotInQuarantineError(name)
    manner = manner_of(asked, again=True)
    names = () if name == _ALL else (name,)
    held = kept_sources(asked.desk.ledger, names, manner.published)
    return started(asked, held.sources, manner, held.left)


def kept_bytes(asked: Asked) -> Reply:
    """Give the bytes of what could not be read, as a file that no browser opens.

    Raises:
        NotInQuarantineError: Nothing there is called so.
        NotOnRecordError: Its bytes were not kept.
    """
    name = ContentId(asked.part("name"))
    if not any(one.id == name for one in asked.desk.ledger.refused()):
        raise NotInQuarantineError(name)
    data = asked.desk.ledger.data(name)
    if data is None:
        raise NotOnRecordError(name)
    return File(name=f"{name}.txt", kind="text/plain", parts=(data,))
