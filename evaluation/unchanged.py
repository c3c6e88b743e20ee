"""Tells whether a change of the code changes what is read: ``python evaluation/unchanged.py``.

Run it with ``--write FILE`` before the change and with ``--against FILE`` after it. FILE holds
one line per report: its name and the digest of its dossier as JSON. Read are the samples and,
where given, the files of further folders. The exit code is 1 where a dossier is another one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

import foedera
from foedera.documents import report_files

SAMPLES = Path(__file__).parents[1] / "examples"


def digests(paths: list[Path]) -> dict[str, str]:
    """Return the digest of each report's dossier, by the report's name."""
    found = {}
    for path in paths:
        read = foedera.read(path, name=path.name)
        data = json.dumps(read.to_dict(), ensure_ascii=False, sort_keys=True)
        found[path.name] = hashlib.sha256(data.encode()).hexdigest()
    return found


def main() -> int:
    """Write the digests, or print the reports whose dossier is another one."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("reports", nargs="*", type=Path, help="files or folders beside the samples")
    way = asked.add_mutually_exclusive_group(required=True)
    way.add_argument("--write", metavar="FILE", type=Path)
    way.add_argument("--against", metavar="FILE", type=Path)
    given = asked.parse_args()
    paths = [
        path
        for one in (SAMPLES, *given.reports)
        for path in report_files(one)
        if path.name != "README.md"
    ]
    found = digests(paths)
    if given.write:
        given.write.write_text(json.dumps(found, indent=1), encoding="utf-8")
        print(f"{len(found)} digests written")
        return 0
    before = json.loads(given.against.read_text("utf-8"))
    other = [name for name in found if found[name] != before.get(name)]
    for name in other:
        print(f"another dossier: {name}")
    print(f"{len(found) - len(other)} of {len(found)} dossiers are the same")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
