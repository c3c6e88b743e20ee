"""Who owed whom what, pair by pair, through days or years: ATOP's five flags."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from foedera.treaties.case import THE_CHARTER
from foedera.treaties.certainty import Truth
from foedera.treaties.coding import LAW, Coding
from foedera.treaties.dyad_row import KINDS, DyadRow, Flag, strongest
from foedera.treaties.existence import gone, spells_of
from foedera.treaties.obligations import states_of
from foedera.treaties.timeline import OwedIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties.coverage import Coverage
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.owed import OwedObligation, Tie
    from foedera.treaties.registry import Registry
    from foedera.treaties.timeline import Timeline


def dyads(  # noqa: PLR0913 - what may be asked of the whole table
    registry: Registry,
    start: date,
    end: date,
    by: Literal["day", "year"] = "day",
    *,
    debtors: Collection[ActorId] | None = None,
    creditors: Collection[ActorId] | None = None,
    known_by: date | None = None,
    coding: Coding = LAW,
    coverage: Sequence[Coverage] = (),
    without: Collection[InstrumentId] = frozenset({THE_CHARTER}),
) -> tuple[DyadRow, ...]:
    """Return directed pairs of states with ATOP's five flags, by exact days or by years.

    A flag is 1 where a duty was surely owed, None where that is unclear, and 0 only where
    ``coverage`` claims that the registry holds everything: elsewhere a pact that is not on
    record is no sign that there was none, and the flag is None too (``Flag.NOT_COVERED``).
    Rows in which nothing at all is known are left out. Promises that do not bind and what
    is owed to third states are no part of it.

    Args:
        registry: The instruments.
        start: First day.
        end: Last day.
        by: ``day``: one row for each stretch of days on which all flags and instruments
            stay the same; ``year``: one for each year, a flag being 1 if it was so on any
            day of it (ATOP codebook), with the share of days beside it.
        debtors: Only what these owe; None for all.
        creditors: Only what is owed to these; None for all.
        known_by: Count only what had become known by that day.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
        coverage: For whom and when the registry is complete; nobody unless told so.
        without: Instruments that do not count; the Charter of the United Nations unless
            told otherwise, which would make nonaggression of every pair of states.
    """
    return tuple(
        dyad_rows(
            registry,
            (start, end),
            by,
            (debtors, creditors),
            known_by=known_by,
            coding=coding,
            coverage=coverage,
            without=without,
        )
    )


def dyad_rows(  # noqa: PLR0913 - ditto
    registry: Registry,
    days: tuple[date, date],
    by: Literal["day", "year"] = "day",
    between: tuple[Collection[ActorId] | None, Collection[ActorId] | None] = (None, None),
    *,
    known_by: date | None = None,
    coding: Coding = LAW,
    coverage: Sequence[Coverage] = (),
    without: Collection[InstrumentId] = frozenset({THE_CHARTER}),
    told: Callable[[int, int], None] | None = None,
) -> Iterator[DyadRow]:
    """Yield the rows of ``dyads`` one by one, in its order.

    Args:
        registry: The instruments.
        days: First and last day.
        by: ``day`` or ``year``, as for ``dyads``.
        between: Only these debtors, and only these creditors; None for all.
        known_by: Count only what had become known by that day.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
        coverage: For whom and when the registry is complete; nobody unless told so.
        without: Instruments that do not count.
        told: Is told how many instruments of how many have been looked at: nothing can be
            yielded before the last of them.
    """
    window = _Window(days[0].toordinal(), days[1].toordinal())
    index = OwedIndex(registry, known_by, coding)
    pairs: dict[tuple[ActorId, ActorId], list[_Held]] = defaultdict(list)
    for number, instrument in enumerate(registry.instruments, start=1):
        if told is not None:
            told(number, len(registry.instruments))
        counts = instrument.id not in without and _concerns(instrument, *between)
        if counts and any(one.kind in KINDS for one in instrument.obligations):
            timeline = index.timeline(instrument)
            for held in _joined(_held(timeline, window, *between)):
                pairs[held.tie.debtor, held.tie.creditor].append(held)
    for pair in _covered(registry, coverage, *between):
        pairs.setdefault(pair, [])
    for pair in sorted(pairs):
        rows = _spells(pair, pairs.pop(pair), window, coverage)
        yield from _years(rows, window) if by == "year" else rows


def _concerns(
    instrument: Instrument,
    debtors: Collection[ActorId] | None,
    creditors: Collection[ActorId] | None,
) -> bool:
    """Tell whether an instrument has to do with any debtor and any creditor asked for."""
    states = states_of(instrument)
    return all(asked is None or not states.isdisjoint(asked) for asked in (debtors, creditors))


class _Window(NamedTuple):
    """The days asked for, as ordinals, both included."""

    first: int
    last: int


class _Held(NamedTuple):
    """One duty between two states over days on which nothing about it changes."""

    first: int
    last: int
    tie: Tie


def _held(
    timeline: Timeline,
    window: _Window,
    debtors: Collection[ActorId] | None,
    creditors: Collection[ActorId] | None,
) -> Iterator[_Held]:
    """Yield what an instrument makes states owe one another within the days asked for."""
    runs: dict[str, tuple[object, int, OwedObligation]] = {}
    first = timeline.place(date.fromordinal(window.first))
    last = timeline.place(date.fromordinal(window.last))
    for place in range(first, last + 1):
        begins = max(timeline.days[place].toordinal(), window.first)
        for owed in timeline.owed(place):
            if owed.obligation.kind not in KINDS:
                continue
            run, same = runs.get(owed.obligation.id), _same(owed)
            if run is None or run[0] != same:
                if run is not None:
                    yield from _of_run(run, begins - 1, debtors, creditors)
                runs[owed.obligation.id] = (same, begins, owed)
    for run in runs.values():
        yield from _of_run(run, window.last, debtors, creditors)


def _joined(pieces: Iterable[_Held]) -> Iterator[_Held]:
    """Yield the pieces of one instrument, those that follow on one another made one."""
    runs: dict[tuple[ActorId, ActorId, str], _Held] = {}
    for piece in pieces:
        tie = piece.tie
        key = (tie.debtor, tie.creditor, tie.owed.obligation.id)
        run = runs.get(key)
        if run is not None and run.last + 1 == piece.first and run.tie.truth is tie.truth:
            piece = _Held(run.first, piece.last, run.tie)  # noqa: PLW2901 - grown
        elif run is not None:
            yield run
        runs[key] = piece
    yield from runs.values()


def _same(owed: OwedObligation) -> object:
    """Return what must be alike for all pairs of a duty to stand alike on two days.

    Where something bears on single pairs (reservations, later treaties, states that are
    gone) every stretch counts as one of its own.
    """
    on = owed.status.on
    single = owed.later or owed.instrument.reservations or owed.obligation.displaced
    dead = tuple(state for state in owed.bound if gone(state, on))
    bound = tuple(sorted((state, truth.value) for state, truth in owed.bound.items()))
    return (owed.force, bound, owed.owed_by, owed.protected, dead, on if single else None)


def _of_run(
    run: tuple[object, int, OwedObligation],
    last: int,
    debtors: Collection[ActorId] | None,
    creditors: Collection[ActorId] | None,
) -> Iterator[_Held]:
    _, first, owed = run
    if owed.truth is Truth.NO:
        return
    for debtor in owed.owed_by:
        if debtors is not None and debtor not in debtors:
            continue
        for creditor in owed.owed_to:
            asked = creditors is None or creditor in creditors
            if asked and debtor != creditor and creditor in owed.protected:
                tie = owed.tie(debtor, creditor)
                if tie.truth is not Truth.NO:
                    yield _Held(first, last, tie)


def _covered(
    registry: Registry,
    coverage: Iterable[Coverage],
    debtors: Collection[ActorId] | None,
    creditors: Collection[ActorId] | None,
) -> Iterator[tuple[ActorId, ActorId]]:
    """Yield the pairs of which the coverage speaks, among the states on record or asked for."""
    claims = tuple(coverage)
    if not claims:
        return
    known = sorted({state for one in registry.instruments for state in states_of(one)})
    for debtor in known if debtors is None else sorted(debtors):
        for creditor in known if creditors is None else sorted(creditors):
            if debtor != creditor and any(one.of(debtor, creditor) for one in claims):
                yield debtor, creditor


def _spells(
    pair: tuple[ActorId, ActorId],
    held: Sequence[_Held],
    window: _Window,
    coverage: Iterable[Coverage],
) -> Iterator[DyadRow]:
    """Yield a pair's rows: the longest stretches of days on which nothing changes."""
    claims = [one for one in coverage if one.of(*pair)]
    edges = {window.first, window.last + 1}
    for one in held:
        edges |= {one.first, one.last + 1}
    for claim in claims:
        edges |= {claim.since.toordinal(), claim.until.toordinal() + 1}
    for state in pair if claims else ():
        for spell in spells_of(state):
            edges |= {day.toordinal() for day in (spell.start,) if day}
            edges |= {day.toordinal() + 1 for day in (spell.end,) if day}
    inside = sorted(edge for edge in edges if window.first <= edge <= window.last + 1)
    row: DyadRow | None = None
    for begins, after in pairwise(inside):
        ties = tuple(one.tie for one in held if one.first <= begins <= one.last)
        zeros = _zeros(pair, date.fromordinal(begins), claims) if claims else frozenset()
        days = (date.fromordinal(begins), date.fromordinal(after - 1))
        new = DyadRow.of(pair, days, ties, zeros)
        if row is not None and row.alike(new):
            row = row.until(new.end)
            continue
        if row is not None and row.known:
            yield row
        row = new
    if row is not None and row.known:
        yield row


