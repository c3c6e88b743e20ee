"""``foedera add`` and ``foedera quarantine``: reports come into the ledger."""

from __future__ import annotations

import click

from foedera.cli.options import as_data, as_language, as_published, in_interface, in_ledger

_JOBS = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many reports are read side by side.",
)
_PUBLISHED = click.option(
    "--published",
    metavar="DATE",
    callback=as_published,
    help="When the reports appeared, over what they say: 2024-11-12, or 2024-11-12T14:15+07:00.",
)
_LANGUAGE = click.option(
    "--language",
    metavar="CODE",
    callback=as_language,
    help="Language the reports are in, over what each seems to be in: see 'foedera languages'.",
)
_BY_LINE = click.option("--json", "as_json", is_flag=True, help="Print data: an object a line.")


@click.command()
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@_PUBLISHED
@_LANGUAGE
@_JOBS
@click.option(
    "--again",
    is_flag=True,
    help="Read reports on record again, as foedera reads them now: what it no longer finds is "
    "closed, not removed.",
)
@_BY_LINE
@in_ledger
@in_interface
def add(  # noqa: PLR0913 - one argument for each option
    *,
    reports: tuple[str, ...],
    published: str | None,
    language: str | None,
    jobs: int,
    again: bool,
    as_json: bool,
    ledger: str | None,
    interface: str | None,
) -> int:
    """Read reports and record them in the ledger.

    REPORT is a file (text, Markdown, a saved page, or a feed: RSS, Atom, JSON Feed), a folder
    of such files, or '-' for standard input. Each item of a feed is a report; nothing is
    fetched.

    A report on record is not read again: what was stopped goes on where it stood when the same
    command is given again. One that cannot be read is put in quarantine with the reason, and
    does not stop the others: see 'foedera quarantine'.

    Exit codes: 0 all are on record, 1 one or more could not be read, 2 bad usage, 130 stopped.
    """
    from foedera.cli.adding import Adding, add_all  # noqa: PLC0415 - as late as possible
    from foedera.workspace.adding import Manner  # noqa: PLC0415 - ditto

    manner = Manner(published=published, language=language, again=again, jobs=jobs)
    return add_all(reports, manner, Adding(ledger, interface, as_json=as_json))


@click.group()
def quarantine() -> None:
    """Reports that could not be read: which, why, and once more."""


@quarantine.command("list")
@in_ledger
@as_data
@in_interface
def list_refused(*, ledger: str | None, as_json: bool, interface: str | None) -> None:
    """Tell what is in quarantine, the oldest first, each with its reason."""
    from foedera.cli.adding import Adding  # noqa: PLC0415 - as late as possible
    from foedera.cli.quarantine_view import tell_refused  # noqa: PLC0415 - ditto

    tell_refused(Adding(ledger, interface, as_json=as_json))


@quarantine.command("retry")
@click.argument("names", metavar="[ID]...", nargs=-1)
@_PUBLISHED
@_LANGUAGE
@_JOBS
@_BY_LINE
@in_ledger
@in_interface
def retry(  # noqa: PLR0913 - one argument for each option
    *,
    names: tuple[str, ...],
    published: str | None,
    language: str | None,
    jobs: int,
    as_json: bool,
    ledger: str | None,
    interface: str | None,
) -> int:
    """Read what is in quarantine once more, from the bytes that were kept.

    ID is what 'foedera quarantine list' calls it; all of it if left out. What is read now
    is recorded and leaves quarantine; what is not stays. Something that was added with
    --published is known by that day, and is to be given the same here.

    Exit codes: 0 all were read, 1 one or more were not, 2 bad usage, 130 stopped.
    """
    from foedera.cli.adding import Adding, retry_all  # noqa: PLC0415 - as late as possible
    from foedera.workspace.adding import Manner  # noqa: PLC0415 - ditto

    manner = Manner(published=published, language=language, again=True, jobs=jobs)
    return retry_all(names, manner, Adding(ledger, interface, as_json=as_json))
