"""Reads a folder of reports and writes predictions that a claim scorer can judge.

    python evaluation/reading.py GOLD.jsonl TEXTS PREDICTIONS.jsonl

Each row of GOLD names a report (``doc``), its ``language`` and when it was ``published``
(or null); ``TEXTS/<doc>.txt`` is its text. Nothing else of the gold is looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import foedera
from foedera.errors import FoederaError

if TYPE_CHECKING:
    from foedera.claims.claim import Claim
    from foedera.workspace import Dossier


def row(claim: Claim, dossier: Dossier) -> dict[str, Any]:
    """Flatten a claim to the scorer's fields.

    An end that is open in the claim is closed where the scorer's convention closes it:
    "since X" runs to the day of publication.
    """
    published = dossier.report.published
    when = None
    if claim.when is not None:
        start, end = claim.when.start, claim.when.end
        if end is None and published is not None:
            end = published.day
        when = [day.isoformat() if day else None for day in (start, end)]
    amount = claim.amount
    return {
        "span": [claim.span.start, claim.span.end],
        "section": claim.section.value,
        "act": claim.act,
        "agents": [party.actor for party in claim.agents],
        "counterparts": [party.actor for party in claim.counterparts],
        "when": when if when is None or None not in when else None,
        "quantity": None
        if amount is None
        else {"low": amount.low, "high": amount.high, "about": amount.about, "unit": amount.unit},
        "modality": claim.modality.value,
        "sources": [actor for source in claim.sources for actor in source.actors],
    }


def main() -> int:
    """Write one line of predictions for each row of gold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("predictions", type=Path)
    options = parser.parse_args()
    rows = [
        json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line
    ]
    began = time.perf_counter()
    failed = 0
    with options.predictions.open("w", encoding="utf-8") as out:
        for number, gold in enumerate(rows, 1):
            text = (options.texts / f"{gold['doc']}.txt").read_bytes()
            try:
                dossier = foedera.read(
                    text, name=gold["doc"], language=gold["language"], published=gold["published"]
                )
                claims = [row(claim, dossier) for claim in dossier.claims]
            except FoederaError as error:
                failed += 1
                claims = []
                print(f"{gold['doc']}: {error}", file=sys.stderr)
            out.write(json.dumps({"doc": gold["doc"], "claims": claims}, ensure_ascii=False) + "\n")
            if sys.stderr.isatty():
                print(f"\r{number}/{len(rows)} reports", end="", file=sys.stderr)
    seconds = time.perf_counter() - began
    print(f"{len(rows)} reports, {failed} not read, {seconds:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
