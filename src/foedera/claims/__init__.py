"""What a report says that somebody says happened, or was agreed.

Two of the crafts it rests on can be used by themselves: ``attributions_of`` tells who is
said to say what in a text, ``modalities_of`` how sure each of its verbs is made out to
be. ``foedera.language`` has the other two, ``times_of`` and ``quantities_of``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedera.claims.modalities import ModalityFound, modalities_of
    from foedera.claims.quotations import (
        Attribution,
        Capacity,
        Quotation,
        Stance,
        attributions_of,
    )

__all__ = [
    "Attribution",
    "Capacity",
    "ModalityFound",
    "Quotation",
    "Stance",
    "attributions_of",
    "modalities_of",
]

_WEIGHED = frozenset({"ModalityFound", "modalities_of"})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the modules export
    # Loaded when first asked for: `import foedera` stays fast.
    if name in _WEIGHED:
        from foedera.claims import modalities  # noqa: PLC0415 - ditto

        return getattr(modalities, name)
    if name in __all__:
        from foedera.claims import quotations  # noqa: PLC0415 - ditto

        return getattr(quotations, name)
    raise AttributeError(f"module 'foedera.claims' has no attribute {name!r}")
