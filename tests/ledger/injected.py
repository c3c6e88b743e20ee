"""Texts that would be commands to a database, were they ever taken for any."""

from __future__ import annotations

from itertools import product
from typing import Final

from foedera.ledger.tables import ENTRY, KEPT

#: How a text could get out of the place it stands in.
_WAYS_OUT: Final = (
    "'; {} --",
    '"; {} --',
    "'); {} --",
    "0; {}",
    "' || ({}) || '",
    "\\'; {} #",
    "%27; {} /*",
    "$$; {}; $$",
    "ʼ; {} --",
    "x\n; {}\n--",
)
_COMMANDS: Final = (
    "DROP TABLE {}",
    "DELETE FROM {}",
    "UPDATE {} SET entry = 0",
    "INSERT INTO {} DEFAULT VALUES",
    "ALTER TABLE {} DISABLE TRIGGER ALL",
    "DROP TRIGGER {}_refuses_update",
    "TRUNCATE {} CASCADE",
    "SELECT * FROM {} WHERE 1=1",
    "CREATE TABLE {}_x (n int)",
)
_OTHERS: Final = (
    "' OR '1'='1",
    '" OR ""="',
    "' OR 1=1 --",
    "' UNION SELECT 1,2,3,4,5,6,7 --",
    "') OR ('a'='a",
    "1 OR pg_sleep(5)",
    "'; SELECT pg_sleep(5) --",
    "'; COPY entry TO PROGRAM 'touch /tmp/foedera-was-here' --",
    "'; ATTACH DATABASE '/tmp/foedera-was-here' AS x --",
    "' AND load_extension('/tmp/x') --",
    "'; PRAGMA writable_schema = ON --",
    "'; VACUUM INTO '/tmp/foedera-was-here' --",
    "'; SET ROLE postgres --",
    "{{7*7}}${7*7}%(name)s:name?$1",
    "admin'--",
    "*/ DROP TABLE entry /*",
    "CHAR(39)||CHAR(59)",
    "0x27204f5220313d31",
    "\\x27 OR 1=1",
)
PAYLOADS: Final = (
    *_OTHERS,
    *(
        way.format(command.format(table.name))
        for way, command, table in product(_WAYS_OUT, _COMMANDS, (ENTRY, *KEPT))
    ),
)
assert len(set(PAYLOADS)) >= 1000

#: What only a database's own error would say.
TELLTALES: Final = (
    "sqlite3",
    "psycopg",
    "sqlalchemy",
    "syntax error",
    'near "',
    "sqlstate",
    "traceback",
    "unrecognized token",
    "unterminated",
)
