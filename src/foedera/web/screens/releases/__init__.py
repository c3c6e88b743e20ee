"""The releases of the ledger: what each holds, what changed, how to cite it; making one."""

from __future__ import annotations

from typing import Final

from foedera.accounts import Role
from foedera.web.screen import Screen
from foedera.web.screens.releases.giving import give_file
from foedera.web.screens.releases.listing import releases
from foedera.web.screens.releases.making import make, making
from foedera.web.screens.releases.one import release

SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/releases", releases),
    Screen("/releases", make, role=Role.KEEPER, methods=("POST",)),
    Screen("/releases/made/{job}", making, role=Role.KEEPER),
    Screen("/releases/{name}", release),
    Screen("/releases/{name}/files/{file:path}", give_file),
)
