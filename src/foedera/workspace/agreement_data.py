"""How far coders agree, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedera.assessment.agreement import CoderAgreement, Reliability


def agreement_data(told: CoderAgreement) -> dict[str, Any]:
    """Return how far coders agree, and where they differ."""
    return {
        "coders": list(told.coders),
        "contents": _reliability(told.contents),
        "verdicts": _reliability(told.verdicts),
        "confusion": [
            {"first": first.value, "second": second.value, "count": count}
            for (first, second), count in told.confusion.items()
        ],
        "disagreements": [
            {
                "proposal": one.subject,
                "of_verdict": one.of_verdict,
                "codings": [
                    {
                        "coder": each.coder,
                        "verdict": each.verdict.value,
                        "value": each.value,
                        "decision": each.decision,
                    }
                    for each in one.codings
                ],
            }
            for one in told.disagreements
        ],
    }


def _reliability(found: Reliability) -> dict[str, Any]:
    return {
        "units": found.units,
        "shared": found.shared,
        "alpha": found.alpha,
        "interval": list(found.interval) if found.interval else None,
        "agreeing": found.agreeing,
        "unmeasured": found.unmeasured.value if found.unmeasured else None,
    }
