"""The statement of what a table covers, and where its two sources disagree."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from foedera.datasets.atop.memberships import FIRST, LAST
from foedera.datasets.joining import REGISTRY_FROM, Disagreement
from foedera.resources import record
from foedera.treaties import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedera.datasets.joining import Alliances, Seam


def coverage_of(found: Alliances, facts: Mapping[str, Any] | None, language: str) -> str:
    """Return the statement of what tables of some alliances cover, as Markdown.

    Args:
        found: The alliances.
        facts: What is known of the copy of ATOP; None where there is none.
        language: ``en`` or ``id``.
    """
    texts = record("datasets/coverage.yaml")
    gaps = {
        "first": FIRST.isoformat(),
        "last": LAST.isoformat(),
        "after": (LAST + timedelta(days=1)).isoformat(),
        "registry_from": REGISTRY_FROM.isoformat(),
    }
    if facts is not None:
        gaps["version"] = str(facts["version"])
        gaps["verified"] = texts["verified" if facts["verified"] else "unverified"][language]
    law = found.basis is Basis.IN_FORCE
    whole = "registry" if facts is None else "both_law" if law else "both"
    told = [
        f"# {texts['title'][language]}",
        *(texts[one][language] for one in (whole, "not counted")),
    ]
    if found.seams:
        told.append(f"## {texts['seams'][language]}")
        told += _seams(found, texts, language)
    return "\n\n".join(one.format(**gaps) if "{" in one else one for one in told) + "\n"


def war_coverage(language: str) -> str:
    """Return the statement of what tables of duties in wars cover, as Markdown."""
    texts = record("datasets/coverage.yaml")
    return f"# {texts['title'][language]}\n\n{texts['wars'][language]}\n"


def _seams(found: Alliances, texts: Mapping[str, Any], language: str) -> Iterator[str]:
    groups: dict[Disagreement, list[Seam]] = defaultdict(list)
    for seam in found.seams:
        groups[seam.how].append(seam)
    for how, seams in groups.items():
        named = ", ".join(_named(seam) for seam in seams)
        yield texts[how.value][language].format(count=len(seams), alliances=named)


def _named(seam: Seam) -> str:
    if seam.how is Disagreement.NOT_FOLLOWED:
        return str(seam.alliance)
    states = ", ".join(map(str, seam.states))
    return f"{seam.alliance} {'/'.join(seam.instruments)} ({states})"
