"""Measures the web under load: ``python evaluation/web_load.py [--ledger FILE] [--seconds N]``.

A server of one process serves a ledger of 200,000 claims (``made_ledger``) to 16 connections of
``wrk`` on the same two cores. Addresses are drawn at random with one seed: *cold* means that no
two are alike, so that none is answered out of what is kept; *warm* that few are asked for again
and again. Of each kind it prints requests a second, the median and the 99th percentile of the
time to an answer, errors, and what one request costs the server's processor, which does not
depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlencode

from foedera.ledger import FACETS, Search, open_ledger
from foedera.treaties import Registry
from made_ledger import made_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CLAIMS: Final = 200_000
CONNECTIONS: Final = 16
#: Bytes of the first page with all that it needs, pictures left out.
FIRST_PAGE: Final = 100 * 1024
_LUA: Final = """
local addresses = {}
for line in io.lines("%s") do addresses[#addresses + 1] = line end
local at = 0
request = function()
  at = at %% #addresses + 1
  return wrk.format("GET", addresses[at], {["Accept-Encoding"] = "identity"})
end
done = function(summary, latency, requests)
  local failed = summary.errors
  local errors = failed.connect + failed.read + failed.write + failed.status + failed.timeout
  io.write(string.format(
    '\\n{"requests": %%d, "seconds": %%f, "median": %%f, "p99": %%f, "errors": %%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, errors))
end
"""
_SERVE: Final = "import sys; from foedera.cli import main; sys.exit(main())"
#: What a list is narrowed by.
_NARROWING: Final = ("act", "agent", "outlet", "language")
_WORDS: Final = (
    *("treaty", "negara", "perjanjian", "militer", "troops", "alliance", "pakta", "exercise"),
    *("government", "latihan", "tentera", "minister", "ratif*", '"the treaty"', "the", "dan"),
)


@dataclass(frozen=True)
class Kind:
    """One kind of request.

    Attributes:
        name: What is asked for.
        draw: Draws an address.
        rate: Requests a second that are wanted; None for no matter.
        p99: Milliseconds within which 99 of 100 are to be answered.
    """

    name: str
    draw: Callable[[random.Random], str]
    rate: int | None
    p99: int


class Addresses:
    """Draws addresses out of what a ledger holds."""

    def __init__(self, ledger: str) -> None:
        with open_ledger(ledger) as held:
            found = held.search(Search(most=1))
            counts = held.facets(Search(), FACETS, most=150)
        self.total, self._seen = found.total, found.seen
        self._values = {name: [one.value for one in counts[name] if one.value] for name in FACETS}
        self._treaties = [card.id for card in Registry.load().cards]

    def listed(self, path: str) -> Callable[[random.Random], str]:
        """Return what draws a page of the list, unfiltered or narrowed by one or two things."""
        narrowing = [name for name in _NARROWING if self._values[name]]

        def draw(drawn: random.Random) -> str:
            chosen = drawn.sample(narrowing, drawn.choice((0, 1, 1, 2)))
            asked: list[tuple[str, object]] = [
                (name, drawn.choice(self._values[name])) for name in chosen
            ]
            if drawn.random() < 0.3:  # noqa: PLR2004 - three of ten
                asked.append(
                    ("since", f"{drawn.randrange(2018, 2026)}-0{drawn.randrange(1, 10)}-11")
                )
            first = drawn.randrange(self.total if not asked else 500)
            asked.append(("after", f"{self._seen}.{first}"))
            return f"{path}?{urlencode(asked)}"

        return draw

    def searched(self, path: str) -> Callable[[random.Random], str]:
        """Return what draws a search for words."""

        def draw(drawn: random.Random) -> str:
            words = " ".join(drawn.sample(_WORDS, drawn.choice((1, 1, 2))))
            if drawn.random() < 0.2:  # noqa: PLR2004 - one of five
                words += f" -{drawn.choice(_WORDS[:8])}"
            asked = [("words", words), ("after", f"{self._seen}.{drawn.randrange(500)}")]
            if drawn.random() < 0.5:  # noqa: PLR2004 - every other
                asked.append(("agent", drawn.choice(self._values["agent"])))
            return f"{path}?{urlencode(asked)}"

        return draw

    def treaties(self, path: str) -> Callable[[random.Random], str]:
        """Return what draws the page of a treaty on a day."""

        def draw(drawn: random.Random) -> str:
            month, day = drawn.randrange(1, 13), drawn.randrange(1, 29)
            on = f"{drawn.randrange(1990, 2026)}-{month:02}-{day:02}"
            return f"{path}/{drawn.choice(self._treaties)}?on={on}"

        return draw


class Server:
    """A server of one process; ends with the ``with``."""

    def __init__(self, ledger: str, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        words = ["serve", "--ledger", ledger, "--port", str(port)]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", _SERVE, *words],
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                self.get("/en/claims")
                return self
            time.sleep(0.2)
        sys.exit("the server does not answer")

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)

    def get(self, path: str) -> bytes:
        """Fetch an address."""
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:  # noqa: S310 - loopback
            return bytes(answer.read())

    def processor(self) -> float:
        """Return the seconds of the processor that the server has used."""
        told = Path(f"/proc/{self._process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def load(server: Server, addresses: list[str], seconds: int) -> dict[str, float]:
    """Have wrk ask for addresses in turn; return its figures, and the processor's."""
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder, "addresses"), Path(folder, "ask.lua")
        listed.write_text("\n".join(addresses) + "\n", encoding="utf-8")
        script.write_text(_LUA % listed, encoding="utf-8")
        before = server.processor()
        done = subprocess.run(  # noqa: S603 - our own words
            [
                *(str(shutil.which("wrk")), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"),
                *("--timeout", "20s", "-s", str(script), server.address),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        used = server.processor() - before
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return {**told, "processor": used / max(1, told["requests"]) * 1000}


def drawn(kind: Kind, seed: int) -> Iterator[str]:
    """Yield addresses of a kind, each once."""
    chance, seen = random.Random(seed), set()  # noqa: S311 - no secret is made
    while True:
        address = kind.draw(chance)
        if address not in seen:
            seen.add(address)
            yield address


def measured(server: Server, kind: Kind, seconds: int, *, warm: bool) -> bool:
    """Load the server with one kind of request, print a row, tell whether it keeps its limits."""
    count = 50 if warm else 1000 * seconds
    addresses = list(islice(drawn(kind, seed=8), count))
    told = load(server, addresses, seconds)
    rate = told["requests"] / told["seconds"]
    good = told["requests"] > 0 and told["errors"] == 0 and told["p99"] <= kind.p99
    good &= kind.rate is None or rate >= kind.rate
    wanted = f"{kind.rate}/s, " if kind.rate else ""
    print(
        f"{kind.name:30} {'warm' if warm else 'cold'} {rate:8.0f}/s "
        f"{told['median']:8.1f} {told['p99']:8.1f} {told['errors']:6.0f} {told['processor']:9.2f}  "
        f"{wanted}{kind.p99} ms  {'kept' if good else 'NOT KEPT'}",
        flush=True,
    )
    return good


def first_page(server: Server) -> bool:
    """Print how many bytes the first page takes, with all scripts and styles; uncompressed."""
    page = server.get("/en/").decode()
    linked = {
        part.partition('"')[0]
        for mark in (' src="', ' href="')
        for part in page.split(mark)[1:]
        if part.startswith("/static/")
    }
    whole = len(page.encode()) + sum(len(server.get(one)) for one in linked)
    print(
        f"first page with {len(linked)} files: {whole / 1024:.0f} KB, limit {FIRST_PAGE / 1024:.0f}"
    )
    return whole <= FIRST_PAGE


def main() -> int:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--ledger", help="a ledger to serve; one is made if left out")
    asked.add_argument("--seconds", type=int, default=15, help="of each load (default 15)")
    asked.add_argument("--port", type=int, default=0, help="where to serve; any if left out")
    given = asked.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed. On Debian: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        ledger = given.ledger or str(Path(folder, "ledger.db"))
        if given.ledger is None:
            made_ledger(ledger, CLAIMS)
        addresses = Addresses(ledger)
        kinds = (
            Kind("claims as data", addresses.listed("/api/v1/claims"), 400, 100),
            Kind("claims as a page", addresses.listed("/en/claims"), 400, 100),
            Kind("words, as data", addresses.searched("/api/v1/claims"), None, 300),
            Kind("words, as a page", addresses.searched("/en/claims"), None, 300),
            Kind("page of a treaty", addresses.treaties("/en/treaties"), None, 400),
        )
        print(f"{addresses.total:,} claims; processor load {os.getloadavg()[0]:.1f}")
        print(f"{'':35} {'rate':>10} {'median':>8} {'p99':>8} errors {'processor':>9}  limit")
        with Server(ledger, given.port or _free_port()) as server:
            good = [
                measured(server, one, given.seconds, warm=warm) for one in kinds for warm in (0, 1)
            ]
            good.append(first_page(server))
    return 0 if all(good) else 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
