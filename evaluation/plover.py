"""Scores the codes of claims on PLOVER's gold standard records.

    python evaluation/plover.py [FILE] [--errors] [--errors-of TYPE]

FILE is ``PLOVER_GSR_CAMEO.txt`` of the Open Event Data Alliance: 322 records on 316
sentences, made of the examples of the CAMEO codebook. A sentence is a set of events: who,
type, to whom. Types are those of the records; ours follow from the CAMEO code, whose
first two digits they are. Who acts or is acted upon is an ISO 3166-1 code: an armed group
bears that of the one state it fights in, as in the records, and other actors none. Where a
record names no recipient, each of its sources meets every other. Events that are only
possible are not coded. Days are left out: those of the records are dummies.

Counts are over all sentences (micro): an event is right once in its sentence. Types that
no act of foedera has (``OUTSIDE``) are left out of the first row, with the sentences that
have no others; the last row leaves out nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import foedera
from foedera.actors.actor import ActorKind
from foedera.claims.coding import coded
from told import Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from foedera.actors.catalogue import Catalogue

HERE = Path(__file__).parent
DEFAULT = HERE.parent / ".." / "shared" / "data" / "plover" / "PLOVER_GSR_CAMEO.txt"
#: The records' type of each of CAMEO's classes; 01 and 02 are not in PLOVER.
TYPES = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
    "08": "RETREAT", "09": "INVESTIGATE", "10": "DEMAND", "11": "DISAPPROVE", "12": "REJECT",
    "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
    "18": "ASSAULT", "19": "FIGHT", "20": "ASSAULT",
}  # fmt: skip
#: Types of the records that no act of foedera has.
OUTSIDE = frozenset({"PROTEST", "COERCE", "INVESTIGATE", "CONCEDE"})
#: PLOVER of 2021 knows one type of violence; so does the act ``attack``.
ONE_VIOLENCE = {"FIGHT": "ASSAULT"}
#: UniversalPetrarch (dictionary of PETRARCH2) on all the records, with trees of another,
#: weaker parser (labelled attachment .764), as measured before foedera had a reader.
PETRARCH = {
    "type": "0.457/0.382/0.416",
    "triple": "0.175/0.153/0.163",
    "source": "0.472",
    "recipient": "0.444",
    "coded": "0.727",
}


class Event(NamedTuple):
    """Who does what to whom; a side is empty where it is no state."""

    source: str
    type: str
    recipient: str


@dataclass
class Sentence:
    """A sentence with its gold and our events, and the states on each side."""

    text: str
    gold: set[Event] = field(default_factory=set)
    ours: set[Event] = field(default_factory=set)
    names: list[str] = field(default_factory=list)

    def pair(self, *, inside: bool, merged: bool) -> tuple[set[Event], set[Event]]:
        """Return gold and our events, outside types left out of gold where ``inside``."""
        gold = {e for e in self.gold if not (inside and e.type in OUTSIDE)}
        sides = gold, self.ours
        if merged:
            sides = tuple({_merged(e) for e in side} for side in sides)  # type: ignore[assignment]
        return sides


def _merged(event: Event) -> Event:
    return event._replace(type=ONE_VIOLENCE.get(event.type, event.type))


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records that hold an event."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row["event"] != "DOCUMENT":
            yield row


def sentences(path: Path) -> list[Sentence]:
    """Read the file, and read each of its sentences ourselves."""
    found: dict[str, Sentence] = {}
    catalogue = None
    for row in records(path):
        text = row["text"].strip().strip("{}")
        known = found.get(text)
        if known is None:
            dossier = foedera.read(text.encode(), name=row["id"], language="en")
            catalogue = dossier.catalogue
            known = found[text] = Sentence(text, ours=set(_ours(dossier)))
        known.names.append(row["id"].removeprefix("PLOVER-GSR01-"))
        sides = [_states(row.get(key), catalogue) for key in ("source", "target")]
        known.gold |= set(_events(row["event"], *sides, alone=not row.get("target")))
    return list(found.values())


def _ours(dossier: foedera.Dossier) -> Iterator[Event]:
    for claim in dossier.claims:
        event = coded(claim, dossier.text, dossier.catalogue)
        code = event.code
        kind = TYPES.get(code.cameo[:2]) if code.cameo else None
        if code.context == "future":
            kind = code.plover
        if kind is None:
            continue
        sides = [
            [s for one in side if (s := _state(one, dossier.catalogue))]
            for side in (event.source, event.recipient)
        ]
        yield from _events(kind, *sides, alone=not event.recipient)


def _events(
    kind: str, source: Iterable[str], recipient: Iterable[str], *, alone: bool
) -> Iterator[Event]:
    source, recipient = list(source), list(recipient)
    if alone and len(source) > 1:
        yield from (Event(a, kind, b) for a in source for b in source if a != b)
    else:
        yield from (Event(a, kind, b) for a in source or [""] for b in recipient or [""])


def _states(side: object, catalogue: Catalogue) -> list[str]:
    actors = side if isinstance(side, list) else []
    codes = [one.get("code", "") for one in actors if isinstance(one, dict)]
    return [s for code in codes if (s := _state(code, catalogue))]


def _state(code: str, catalogue: Catalogue) -> str:
    if code not in catalogue:
        return ""
    kind = catalogue.kind(code)
    if kind is ActorKind.STATE:
        return code
    homes = (
        getattr(catalogue.record(code), "fights_in", ()) if kind is ActorKind.ARMED_GROUP else ()
    )
    return str(homes[0]) if len(homes) == 1 else ""


def _whole(events: Iterable[Event], *, between: bool = False) -> set[Event]:
    whole = {e for e in events if e.source and e.recipient}
    return {e for e in whole if e.source != e.recipient} if between else whole


def _types(events: Iterable[Event]) -> set[str]:
    return {event.type for event in events}


def _side(events: Iterable[Event], key: str) -> set[str]:
    return {getattr(event, key) for event in events} - {""}


@dataclass
class Score:
    """Counts over sentences, each P/R/F or a share."""

    type: Counts
    triple: Counts
    between: Counts
    source: float
    recipient: float
    coded: float

    def figures(self) -> dict[str, float]:
        """Return the figures that floors are pinned for, 0 to 1."""
        return {
            "type_f": self.type.f,
            "triple_f": self.triple.f,
            "between_states_f": self.between.f,
            "source_found": self.source,
            "recipient_found": self.recipient,
            "coded": self.coded,
        }


def score(read: Iterable[Sentence], *, inside: bool = True, merged: bool = True) -> Score:
    """Score sentences; see the module for how counts are made."""
    pairs = [s.pair(inside=inside, merged=merged) for s in read]
    pairs = [(gold, ours) for gold, ours in pairs if gold]

    def counts(of: Callable[[set[Event]], set[Any]]) -> Counts:
        sets = [(of(gold), of(ours)) for gold, ours in pairs]
        right = sum(len(gold & ours) for gold, ours in sets)
        return Counts(right, sum(len(o) for _, o in sets), sum(len(g) for g, _ in sets))

    def found(key: str) -> float:
        count = counts(lambda events: _side(events, key))
        return count.right / max(1, count.gold)

    return Score(
        counts(_types),
        counts(_whole),
        counts(lambda events: _whole(events, between=True)),
        found("source"),
        found("recipient"),
        sum(bool(ours) for _, ours in pairs) / max(1, len(pairs)),
    )


def measure(path: Path) -> dict[str, float]:
    """Return the figures for the table of crafts: types in the map, one type of violence."""
    return score(sentences(path)).figures()


def by_type(read: Iterable[Sentence]) -> Mapping[str, Counts]:
    """Return, for each type of the records, what was found of it."""
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    for sentence in read:
        told, made = _types(sentence.gold), _types(sentence.ours)
        right.update(told & made)
        gold.update(told)
        ours.update(made)
    return {name: Counts(right[name], ours[name], gold[name]) for name, _ in gold.most_common()}


def lines(read: list[Sentence]) -> Iterator[str]:
    """Yield the table, beside what was published of UniversalPetrarch."""
    yield f"{'':44} {'type P/R/F':>17} {'state-type-state':>17} {'src':>6} {'rec':>6} {'coded':>6}"
    for name, inside, merged in (
        ("types that foedera has, one type of violence", True, True),
        ("the same, FIGHT and ASSAULT apart", True, False),
        ("all records", False, False),
    ):
        made = score(read, inside=inside, merged=merged)
        columns = [
            "/".join(f"{v:.3f}" for v in _prf(one)).rjust(17) for one in (made.type, made.triple)
        ]
        shares = [f"{v:.3f}" for v in (made.source, made.recipient, made.coded)]
        yield f"{name:44} {' '.join(columns)} {shares[0]:>6} {shares[1]:>6} {shares[2]:>6}"
    up = PETRARCH
    yield (
        f"{'UniversalPetrarch, all records, other parser':44} {up['type']:>17} {up['triple']:>17}"
        f" {up['source']:>6} {up['recipient']:>6} {up['coded']:>6}"
    )
    inner = score(read)
    yield f"between two states (types that foedera has): {inner.between.line()}"
    yield "by type (as the records have them):"
    for name, count in by_type(read).items():
        outside = "  no act of foedera" if name in OUTSIDE else ""
        share = f"{count.right:3.0f} of {count.gold:3.0f}, {count.found:3.0f} read"
        yield f"  {name:12} {share}  {count.line()}{outside}"


def _prf(counts: Counts) -> tuple[float, float, float]:
    return counts.right / max(1, counts.found), counts.right / max(1, counts.gold), counts.f


def errors(read: Iterable[Sentence], only: str | None) -> Iterator[str]:
    """Yield each sentence whose events differ, with what is missing and what is too much."""
    for sentence in read:
        missing = sentence.gold - sentence.ours
        extra = sentence.ours - sentence.gold
        kinds = _types(missing | extra)
        if not (missing or extra) or (only and only not in kinds):
            continue
        yield f"{' '.join(sentence.names)}: {sentence.text}"
        yield from (f"   - {'  '.join(event)}" for event in sorted(missing))
        yield from (f"   + {'  '.join(event)}" for event in sorted(extra))


def main() -> int:
    """Print the table, and what differs where it is wanted."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("file", type=Path, nargs="?", default=DEFAULT)
    options.add_argument("--errors", action="store_true", help="print what differs")
    options.add_argument("--errors-of", metavar="TYPE", help="only where this type differs")
    chosen = options.parse_args()
    if not chosen.file.exists():
        print(f"left out: {chosen.file} is not there", file=sys.stderr)
        return 0
    read = sentences(chosen.file)
    print("\n".join(lines(read)))
    if chosen.errors or chosen.errors_of:
        print("\n".join(errors(read, chosen.errors_of)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