def _zeros(
    pair: tuple[ActorId, ActorId], on: date, claims: Iterable[Coverage]
) -> frozenset[object]:
    """Return the kinds of which nothing on record means nothing owed on a day."""
    if not all(_exists(state, on) for state in pair):
        return frozenset()
    covered = (one for one in claims if one.since <= on <= one.until)
    return frozenset(kind for one in covered for kind in (one.kinds or KINDS))


def _exists(state: ActorId, on: date) -> bool:
    spells = spells_of(state)
    return not spells or any(
        (one.start is None or one.start <= on) and (one.end is None or on <= one.end)
        for one in spells
    )


def _years(rows: Iterable[DyadRow], window: _Window) -> Iterator[DyadRow]:
    """Yield one row for each pair and year, from rows by days in their order."""
    groups: dict[tuple[ActorId, ActorId, int], list[DyadRow]] = defaultdict(list)
    for row in rows:
        for year in range(row.start.year, row.end.year + 1):
            groups[row.debtor, row.creditor, year].append(row)
    for (debtor, creditor, year), parts in sorted(groups.items(), key=lambda item: item[0]):
        first = max(date(year, 1, 1).toordinal(), window.first)
        last = min(date(year, 12, 31).toordinal(), window.last)
        yield _year((debtor, creditor), (first, last), parts)


