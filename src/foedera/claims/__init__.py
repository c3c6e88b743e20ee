"""What a report says that somebody says happened, or was agreed.

The craft of weighing can be used by itself: ``modalities_of``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedera.claims.modalities import ModalityFound, modalities_of

__all__ = ["ModalityFound", "modalities_of"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the module exports
    if name in __all__:
        from foedera.claims import modalities  # noqa: PLC0415 - keeps `import foedera` fast

        return getattr(modalities, name)
    raise AttributeError(f"module 'foedera.claims' has no attribute {name!r}")
