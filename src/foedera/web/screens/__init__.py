"""The screens, each in a module or folder of its own; this is where they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.web.screens import (
    account,
    admin,
    agreement,
    api,
    asking,
    claims,
    home,
    maps,
    networks,
    provenance,
    reading,
    releases,
    reports,
    review,
    signing_in,
    sources,
    states,
    stories,
    timelines,
    treaties,
)

if TYPE_CHECKING:
    from foedera.web.screen import Screen

SCREENS: Final[tuple[Screen, ...]] = (
    *home.SCREENS,
    *reading.SCREENS,
    *reports.SCREENS,
    *claims.SCREENS,
    *stories.SCREENS,
    *treaties.SCREENS,
    *states.SCREENS,
    *asking.SCREENS,
    *networks.SCREENS,
    *maps.SCREENS,
    *timelines.SCREENS,
    *review.SCREENS,
    *provenance.SCREENS,
    *sources.SCREENS,
    *releases.SCREENS,
    *agreement.SCREENS,
    *signing_in.SCREENS,
    *account.SCREENS,
    *admin.SCREENS,
    *api.SCREENS,
)
