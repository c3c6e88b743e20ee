"""The process that reads reports for another, within limits: ``python -m`` this module.

A report that needs too much of the processor or of memory ends this process, whatever part of
it is running, and no other. Requests come on standard input and answers go to standard output
(see ``exchanging``); the process ends where its standard input does.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from foedera.documents.feeds import feed_items
from foedera.errors import FoederaError
from foedera.workspace.adding.exchanging import (
    OUT_OF_MEMORY,
    Laid,
    Limits,
    Taken,
    Told,
    Wanted,
    got,
    put,
    refusal_of,
)
from foedera.workspace.filing import filing_of, recorded_claims
from foedera.workspace.workspace import Workspace

if TYPE_CHECKING:
    from typing import BinaryIO

    from foedera.identifiers import ContentId
    from foedera.workspace.dossier import Dossier


def main() -> None:
    """Answer requests until there are no more."""
    limits = msgspec.json.decode(sys.argv[1], type=Limits)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints, prints elsewhere
        _hold_to(limits.memory)
        try:
            _serve(sys.stdin.buffer, answers, limits)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # nothing that needs memory can be done any more


def _serve(requests: BinaryIO, answers: BinaryIO, limits: Limits) -> None:
    workspace = Workspace()
    decoder = msgspec.msgpack.Decoder(Wanted)
    put(answers, Told())
    while (packed := got(requests)) is not None:
        _allow(limits.seconds)
        told = answered(workspace, decoder.decode(packed))
        _allow(0)
        put(answers, told)


def answered(workspace: Workspace, wanted: Wanted) -> Told:
    """Read a report, or take a feed apart."""
    try:
        return _taken_apart(wanted) if wanted.feed else _read(workspace, wanted)
    except FoederaError as error:
        return Told(refusal=refusal_of(error))


def _read(workspace: Workspace, wanted: Wanted) -> Told:
    dossier = workspace.read(
        wanted.data, name=wanted.name, published=wanted.published, language=wanted.language
    )
    filing = filing_of(dossier, wanted.data, wanted.published)
    notices = (*wanted.noted, *filing.document.notices)
    return Told(
        filing=replace(filing, document=replace(filing.document, notices=notices)),
        laid=_laid(dossier, filing.document.id) if wanted.dossier else None,
    )


def _laid(dossier: Dossier, document: ContentId) -> Laid:
    data = msgspec.json.encode(dossier.to_dict())
    return Laid(data, tuple(recorded_claims(dossier, document)))


def _taken_apart(wanted: Wanted) -> Told:
    return Told(
        items=tuple(
            Taken(
                item.name, item.data, item.notices, refusal_of(item.error) if item.error else None
            )
            for item in feed_items(wanted.data, wanted.name)
        )
    )


def _hold_to(memory: int) -> None:
    """Let this process have so much memory and no more, where the system can see to it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not everywhere

    # What Linux counts here is what was asked for and can be written to; address space that
    # is merely set aside, as threads do, is not held against it.
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    resource.setrlimit(kind, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: float) -> None:
    """Let the system end this process after so much processor time; nought for never.

    Nothing handles the signal, so that it works in the midst of compiled code, too.
    """
    if sys.platform != "win32":
        import signal  # noqa: PLC0415 - its timers are not everywhere

        signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main()
