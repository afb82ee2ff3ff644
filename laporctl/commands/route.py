"""`laporctl route`: the text model and the rules that choose an office. The commands stand in `tools/textmodel/`."""

import click

from laporctl.lazy import LazyGroup

_PROMOTION = "tools.textmodel.promotion_command"

COMMANDS = {
    "evaluate": ("tools.textmodel.train_command", "evaluate", "Judge a model on labelled complaints, as JSON."),
    "explain": ("tools.textmodel.explain_command", "explain", "Say step by step where a report would go."),
    "export": (
        _PROMOTION,
        "export",
        "Take labelled complaints from a stack, without persons.",
    ),
    "learn": (
        _PROMOTION,
        "learn",
        "Learn from a stack's decisions, and use that if it is better.",
    ),
    "lint": ("tools.textmodel.explain_command", "lint", "Find what leads nowhere in a stack's rules and offices."),
    "promote": (
        _PROMOTION,
        "promote",
        "Put a model into use if it is better on the newest cases.",
    ),
    "rollback": (_PROMOTION, "rollback", "Go back to the model before."),
    "ship": ("tools.textmodel.ship_command", "ship", "Make the models that stacks start with."),
    "train": ("tools.textmodel.train_command", "train", "Make a model from labelled complaints."),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def route() -> None:
    """Train and judge the text model."""
