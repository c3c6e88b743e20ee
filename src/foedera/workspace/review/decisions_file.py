"""Decisions as JSON Lines: written out whole, each chained to the line before; replayed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec

from foedera.claims.review import Decision, Verdict, named
from foedera.identifiers import canonical
from foedera.workspace.review.errors import AlteredDecisionsError, LargeDecisionsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import BinaryIO

    from foedera.ledger import Ledger

#: Most bytes of a line, and most lines of a file.
LONGEST_LINE: Final = 1024 * 1024
MOST_LINES: Final = 1_000_000
#: What the first line is chained to.
_BEGINNING: Final = "0" * 64
#: What a line says beside its decision: its number, how many there are, and its hash.
_AROUND: Final = ("number", "of", "chain")
_SETTLED: Final = (Verdict.ACCEPT, Verdict.AMEND)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What replaying a file did.

    Attributes:
        read: How many decisions the file holds.
        new: How many of them the ledger did not have.
    """

    read: int
    new: int

    @property
    def known(self) -> int:
        """How many the ledger had already."""
        return self.read - self.new


def lines_of(decisions: Sequence[Decision]) -> Iterator[bytes]:
    """Yield decisions as lines of JSON, the same bytes for the same decisions.

    Each line holds the whole decision, its ``number``, how many there are in all (``of``,
    so that a file cut short shows) and its ``chain``: SHA-256 over the hash of the line
    before and the decision.
    """
    chain = _BEGINNING
    for number, one in enumerate(decisions, start=1):
        told = msgspec.to_builtins(one)
        chain = _chained(chain, told)
        around = {"number": number, "of": len(decisions), "chain": chain}
        yield canonical({**told, **around}) + b"\n"


def read_lines(file: BinaryIO, name: str) -> tuple[Decision, ...]:
    """Return the decisions of a file, each held against its name and its place in the chain.

    Args:
        file: As ``lines_of`` writes it.
        name: What to call it in messages.

    Raises:
        AlteredDecisionsError: A line is not as it was written, or lines are missing.
        LargeDecisionsError: The file, or a line of it, is larger than any that is written.
    """
    found: list[Decision] = []
    chain, total = _BEGINNING, None
    for number, line in enumerate(_lines(file, name), start=1):
        told = _object(line, name, number)
        around = {key: told.pop(key, None) for key in _AROUND}
        decision = _decision(told, name, number)
        chain = _chained(chain, msgspec.to_builtins(decision))
        if around["number"] != number or around["chain"] != chain:
            what = "it does not follow on the line before: lines were left out, moved or altered"
            raise AlteredDecisionsError(name, number, what)
        total = around["of"] if total is None else total
        if around["of"] != total or not isinstance(total, int):
            what = "it does not say how many lines there are, or not the same as the first"
            raise AlteredDecisionsError(name, number, what)
        found.append(decision)
    if total is not None and total != len(found):
        what = f"the file breaks off: there should be {total} lines"
        raise AlteredDecisionsError(name, len(found), what)
    return tuple(found)


def replay(ledger: Ledger, decisions: Sequence[Decision], at: datetime) -> Replayed:
    """Record decisions taken on another ledger: all of them, or none.

    They keep who decided and when; those on record already are passed over.

    Args:
        ledger: The ledger.
        decisions: In the order in which they were taken.
        at: The moment of the replay, in UTC.

    Raises:
        UnknownDecisionError: One undoes a decision that is on neither ledger.
    """
    return Replayed(len(decisions), ledger.decide(decisions, at))


def _lines(file: BinaryIO, name: str) -> Iterator[bytes]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise LargeDecisionsError(name, f"line {number} has more than {LONGEST_LINE:,} bytes")
        if number > MOST_LINES:
            raise LargeDecisionsError(name, f"it has more than {MOST_LINES:,} lines")
        yield line


def _object(line: bytes, name: str, number: int) -> dict[str, Any]:
    try:
        told = json.loads(line, object_pairs_hook=_once)
    except RecursionError:
        raise AlteredDecisionsError(name, number, "it is nested too deeply") from None
    except ValueError as error:
        raise AlteredDecisionsError(name, number, f"it is no JSON ({error})") from None
    if not isinstance(told, dict):
        raise AlteredDecisionsError(name, number, "it is no JSON object")
    return told


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for key, value in pairs:
        if key in told:
            raise ValueError(f"{key!r} stands in it twice")
        told[key] = value
    return told


def _decision(told: dict[str, Any], name: str, number: int) -> Decision:
    try:
        decision = msgspec.convert(told, Decision)
    except msgspec.ValidationError as error:
        raise AlteredDecisionsError(name, number, f"it is no decision ({error})") from None
    if not _same(told, msgspec.to_builtins(decision)):
        what = "it holds what no decision has, or writes a day or a moment in another way"
        raise AlteredDecisionsError(name, number, what)
    wrong = _wrong(decision)
    if wrong is not None:
        raise AlteredDecisionsError(name, number, wrong)
    return decision


def _wrong(decision: Decision) -> str | None:
    """Return what is wrong with a decision by itself; None where nothing is."""
    if (right := named(decision).id) != decision.id:
        return f"its content is that of {right}, not of {decision.id}"
    if decision.at.tzinfo is None:
        return "its moment has no zone"
    if (decision.verdict is Verdict.UNDO) != (decision.undoes is not None):
        return "an undoing, and nothing else, names the decision that it undoes"
    named_both = (decision.step is None) == (decision.instrument is None)
    if decision.verdict in _SETTLED and named_both:
        return "it does not say what was accepted: one step, or one instrument"
    return None


def _chained(before: str, told: Any) -> str:  # noqa: ANN401 - whatever JSON can say
    return hashlib.sha256(before.encode() + canonical(_pruned(told))).hexdigest()


def _same(told: Any, known: Any) -> bool:  # noqa: ANN401 - ditto
    """Tell whether data says what a decision says, and no more; what is empty may be left out."""
    if isinstance(told, dict) and isinstance(known, dict):
        return told.keys() <= known.keys() and all(
            _same(told[key], value) if key in told else _empty(value)
            for key, value in known.items()
        )
    if isinstance(told, list) and isinstance(known, (list, tuple)):
        return len(told) == len(known) and all(map(_same, told, known))
    return type(told) is type(known) and bool(told == known)


def _pruned(told: Any) -> Any:  # noqa: ANN401 - ditto
    """Return data without what is empty, as in the names given after content.

    A field added later then changes neither the name nor the chain of an earlier decision.
    """
    if isinstance(told, dict):
        kept = {key: _pruned(value) for key, value in told.items()}
        return {key: value for key, value in kept.items() if not _empty(value)}
    if isinstance(told, (list, tuple)):
        return [_pruned(value) for value in told]
    return told


def _empty(value: Any) -> bool:  # noqa: ANN401 - ditto
    return value is None or value is False or value in ([], (), {}, "")  # nought is a value
