"""Reads a folder of reports by asking a model, and writes predictions for a scorer of claims.

    python evaluation/llm_reading.py GOLD.jsonl TEXTS PREDICTIONS.jsonl --propose MODEL \
        [--endpoint URL] [--replies FOLDER] [--replay] [--rules FILE] [--sure]

GOLD and TEXTS are as for ``reading.py``, and nothing else of the gold is looked at. The
predictions are what the model proposed and what held; ``--sure`` leaves out what is marked
for review. ``--rules`` writes beside them what the reader by rule finds, so that one scorer
judges both. The key of the endpoint is taken from FOEDERA_API_KEY. The counts printed say
how the two readers stand to one another and what was dropped.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import foedera
from foedera.errors import FoederaError
from foedera.proposals.address import Endpoint
from foedera.proposals.reader import ModelReader
from reading import row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.claims.claim import Claim
    from foedera.workspace import Dossier


def options() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--propose", required=True, metavar="MODEL")
    parser.add_argument("--endpoint", metavar="URL")
    parser.add_argument("--replies", type=Path, metavar="FOLDER")
    parser.add_argument("--replay", action="store_true")
    parser.add_argument("--rules", type=Path, metavar="FILE")
    parser.add_argument("--sure", action="store_true")
    return parser.parse_args()


def line(doc: str, dossier: Dossier | None, claims: Iterable[Claim]) -> str:
    """Return the predictions for one report as a line of JSON."""
    rows = [] if dossier is None else [row(claim, dossier) for claim in claims]
    return json.dumps({"doc": doc, "claims": rows}, ensure_ascii=False) + "\n"


def told(dossier: Dossier, counts: Counter[str], *, sure: bool) -> list[Claim]:
    """Return the claims proposed for a report, and count how they stand and what was dropped."""
    made = dossier.proposals
    if made is None:
        return []
    counts["claims by rule"] += len(dossier.claims)
    counts["proposals"] += len(made.proposals)
    counts["passages"] += made.passages
    counts["passages asked twice"] += made.again
    for one in made.proposals:
        counts[f"proposals: {one.relation.value}"] += 1
        counts["proposals: for review"] += one.needs_review
    for each in made.dropped:
        counts[f"dropped: {each.part.value}, {each.reason.value}"] += each.count
    return [one.claim for one in made.proposals if not (sure and one.needs_review)]


def read(gold: dict[str, Any], text: bytes, reader: ModelReader) -> Dossier:
    """Read one report by rule, and ask the model."""
    workspace = foedera.Workspace()
    dossier = workspace.read(
        text, name=gold["doc"], language=gold["language"], published=gold["published"]
    )
    return workspace.propose(dossier, reader)


def main() -> int:
    """Write one line of predictions for each row of gold; print how the readers compare."""
    given = options()
    key = os.environ.get("FOEDERA_API_KEY") or None
    lines = given.gold.read_text(encoding="utf-8").splitlines()
    counts: Counter[str] = Counter()
    try:
        endpoint = None if given.replay or not given.endpoint else Endpoint(given.endpoint, key=key)
        if endpoint is None and given.replies is None:
            print("Say --endpoint URL, or --replies FOLDER --replay.", file=sys.stderr)
            return 2
        reader = ModelReader(given.propose, endpoint, replies=given.replies)
    except FoederaError as error:
        print(error, file=sys.stderr)
        return 1
    with ExitStack() as stack:
        out = stack.enter_context(given.predictions.open("w", encoding="utf-8"))
        beside = given.rules and stack.enter_context(given.rules.open("w", encoding="utf-8"))
        for gold in (json.loads(one) for one in lines if one):
            dossier = None
            try:
                text = (given.texts / f"{gold['doc']}.txt").read_bytes()
                dossier = read(gold, text, reader)
            except FoederaError as error:
                counts["reports not read"] += 1
                print(f"{gold['doc']}: {error}", file=sys.stderr)
            counts["reports"] += 1
            claims = told(dossier, counts, sure=given.sure) if dossier else []
            out.write(line(gold["doc"], dossier, claims))
            if beside:
                beside.write(line(gold["doc"], dossier, dossier.claims if dossier else ()))
    for name, count in sorted(counts.items()):
        print(f"{count:6}  {name}")
    return 1 if counts["reports not read"] else 0


if __name__ == "__main__":
    sys.exit(main())
