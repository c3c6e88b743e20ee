"""Takes a decision that a form or a key sends, and goes on to the next proposal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from foedera.claims.review import Verdict, standing_decisions
from foedera.errors import FoederaError
from foedera.identifiers import ContentId
from foedera.ledger.errors import NotOnRecordError
from foedera.web.errors import GatheringError, UnreadableFormError
from foedera.web.reply import Moved, Page
from foedera.web.screens.review.amending import amendment_of
from foedera.web.screens.review.lines import line_of, reviewing_of, waiting_of
from foedera.web.screens.review.proposal import (
    Failed,
    docket_for,
    failure_data,
    laid_out,
    shown,
)
from foedera.web.screens.review.telling import Done, recent_of
from foedera.web.statuses import status_of
from foedera.workspace.proposed_data import decision_data
from foedera.workspace.review.amending import Amendment
from foedera.workspace.review.errors import UnknownProposalError
from foedera.workspace.review.reviewing import FLAG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foedera.claims.review import Decision
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.web.screens.review.lines import Line
    from foedera.workspace.review.dockets import SharedDocket
    from foedera.workspace.review.reviewing import Reviewing

#: Seconds that a decision waits for the proposals to be gathered.
_PATIENCE: Final = 20.0
_NUMBER: Final = re.compile(r"[0-9]{1,15}")
#: What leaves a coder at the proposal he is at.
_STAYING: Final = frozenset({"flag", "note", "undo"})


def decide(asked: Asked) -> Reply:
    """Take one decision; answer with the next proposal, or as data to a script.

    Raises:
        GatheringError: The proposals are not at hand yet.
        UnreadableFormError: The form asks for nothing that is known here.
        UnknownProposalError: Nothing of that name is proposed.
        NotOnRecordError: There is no such decision to be undone.
    """
    name = ContentId(asked.part("proposal"))
    line = line_of(asked)
    docket = docket_for(asked, line, name, _PATIENCE)
    if not docket.ready:
        raise GatheringError
    with docket.opened() as opened:
        reviewing = reviewing_of(asked, opened, blind=line.blind)
        taking = _Taking(asked, reviewing, name)
        try:
            made = taking.made()
        except (UnreadableFormError, UnknownProposalError, NotOnRecordError):
            raise
        except FoederaError as error:
            made = Failed(error)
        if isinstance(made, Failed):
            return _refused(asked, line, reviewing, made)
        stale = opened.stale
    return _answer(asked, line, docket, made, sorted(stale))


class _Taking:
    """One decision, as it was sent."""

    def __init__(self, asked: Asked, reviewing: Reviewing, name: ContentId) -> None:
        self._asked, self._reviewing, self._name = asked, reviewing, name
        self._at = asked.desk.now()

    def made(self) -> Decision | Failed:
        """Take it; where it cannot be read, return why."""
        ways: Mapping[str, Callable[[], Decision | Failed]] = {
            "accept": self._accept,
            "reject": self._reject,
            "choose": self._choose,
            "amend": self._amend,
            "flag": lambda: self._reviewing.note(self._name, FLAG, self._at),
            "note": self._note,
            "undo": self._undo,
        }
        way = ways.get(self._asked.form.get("do", ""))
        if way is None:
            raise UnreadableFormError(self._asked.form.get("do", ""))
        return way()

    @property
    def _seen(self) -> int:
        """The last entry that the page decided on knew of."""
        seen = self._asked.form.get("seen", "")
        if not _NUMBER.fullmatch(seen):
            raise UnreadableFormError(f"seen={seen}")
        return int(seen)

    @property
    def _remark(self) -> str | None:
        return self._asked.form.get("remark") or None

    def _accept(self) -> Decision:
        return self._again(Verdict.ACCEPT) or self._reviewing.accept(
            self._name, self._at, seen=self._seen, note=self._remark
        )

    def _reject(self) -> Decision:
        return self._again(Verdict.REJECT) or self._reviewing.reject(
            self._name, self._at, seen=self._seen, note=self._remark
        )

    def _again(self, verdict: Verdict) -> Decision | None:
        """Return the same decision where it is on record already: the form was sent twice."""
        since = self._asked.desk.ledger.decisions(subjects=(self._name,), after=self._seen)
        mine = (one for one in standing_decisions(since) if one.coder == self._reviewing.coder)
        last = next((one for one in reversed(tuple(mine)) if one.verdict is not Verdict.NOTE), None)
        same = last is not None and last.blind is self._reviewing.blind
        return last if last is not None and same and last.verdict is verdict else None

    def _choose(self) -> Decision:
        choices = self._reviewing.proposal(self._name).candidates
        number = self._asked.form.get("number", "")
        if not _NUMBER.fullmatch(number) or not 0 < int(number) <= len(choices):
            raise UnreadableFormError(f"number={number}")
        change = Amendment(instrument=choices[int(number) - 1])
        return self._reviewing.amend(self._name, change, self._at, seen=self._seen)

    def _amend(self) -> Decision | Failed:
        change, form = amendment_of(self._reviewing.page(self._name), self._asked)
        if change is None:
            assert form.error is not None  # noqa: S101 - a field that cannot be read says why
            return Failed(form.error, form)
        try:
            return self._reviewing.amend(
                self._name, change, self._at, seen=self._seen, note=self._remark
            )
        except UnknownProposalError:
            raise
        except FoederaError as error:
            return Failed(error, form)

    def _note(self) -> Decision:
        text = self._asked.form.get("note", "").strip()
        if not text:
            raise UnreadableFormError("note")
        return self._reviewing.note(self._name, text, self._at)

    def _undo(self) -> Decision:
        return self._reviewing.undo(ContentId(self._asked.form.get("decision", "")), self._at)


def _refused(asked: Asked, line: Line, reviewing: Reviewing, failed: Failed) -> Reply:
    """Return the proposal anew with what came in the way of the decision."""
    name = ContentId(asked.part("proposal"))
    if asked.request.scope.get("form") == "json":
        status = status_of(failed.error)
        return _data({**failure_data(failed.error), "told": _both(failed, asked)}, status)
    return shown(asked, line, laid_out(asked, line, reviewing, name), failed)


def _both(failed: Failed, asked: Asked) -> list[str]:
    """Return both decisions in words, where somebody else was first."""
    both = (getattr(failed.error, "theirs", None), getattr(failed.error, "mine", None))
    done = (Done.of(one, asked, frozenset()) for one in both if one is not None)
    return [f"{one.by} · {one.told}" for one in done]


def _answer(
    asked: Asked, line: Line, docket: SharedDocket, made: Decision, stale: list[ContentId]
) -> Reply:
    done = Done.of(made, asked, frozenset())
    if asked.request.scope.get("form") == "json":
        told = {
            "decision": decision_data(made),
            "subject": made.subject,
            "undoes": made.undoes,
            "told": done.told,
            "kind": done.kind,
            "link": done.link,
            "stale": stale,
        }
        return _data(told, 200)
    if asked.form.get("do") in _STAYING:
        return Moved(to=line.address(asked, made.subject))
    with docket.opened() as opened:
        waiting = waiting_of(line, reviewing_of(asked, opened, blind=line.blind))
    recent = tuple(one.subject for one in recent_of(asked))
    following = waiting.place(made.subject, recent).next
    return Moved(to=line.address(asked, following or ""))


def _data(told: Mapping[str, object], status: int) -> Page:
    return Page(template="refused.html", title="", data=told, status=status, private=True)
