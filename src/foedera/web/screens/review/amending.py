"""The form by which a proposal is accepted in another form than it was proposed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedera.claims.review import NewInstrument
from foedera.errors import FoederaError
from foedera.treaties import Act
from foedera.web.errors import UnreadableFormError
from foedera.workspace.review.amending import Amendment, days_as_written, days_of
from foedera.workspace.review.written import Written, identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foedera.web.asked import Asked
    from foedera.workspace.review.page import Page as Sheet

#: Fields of a step, and of an instrument, in the order in which they are asked for.
STEP: tuple[str, ...] = ("act", "state", "days", "organ", "instrument")
INSTRUMENT: tuple[str, ...] = ("name", "parties", "title")


@dataclass(frozen=True, slots=True)
class AmendForm:
    """What stands in the fields of an amendment.

    Attributes:
        values: By field, as it was proposed or as it was sent.
        errors: What is wrong with a field, by field.
    """

    values: Mapping[str, str]
    errors: Mapping[str, FoederaError] = field(default_factory=dict)

    @property
    def error(self) -> FoederaError | None:
        """The first of what is wrong; None where all could be read."""
        return next(iter(self.errors.values()), None)

    @classmethod
    def of(cls, sheet: Sheet) -> AmendForm:
        """Return the form of a proposal, as it was proposed."""
        if (new := sheet.instrument) is not None:
            told = {"name": new.id, "parties": ", ".join(new.parties), "title": new.title or ""}
            return cls(told)
        step = sheet.step
        if step is None:
            return cls({})
        return cls(
            {
                "act": step.act.value,
                "state": step.state or "",
                "days": days_as_written(step.when),
                "organ": step.organ or "",
                "instrument": step.instrument,
            }
        )


def amendment_of(sheet: Sheet, asked: Asked) -> tuple[Amendment | NewInstrument | None, AmendForm]:
    """Return what is to be otherwise; None where a field cannot be read, which the form tells.

    Raises:
        UnreadableFormError: It is not the form of such a proposal.
    """
    before = AmendForm.of(sheet).values
    sent = {name: asked.form.get(name, "").strip() for name in before}
    if not any(name in asked.form for name in before):
        raise UnreadableFormError("amend")
    return _read(sheet, sent, before, Written(asked.workspace, asked.words.act))


def _read(
    sheet: Sheet, sent: Mapping[str, str], before: Mapping[str, str], written: Written
) -> tuple[Amendment | NewInstrument | None, AmendForm]:
    wrong: dict[str, FoederaError] = {}
    values: dict[str, Any] = {}
    readers = _instrument_readers(written) if sheet.instrument else _step_readers(written)
    if sent.get("act") == Act.ENTER_INTO_FORCE.value:
        sent = {**sent, "state": ""}
    for name, told in sent.items():
        if told == before[name] and not sheet.instrument:
            continue
        try:
            values[name] = readers[name](told)
        except FoederaError as error:
            wrong[name] = error
    form = AmendForm(sent, wrong)
    if wrong:
        return None, form
    if sheet.instrument is not None:
        return NewInstrument(values["name"], values["parties"], values["title"] or None), form
    change = Amendment(
        instrument=values.get("instrument"),
        act=values.get("act"),
        state=values.get("state"),
        when=values.get("days"),
        organ=values.get("organ"),
    )
    return change, form


def _step_readers(written: Written) -> Mapping[str, Callable[[str], Any]]:
    return {
        "act": written.act,
        "state": lambda told: written.state(told) if told else None,
        "days": days_of,
        "organ": lambda told: told,
        "instrument": written.instrument,
    }


def _instrument_readers(written: Written) -> Mapping[str, Callable[[str], Any]]:
    return {"name": identifier, "parties": written.parties, "title": lambda told: told}
