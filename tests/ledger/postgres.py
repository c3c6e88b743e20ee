"""Starts a real Postgres on loopback, in a temporary folder, for as long as a test needs one."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: The oldest major version that foedera works with.
OLDEST: Final = 15
USER: Final = "foedera"
#: With what an address must escape, so that every test shows that it is escaped.
PASSWORD: Final = "p@ss/w:rd?%"  # noqa: S105 - of a database that lives for seconds
#: Who may run a server where the tests run as root, which Postgres refuses to.
_SERVANTS: Final = ("postgres", "nobody")
_PATIENCE: Final = 60.0
_TRIES: Final = 3


class NoPostgresError(Exception):
    """Postgres cannot be had here; the message says why."""


@dataclass
class Postgres:
    """A running server with a folder of its own; ends with its parent, however that ends.

    Attributes:
        durable: Whether it waits for the disk, as a real one does.
        connections: How many clients it lets in.
        folder: Where its files lie.
        port: Where it listens, on loopback alone.
    """

    durable: bool = False
    connections: int = 60
    folder: Path = field(init=False)
    port: int = field(init=False, default=0)
    _process: subprocess.Popen[bytes] | None = field(init=False, default=None)
    _made: int = field(init=False, default=0)
    _free: list[str] = field(init=False, default_factory=list)

    def __enter__(self) -> Self:
        binaries = _binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="foedera-postgres-"))
        try:
            self._prepare(binaries)
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server on a free port; on the one it had, if it was started before."""
        for _ in range(_TRIES):  # somebody else may take the port that was free
            port = self.port or _free_port()
            if self._started(_binaries() / "postgres", port):
                self.port = port
                return
        raise NoPostgresError(f"Postgres does not start:\n{self.log()}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End the server: SIGINT in order, SIGKILL as a power cut would."""
        if self._process is not None:
            if how is signal.SIGKILL:  # the children see their parent gone, and leave
                self._process.kill()
            else:
                self._process.send_signal(how)
            self._process.wait(_PATIENCE)
            self._process = None

    def log(self) -> str:
        """Return what the server has said."""
        path = self.folder / "log"
        return path.read_text("utf-8", "replace") if path.is_file() else ""

    def new_database(self) -> str:
        """Give an empty database, and return its address."""
        if self._free:
            return self._free.pop()
        self._made += 1
        name = f"ledger_{self._made}"
        with self.connected() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.address(name)

    def clear(self, address: str) -> None:
        """Empty a database, whoever is still connected to it, and keep it for another."""
        with self.connected(address) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        self._free.append(address)

    def address(self, database: str = "postgres") -> str:
        """Return the address of a database, password and all."""
        who = f"{USER}:{quote(PASSWORD, safe='')}"
        return f"postgresql://{who}@127.0.0.1:{self.port}/{database}"

    @contextlib.contextmanager
    def connected(self, address: str | None = None) -> Iterator[psycopg.Connection]:
        """Connect past the ledger, each statement a transaction of its own."""
        with psycopg.connect(address or self.address(), autocommit=True) as connection:
            yield connection

    def _prepare(self, binaries: Path) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD + "\n", encoding="utf-8")
        _hand_over(self.folder, secret)
        made = subprocess.run(
            [
                *_as_servant(),
                binaries / "initdb",
                f"--pgdata={self.folder / 'data'}",
                f"--username={USER}",
                f"--pwfile={secret}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ],
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
        )
        if made.returncode:
            raise NoPostgresError(f"initdb fails: {made.stderr or made.stdout}")

    def _started(self, binary: Path, port: int) -> bool:
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "port": str(port),
            "max_connections": str(self.connections),
            "shared_buffers": "64MB",
            **({} if self.durable else {"fsync": "off", "full_page_writes": "off"}),
        }
        told = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*_as_servant("--pdeathsig=INT"), binary, "-D", self.folder / "data", *told],
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        self.port, before = port, self.port
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(psycopg.OperationalError), self.connected():
                return True
            time.sleep(0.05)
        self.stop(signal.SIGKILL)
        self.port = before
        return False


def _binaries() -> Path:
    """Return the folder of Postgres's programs, of the newest version there is."""
    listed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    packaged = sorted(
        listed, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0
    )
    found = shutil.which("initdb") or (packaged and packaged[-1])
    if not found:
        raise NoPostgresError(
            "Postgres is not installed: neither is initdb on PATH nor is there a "
            "/usr/lib/postgresql/*/bin. On Debian: apt-get install postgresql"
        )
    binary = Path(found).resolve()
    told = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"\d+", told)
    if version is None or int(version[0]) < OLDEST:
        raise NoPostgresError(f"Postgres {OLDEST} or newer is needed; {binary} is {told.strip()}")
    return binary.parent


def _servant() -> str | None:
    """Return whom to run the server as: None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - where there is a root, there is this

    for name in _SERVANTS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoPostgresError("Postgres does not run as root, and there is no user 'postgres' here")


def _as_servant(*told: str) -> Sequence[str]:
    """Return what to put before a command, so that the servant runs it and dies with us."""
    setpriv, servant = shutil.which("setpriv"), _servant()
    if setpriv is None:
        if servant is None:
            return ()
        raise NoPostgresError("Postgres does not run as root, and setpriv is missing here")
    if servant is None:
        return (setpriv, *told) if told else ()
    change = (f"--reuid={servant}", f"--regid={_group(servant)}", "--init-groups")
    return (setpriv, *change, *told)


def _group(servant: str) -> int:
    import pwd  # noqa: PLC0415 - where there is a root, there is this

    return pwd.getpwnam(servant).pw_gid


def _hand_over(*paths: Path) -> None:
    servant = _servant()
    if servant is not None:
        for path in paths:
            shutil.chown(path, servant, _group(servant))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
