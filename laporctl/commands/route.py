"""`laporctl route`: the text model and the rules that choose an office. The commands stand in `laporctl/routing/`."""

import click

from laporctl.lazy import LazyGroup

COMMANDS = {
    "evaluate": ("laporctl.routing.learning", "evaluate", "Judge a model on labelled complaints, as JSON."),
    "train": ("laporctl.routing.learning", "train", "Make a model from labelled complaints."),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def route() -> None:
    """Teach and judge the text model."""
