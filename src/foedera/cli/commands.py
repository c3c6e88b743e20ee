"""The commands and their options; what each does stands in a module of its own."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from foedera.cli.codebook_commands import codebook
from foedera.cli.law_commands import status, treaties
from foedera.cli.ledger_add_commands import add, quarantine
from foedera.cli.ledger_commands import backup, init, restore, show_ledger, verify
from foedera.cli.options import as_language, as_published, in_interface
from foedera.cli.plot_commands import plot
from foedera.cli.proposed_commands import proposals
from foedera.cli.question_commands import ask, cascade, dyads, obligations
from foedera.cli.registry_commands import registry
from foedera.cli.release_commands import bundle, release
from foedera.cli.review_commands import agreement, decisions, review
from foedera.cli.story_commands import conduct, story
from foedera.cli.table_commands import export, import_
from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Exit codes beside 0, which means that everything given was read.
BAD_INPUT: Final = 1
INTERRUPTED: Final = 130

#: Entry points of commands that stand outside this room: ``foedera serve``.
_BROUGHT: Final = "foedera.commands"
_HELP: Final = {"help_option_names": ["-h", "--help"]}


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    try:
        code = foedera.main(list(arguments), prog_name="foedera", standalone_mode=False)
    except click.Abort:  # Ctrl-C
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except FoederaError as error:
        click.echo(f"foedera: {error}", err=True)
        return BAD_INPUT
    return int(code or 0)


class _Doors(click.Group):
    """The command group, which takes in the commands that other doors bring."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        brought = {door.name for door in entry_points(group=_BROUGHT)}
        return sorted({*super().list_commands(ctx), *brought})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; one that is brought is loaded when it is first wanted."""
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        for door in entry_points(group=_BROUGHT, name=cmd_name):
            brought: click.Command = door.load()
            return brought
        return None


@click.group(cls=_Doors, context_settings=_HELP)
@click.version_option(package_name="foedera", message="%(prog)s %(version)s")
def foedera() -> None:
    """Read what is reported about pacts between states.

    What has been agreed, who is bound to do what, and what are the parties reported
    to do, with the very words for every answer.
    """


@foedera.command()
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print data: an object, or one a line.")
@click.option(
    "--explain", is_flag=True, help="Name the rule behind each line and claim, and its words."
)
@click.option(
    "--published",
    metavar="DATE",
    callback=as_published,
    help="When the report appeared, over what it says: 2024-11-12, or 2024-11-12T14:15+07:00.",
)
@click.option(
    "--language",
    metavar="CODE",
    callback=as_language,
    help="Language the report is in, over what it seems to be: see 'foedera languages'.",
)
@click.option(
    "--propose",
    metavar="MODEL",
    help="Ask this model for further claims, shown apart: needs --endpoint and foedera[llm].",
)
@click.option("--endpoint", metavar="URL", help="Where the model answers (OpenAI-compatible).")
@click.option(
    "--replies",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the model's replies here; a kept one is not asked for again.",
)
@click.option("--replay", is_flag=True, help="Read kept replies alone, and ask nobody.")
@click.option(
    "--key-variable",
    metavar="NAME",
    default="FOEDERA_API_KEY",
    show_default=True,
    help="Variable of the environment that holds the endpoint's key.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True, max=3600),
    default=120,
    show_default=True,
    help="How long to wait for one answer of the model.",
)
@click.option(
    "--plain-http",
    is_flag=True,
    help="Let reports and key go unencrypted to another machine.",
)
@in_interface
def read(  # noqa: PLR0913 - one argument for each option
    *,
    reports: tuple[str, ...],
    as_json: bool,
    explain: bool,
    published: str | None,
    language: str | None,
    interface: str | None,
    **model: Any,  # noqa: ANN401 - the options for a model, of several types
) -> int:
    """Read reports, and print a dossier of each.

    REPORT is a file (text, Markdown or a saved page), a folder of such files, or '-'
    for standard input. A report that cannot be read is named and does not stop the
    others.

    With --propose, what a model finds is verified against the report's words and shown
    in a section of its own; the claims stay those read by rule. This alone uses the
    network.

    Exit codes: 0 all were read, 1 one or more could not be, 2 bad usage.
    """
    from foedera.cli.proposing import Proposing  # noqa: PLC0415 - as late as possible
    from foedera.cli.reading import Asked, read_all  # noqa: PLC0415 - ditto

    proposing = Proposing(
        model=model["propose"],
        endpoint=model["endpoint"],
        replies=model["replies"],
        replay=model["replay"],
        key_variable=model["key_variable"],
        plain_http=model["plain_http"],
        patience=model["timeout"],
    )
    proposing.checked()
    asked = Asked(
        as_json=as_json,
        explain=explain,
        published=published,
        language=language,
        interface=interface,
        proposing=proposing,
    )
    return read_all(reports, asked)


@foedera.command()
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print data: an object a line.")
@click.option(
    "--language",
    metavar="CODE",
    callback=as_language,
    help="Language the reports are in, over what each seems to be.",
)
@in_interface
def screen(
    *, reports: tuple[str, ...], as_json: bool, language: str | None, interface: str | None
) -> int:
    """Tell which reports can hold a claim, without parsing them.

    A line for each report: whether it can, and how many of its lines. What 'foedera read'
    would find is never screened out; much that holds no claim passes.

    REPORT is a file, a folder of such files, or '-' for standard input.

    Exit codes: 0 all were screened, 1 one or more could not be, 2 bad usage.
    """
    from foedera.cli.screening import screen_all  # noqa: PLC0415 - as late as possible

    return screen_all(reports, as_json=as_json, language=language, interface_language=interface)


@foedera.command("languages")
@in_interface
def list_languages(interface: str | None) -> None:
    """List the languages whose reports can be read."""
    from foedera.cli.terminal import interface as chosen  # noqa: PLC0415 - as late as possible
    from foedera.language.packs import languages  # noqa: PLC0415 - ditto
    from foedera.wording.words import Words  # noqa: PLC0415 - ditto

    words = Words(chosen(interface))
    for code in languages():
        sys.stdout.write(f"{code}  {words.language_name(code)}\n")


for command in (
    status,
    ask,
    cascade,
    obligations,
    dyads,
    treaties,
    import_,
    export,
    codebook,
    plot,
    init,
    show_ledger,
    verify,
    backup,
    restore,
    story,
    conduct,
    release,
    bundle,
    add,
    quarantine,
    proposals,
    registry,
    review,
    decisions,
    agreement,
):
    foedera.add_command(command)
