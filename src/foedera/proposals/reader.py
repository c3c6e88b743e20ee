"""The model reader: shows a report to a model passage by passage and verifies what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.reader import Reader
from foedera.proposals.errors import MissingExtraError
from foedera.proposals.passages import passages, shown
from foedera.proposals.prompting import complaining
from foedera.proposals.proposal import Drop, Part, Proposals, Reason, counted
from foedera.proposals.replies import Replies
from foedera.proposals.verifying import verified

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.claims.claim import Claim
    from foedera.claims.scene import LaidOut
    from foedera.proposals.address import Endpoint
    from foedera.proposals.answer import Answer
    from foedera.proposals.asking import Asking
    from foedera.proposals.passages import Passage
    from foedera.proposals.proposal import Proposal
    from foedera.proposals.verifying import Verified


class ModelReader(Reader):
    """Reads the claims of a report by asking a model.

    Args:
        model: Identifier of the model, as the endpoint knows it.
        endpoint: Where to ask it; None to read kept replies alone.
        replies: Folder in which replies are kept. One that is kept is not asked for again.

    Raises:
        MissingExtraError: The extra ``foedera[llm]`` is not installed.
        ValueError: Neither an endpoint nor a folder of replies is given.
    """

    def __init__(
        self, model: str, endpoint: Endpoint | None = None, *, replies: Path | None = None
    ) -> None:
        if endpoint is None and replies is None:
            raise ValueError("a model is asked at an endpoint, or read from kept replies")
        self.model = model
        kept = None if replies is None else Replies(replies, only=endpoint is None)
        self._asking = _door(model, endpoint, kept)

    def __call__(self, laid: LaidOut, /) -> tuple[Claim, ...]:
        """Return the claims that the model proposes and that hold.

        Raises:
            EndpointError: The endpoint cannot be reached, refuses, or breaks the protocol.
            MissingReplyError: Nobody is to be asked, and no reply is kept.
            UnreadableReplyError: A kept reply cannot be read, or a reply not be kept.
        """
        return tuple(one.claim for one in self.propose(laid).proposals)

    def propose(self, laid: LaidOut) -> Proposals:
        """Return all that the model proposes for a report, and what was dropped.

        Raises:
            EndpointError: The endpoint cannot be reached, refuses, or breaks the protocol.
            MissingReplyError: Nobody is to be asked, and no reply is kept.
            UnreadableReplyError: A kept reply cannot be read, or a reply not be kept.
        """
        read, unread = passages(laid)
        found: list[Proposal] = []
        drops: list[Drop] = []
        again = 0
        for passage in read:
            result, times = self._read(laid, passage)
            again += times > 1
            if result is None:
                drops.append(Drop(Part.ANSWER, Reason.UNREADABLE))
            else:
                found += result.proposals
                drops += result.drops
        return Proposals(
            self.model, tuple(found), counted(drops), len(read), again=again, unread=unread
        )

    def _read(self, laid: LaidOut, passage: Passage) -> tuple[Verified | None, int]:
        """Return what the answer to one passage comes to, and how often it was asked for."""

        def check(answer: Answer) -> str:
            return complaining(verified(laid, passage, answer, self.model).complaints)

        asked = self._asking.ask(shown(laid, passage), check)
        if asked.answer is None:
            return None, asked.times
        return verified(laid, passage, asked.answer, self.model), asked.times


def _door(model: str, endpoint: Endpoint | None, replies: Replies | None) -> Asking:
    try:
        from foedera.proposals.asking import Asking  # noqa: PLC0415 - it needs the extra
    except ModuleNotFoundError as error:
        raise MissingExtraError(error.name or "pydantic-ai-slim") from None
    return Asking(model, endpoint, replies)
