"""No text that is given, in whatever place, is a command to the database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner

from foedera.cli.commands import foedera, run
from foedera.errors import FoederaError
from foedera.ledger import Ledger, Sought, open_ledger
from injected import PAYLOADS, TELLTALES
from made import START, Told, decision, filing, refused
from test_hostile_text import questions
from test_keeping import rows
from test_recording import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from foedera.identifiers import ActorId, ContentId

ALL: Any = PAYLOADS  # as codes, names or words of any kind
#: Tried one by one in every place; all of them are tried at once where a place takes many.
FEW = PAYLOADS[:: len(PAYLOADS) // 25]


def test_questions_with_a_thousand_payloads_change_nothing(ledger: Ledger) -> None:
    fill(ledger)
    before = (ledger.head(), dict(ledger.counts()))
    for sought in _all_at_once(ALL, ALL, ALL):
        for ask in (ledger.claims, ledger.documents, ledger.steps):
            assert list(ask(sought)) == []
    assert ledger.decisions(subjects=ALL) == ()
    for text in PAYLOADS:
        assert not ledger.knows(text)  # type: ignore[arg-type] # a text that is no name
    assert (ledger.head(), dict(ledger.counts())) == before


def _all_at_once(
    actors: tuple[ActorId, ...], names: tuple[ContentId, ...], acts: tuple[str, ...]
) -> Iterator[Sought]:
    yield Sought(acts=acts)
    yield Sought(agents=actors)
    yield Sought(counterparts=actors)
    yield Sought(documents=names)
    yield Sought(claims=names)
    yield Sought(between=actors[:20])


def test_a_payload_in_any_place_of_a_question_changes_nothing(ledger: Ledger) -> None:
    fill(ledger)
    before = (ledger.head(), dict(ledger.counts()))
    for text in FEW:
        for ask in questions(ledger, text):
            _harmless(ask)
    assert (ledger.head(), dict(ledger.counts())) == before


def _harmless(ask: Callable[[], Any]) -> None:
    told = ""
    try:
        ask()
    except FoederaError as error:
        told = str(error).lower()
    assert not [one for one in TELLTALES if one in told]


def test_a_thousand_payloads_are_recorded_as_the_words_they_are(ledger: Ledger) -> None:
    told = [Told(text, "deploy", f"to {text}", instrument=text, speaker=text) for text in PAYLOADS]
    made, data = filing(told, name=PAYLOADS[0], notices=PAYLOADS)
    ledger.file(made, data, START)
    taken = [
        decision(number, coder=text, note=text, subject=text)
        for number, text in enumerate(PAYLOADS)
    ]
    assert ledger.decide(taken, START) == len(taken)
    broken, data = refused()
    ledger.quarantine(replace(broken, name=PAYLOADS[1], message=PAYLOADS[2]), data, START)
    ledger.note_release(PAYLOADS[3], {PAYLOADS[4]: "0"}, START)
    assert ledger.decisions() == tuple(taken)
    assert [one.claim for one in ledger.claims(Sought())] == [one.claim for one in made.claims]
    for text in FEW:
        found = ledger.claims(Sought(instrument=text))  # type: ignore[arg-type] # words as a name
        assert {one.claim.instrument for one in found} == {text}
    assert not ledger.verify().faults
    assert ledger.head().number == 4


# The command line ---------------------------------------------------------------------


def _commands(
    group: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from _commands(command, (*path, name))
    else:
        yield path, group


def _places() -> list[tuple[tuple[str, ...], str, int]]:
    """Return every place of a command on the ledger that takes free text."""
    found = []
    for path, command in _commands(foedera):
        if not any("--ledger" in one.opts for one in command.params):
            continue
        arguments = [one for one in command.params if isinstance(one, click.Argument)]
        for one in command.params:
            if isinstance(one.type, click.types.StringParamType) and "--ledger" not in one.opts:
                flag = one.opts[0] if isinstance(one, click.Option) else ""
                found.append((path, flag, len([each for each in arguments if each.required])))
    return found


#: What reads or writes reports is tried elsewhere; here is what asks.
_LEFT_OUT = {("add",)}
PLACES = [one for one in _places() if one[0] not in _LEFT_OUT]


@pytest.mark.parametrize(
    ("path", "flag", "arguments"), PLACES, ids=[f"{' '.join(p)} {f}" for p, f, _ in PLACES]
)
def test_no_option_of_a_command_reaches_the_database_as_a_command(
    ledger_address: str, path: Sequence[str], flag: str, arguments: int
) -> None:
    with open_ledger(ledger_address) as held:
        fill(held)
    before = rows(ledger_address)
    for text in FEW[::6]:
        given = [flag, text, *["PRK"] * arguments] if flag else [text] * max(arguments, 1)
        if flag == "":
            given = ["--", *given]
        told = CliRunner().invoke(
            click.Command(
                "run", callback=lambda g=given: run([*path, "--ledger", ledger_address, *g])
            )
        )
        assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
        assert not [one for one in TELLTALES if one in told.output.lower()], told.output
    assert rows(ledger_address) == before
