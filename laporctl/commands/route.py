"""`laporctl route`: the text model and the rules that choose an office. The commands stand in `laporctl/routing/`."""

import click

from laporctl.lazy import LazyGroup

COMMANDS = {
    "evaluate": ("laporctl.routing.learning", "evaluate", "Judge a model on labelled complaints, as JSON."),
    "explain": ("laporctl.routing.explaining", "explain", "Say step by step where a report would go."),
    "export": ("laporctl.routing.promoting", "export", "Take labelled complaints from a stack, without persons."),
    "learn": ("laporctl.routing.promoting", "learn", "Learn from a stack's decisions, and use that if it is better."),
    "lint": ("laporctl.routing.explaining", "lint", "Find what leads nowhere in a stack's rules and offices."),
    "promote": ("laporctl.routing.promoting", "promote", "Put a model into use if it is better on the newest cases."),
    "rollback": ("laporctl.routing.promoting", "rollback", "Go back to the model before."),
    "ship": ("laporctl.routing.shipping", "ship", "Make the models that stacks start with."),
    "train": ("laporctl.routing.learning", "train", "Make a model from labelled complaints."),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def route() -> None:
    """Teach and judge the text model."""
