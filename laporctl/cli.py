"""The operator's command line: one group, one module per command under `laporctl/commands/`."""

import importlib

import click

COMMANDS = {
    "agencies": ("laporctl.commands.agencies", "agencies"),
    "data": ("laporctl.commands.data", "data"),
    "demo": ("laporctl.commands.demo", "demo"),
    "deploy": ("laporctl.commands.deploy", "deploy"),
    "import": ("laporctl.commands.importing", "import_"),
    "keys": ("laporctl.commands.keys", "keys"),
    "package": ("laporctl.commands.package", "package"),
    "run": ("laporctl.commands.run", "run"),
    "sweep": ("laporctl.commands.sweeping", "sweep"),
}
"""Name -> module and attribute. A module is imported when its command is called, so that packaging needs no boto3."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup)
def main() -> None:
    """Operate SP4N-LAPOR! stacks: run them on a laptop, deploy them, load and look after them."""
