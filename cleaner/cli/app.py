"""The command `cleaner`: its commands joined."""

from __future__ import annotations

try:
    from pathlib import Path
    from typing import Annotated, Any

    import typer
    from typer.core import TyperGroup

    from cleaner._version import __version__
    from cleaner.cli import streams
    from cleaner.cli.clean import clean
    from cleaner.cli.golden import app as golden
    from cleaner.cli.restore import restore
    from cleaner.cli.rules import app as rules
    from cleaner.cli.talk import INTERRUPTED, give_up
except KeyboardInterrupt:  # whoever stops it while it starts wants no traceback
    raise SystemExit(130) from None


class Commands(TyperGroup):
    """Knows what people mean who leave the command out."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by its name."""
        found = super().get_command(ctx, cmd_name)
        if found is None and (cmd_name == "-" or Path(cmd_name).exists()):
            give_up(f"{cmd_name} is no command: cleaner clean {cmd_name}")
        return found


app = typer.Typer(
    name="cleaner",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="A first look: `cleaner clean article.txt --dry-run`",
)
app.command("clean")(clean)
app.command("restore")(restore)
app.add_typer(rules, name="rules")
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
    streams.prepare()
    try:
        app(prog_name="cleaner")
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except OSError as error:  # the help, on a stream that is closed
        give_up(f"{error.filename}: {error.strerror}")
