"""The command line: the only part of kg that prints, asks the environment and sets exit codes."""

from __future__ import annotations

import importlib
import os

import click

from kg.errors import KgError

# In the order in which a reader of the help needs them; each lives in the module named beside it.
COMMANDS = {
    "build": "build",
    "remove": "remove",
    "path": "paths",
    "impact": "impact",
    "show": "find",
    "claims": "find",
    "conflicts": "conflicts",
    "diff": "diff",
    "query": "query",
    "stats": "stats",
    "view": "export",
    "serve": "serve",
    "export": "export",
    "verify": "check",
    "doctor": "doctor",
    "eval": "eval",
}


class CommandGroup(click.Group):
    """Loads a command when it is needed, and turns what a user can put right into one line and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command; Ctrl-C ends with 130, as shells expect."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            raise click.exceptions.Exit(130) from None


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from kg import __version__

    click.echo(f"kg {__version__}")
    ctx.exit()


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit."
)
def main() -> None:
    """Turn news about AI chips, companies and sanctions into a graph whose every edge cites its sentence.

    Begin with 'kg build FOLDER', then ask: kg path ByteDance "Ascend 910B".
    """
