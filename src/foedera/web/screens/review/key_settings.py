"""The page on which a coder gives keys other places, or switches them off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.web.reply import Moved, Page
from foedera.web.screens.review.keys import COOKIE, USUAL, Keys, keys_of

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply


def key_settings(asked: Asked) -> Reply:
    """Show which key does what."""
    keys = keys_of(asked.request)
    return Page(
        template="review/keys.html",
        title=asked.words("cod-keys-title"),
        data={"on": keys.on, "keys": {act: keys.written(act).split() for act in USUAL}},
        shown={"keys": keys, "acts": tuple(USUAL), "kept": asked.text("kept") == "1"},
        at="review",
        styles=("review.css",),
        private=True,
    )


def keep_keys(asked: Asked) -> Reply:
    """Keep the keys as they were given.

    Raises:
        UnusableKeyError: Something is no key, or is to do two things.
    """
    form = asked.form
    if form.get("usual"):
        keys = Keys()
    else:
        given = {act: form[act] for act in USUAL if act in form}
        keys = Keys(given, on=form.get("on") == "1")
    return Moved(to=asked.link("/review/keys", kept=1), cookies={COOKIE: keys.cookie})