def _year(
    pair: tuple[ActorId, ActorId], days: tuple[int, int], parts: Sequence[DyadRow]
) -> DyadRow:
    first, last = days
    whole = parts[0]
    if whole.start.toordinal() <= first and last <= whole.end.toordinal():
        return replace(whole, start=date.fromordinal(first), end=date.fromordinal(last))
    lengths = [
        min(part.end.toordinal(), last) - max(part.start.toordinal(), first) + 1 for part in parts
    ]
    known = sum(lengths)
    flags, shares, instruments = [], [], []
    for place in range(len(KINDS)):
        found = [part.flags[place] for part in parts]
        if known < last - first + 1:  # days of which nothing is known at all
            found.append(Flag.NOT_COVERED)
        flags.append(strongest(found))
        held = sum(
            length
            for part, length in zip(parts, lengths, strict=True)
            if part.flags[place] is Flag.HELD
        )
        shares.append(held / (last - first + 1))
        instruments.append(
            tuple(sorted({one for part in parts for one in part.instruments[place]}))
        )
    return DyadRow(
        debtor=pair[0],
        creditor=pair[1],
        start=date.fromordinal(first),
        end=date.fromordinal(last),
        flags=tuple(flags),
        instruments=tuple(instruments),
        shares=tuple(shares),
        ties=tuple(tie for part in parts for tie in part.ties),
    )
