"""Names that never change once published."""

from __future__ import annotations

from typing import NewType

#: ISO 3166-1 alpha-3 code of a state ("PRK"), or the catalogue code of an
#: organisation or armed group ("NATO", "HEZBOLLAH").
ActorId = NewType("ActorId", str)
#: File name of a registry entry, such as "prk-rus-2024".
InstrumentId = NewType("InstrumentId", str)
