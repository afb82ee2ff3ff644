"""The operator's command line: one group, one module per command under `laporctl/commands/`."""

import click


@click.group()
def main() -> None:
    """Operate SP4N-LAPOR! stacks: run them on a laptop, deploy them, load and look after them."""
