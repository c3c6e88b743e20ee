"""Asks what of a proposal is otherwise: act, state, days, organ and instrument, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.claims.review import NewInstrument
from foedera.errors import FoederaError
from foedera.treaties import Act
from foedera.workspace.review.amending import Amendment, days_as_written, days_of
from foedera.workspace.review.written import Written, identifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.treaties import Step
    from foedera.wording.words import Words
    from foedera.workspace import Workspace
    from foedera.workspace.review.page import Page

    #: Puts a question with the value that holds if nothing is typed; None to give up.
    Asking = Callable[[str, str], str | None]
    #: Tells the coder what is wrong with an answer.
    Telling = Callable[[str], None]

#: What takes a value away.
NONE = "-"


class GivenUp(Exception):  # noqa: N818 - no error: the coder thought better of it
    """The coder leaves a proposal as it is."""


class Editing:
    """Asks a coder for an amendment.

    Args:
        ask: Puts a question.
        tell: Tells what is wrong with an answer; the question is then put again.
        workspace: Knows states and instruments by name.
        words: The interface's words.
    """

    def __init__(self, ask: Asking, tell: Telling, workspace: Workspace, words: Words) -> None:
        self._ask = ask
        self._tell = tell
        self._written = Written(workspace, words.act)
        self._words = words

    def change(self, page: Page) -> Amendment | NewInstrument | None:
        """Return what is to be otherwise; None where nothing is, or the coder gives up."""
        try:
            if page.step is not None:
                return self._step(page.step)
            assert page.instrument is not None  # noqa: S101 - one of the two is there
            return self._instrument(page.instrument)
        except GivenUp:
            return None

    def _step(self, step: Step) -> Amendment | None:
        act = self._put("act", step.act.value, self._written.act)
        of_state = act is not Act.ENTER_INTO_FORCE
        state = self._put("state", step.state or "", self._written.state) if of_state else None
        when = self._put("days", days_as_written(step.when), days_of)
        organ = self._put("organ", step.organ or NONE, lambda told: "" if told == NONE else told)
        instrument = self._put("instrument", step.instrument, self._written.instrument)
        change = Amendment(
            instrument=_other(instrument, step.instrument),
            act=_other(act, step.act),
            state=_other(state, step.state),
            when=_other(when, step.when),
            organ=_other(organ, step.organ or ""),
        )
        return None if change == Amendment() else change

    def _instrument(self, one: NewInstrument) -> NewInstrument | None:
        name = self._put("name", one.id, identifier)
        parties = self._put("parties", ", ".join(one.parties), self._written.parties)
        title = self._put("title", one.title or NONE, lambda told: None if told == NONE else told)
        change = NewInstrument(name, parties, title)
        return None if change == one else change

    def _put(self, what: str, default: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401 - as it is read
        """Ask until the answer can be read."""
        while True:
            told = self._ask(self._words(f"review-ask-{what}"), default)
            if told is None:
                raise GivenUp
            try:
                return read(told.strip() or default)
            except FoederaError as error:
                self._tell(str(error))


def _other(value: Any, present: object) -> Any:  # noqa: ANN401 - as it is
    return None if value == present else value
