"""Work that outlasts a request: begun by a form, gone on with beside it, looked at by a page."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, Final

from foedera.errors import FoederaError
from foedera.web.errors import NoSuchJobError

if TYPE_CHECKING:
    from collections.abc import Callable

#: Jobs that can be looked at; the oldest is let go of.
_KEPT: Final = 50


class Job:
    """One piece of work.

    Attributes:
        name: By which it is looked at.
        coder: Who began it.
        told: What came of it so far.
        number: How far it is.
        count: Of how many; 0 where that is not known.
        failure: What came in its way; None where nothing did.
    """

    def __init__(self, name: str, coder: str) -> None:
        self.name, self.coder = name, coder
        self.told: list[Any] = []
        self.number = self.count = 0
        self.failure: FoederaError | None = None
        self._done = Event()

    @property
    def done(self) -> bool:
        """Whether it has come to its end."""
        return self._done.is_set()

    def wait(self, patience: float) -> None:
        """Wait for its end, but so many seconds at most."""
        self._done.wait(patience)

    def at(self, number: int, count: int) -> None:
        """Note how far it is."""
        self.number, self.count = number, count

    def run(self, work: Callable[[Job], None]) -> None:
        """Carry it out."""
        try:
            work(self)
        except FoederaError as error:
            self.failure = error
        finally:
            self._done.set()


class Jobs:
    """Carries out one job after another, each in a thread."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock, self._turn = Lock(), Lock()

    def start(self, coder: str, work: Callable[[Job], None]) -> Job:
        """Begin a job.

        Args:
            coder: Who begins it.
            work: Carries it out, and notes how far it is.
        """
        job = Job(secrets.token_hex(8), coder)
        with self._lock:
            self._jobs[job.name] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
        Thread(target=self._carried_out, args=(job, work), daemon=True, name="job").start()
        return job

    def _carried_out(self, job: Job, work: Callable[[Job], None]) -> None:
        with self._turn:
            job.run(work)

    def __getitem__(self, name: str) -> Job:
        """Return a job.

        Raises:
            NoSuchJobError: None is called that, or it was let go of.
        """
        with self._lock:
            found = self._jobs.get(name)
        if found is None:
            raise NoSuchJobError(name)
        return found


def jobs_of(_: object) -> Jobs:
    """Return the jobs of a desk."""
    return Jobs()
