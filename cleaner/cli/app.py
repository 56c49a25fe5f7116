"""The command `cleaner`: its commands joined."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner._version import __version__
from cleaner.cli.clean import clean
from cleaner.cli.golden import app as golden
from cleaner.cli.restore import restore
from cleaner.cli.talk import INTERRUPTED

app = typer.Typer(
    name="cleaner",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="A first look: `cleaner clean article.txt --dry-run`",
)
app.command("clean")(clean)
app.command("restore")(restore)
app.add_typer(golden, name="golden")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cleaner {__version__}")
        raise typer.Exit


@app.callback()
def cleaner(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take the clutter out of extracted text and web pages, and keep a record of what was removed."""


def main() -> None:
    """The console script's entry."""
    try:
        app(prog_name="cleaner")
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
