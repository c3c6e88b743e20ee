"""Makes texts that would be more than texts to whoever put them into SQL unquoted.

Each is made by a rule: something closes the literal it is in, something goes on in SQL, something
hides the rest. No list of known ones is copied.
"""

from __future__ import annotations

from itertools import product

#: What ends the literal a text stands in, whatever it is quoted with.
_CLOSING = ("", "'", '"', "`", "')", "'))", '")', "\\'", "%27", "\u02bc", "\uff07", "]", "';", "0")
#: What goes on then: reading more, reading elsewhere, changing, waiting.
_GOING_ON = (
    " OR 1=1",
    " OR 'a'='a",
    " AND 1=0 UNION SELECT {}",
    " UNION ALL SELECT id, data FROM {}",
    "; DROP TABLE {}",
    "; DELETE FROM {}",
    "; UPDATE {} SET data = ''",
    "; INSERT INTO {} DEFAULT VALUES",
    "; ATTACH DATABASE 'elsewhere.db' AS elsewhere",
    "; PRAGMA writable_schema = 1",
    " AND (SELECT count(*) FROM {}, {}) > 0",
    "||(SELECT data FROM {} LIMIT 1)||",
    " OR randomblob(100000000)",
    " LIKE '%' ESCAPE '",
    " MATCH 'a' OR 1",
    " IN (SELECT subject FROM {})",
    " ORDER BY (CASE WHEN 1=1 THEN 1 ELSE {} END)",
    "; SELECT pg_sleep(10)",
)
_TABLES = ("claim", "document", "decision", "entry", "sqlite_master")
#: What hides the rest of the statement.
_HIDING = ("", "--", "/*", "-- -", "#", ";\0", "%00", "\n--")
#: How a text is disguised on its way.
_DISGUISES = (
    str,
    lambda text: text.replace(" ", "/**/"),
    lambda text: text.replace(" ", "\t"),
    str.swapcase,
    lambda text: text.replace(" ", "\u00a0"),
)

MANY = 1000


def injections() -> tuple[str, ...]:
    """Return a thousand of them, always the same, each another."""
    made = (
        disguise(f"{first}{then.replace('{}', table)}{last}")
        for disguise, last, table, then, first in product(
            _DISGUISES, _HIDING, _TABLES, _GOING_ON, _CLOSING
        )
    )
    every = list(dict.fromkeys(made))
    step = len(every) // MANY
    return tuple(every[number * step] for number in range(MANY))
