"""Groups of commands: a module is imported when its command is called, and errors end in one line."""

import importlib
from collections.abc import Mapping
from typing import Any

import click

from laporctl.errors import explain

Table = Mapping[str, tuple[str, str, str]]
"""Name -> module, attribute, short help."""


class LazyGroup(click.Group):
    """A group that gets its commands as a table."""

    def __init__(self, *arguments: Any, table: Table, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._table = table

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`--local` is recognised wherever it stands: people add it to the end of a line."""
        end = args.index("--") if "--" in args else len(args)
        rest = [each for each in args[:end] if each != "--local"]
        return super().parse_args(ctx, [*(["--local"] if len(rest) < end else []), *rest, *args[end:]])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what an operator can put right ends with one line instead of a traceback."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if line := explain(error):
                raise click.ClickException(line) from error
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._table:
            return None
        module, attribute, _ = self._table[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._table[name][2]) for name in sorted(self._table)])
