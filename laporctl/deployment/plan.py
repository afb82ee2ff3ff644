"""A change set as a person can judge it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from laporctl.deployment.change_sets import Change
from laporctl.deployment.errors import DeployError

SIGNS = {"Add": "+", "Modify": "~", "Remove": "-", "Import": "<", "Dynamic": "?"}
RED, GREEN, YELLOW, PLAIN = "red", "green", "yellow", ""
_COLOURS = {"Add": GREEN, "Remove": YELLOW}


def lines(changes: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """Each change as a line and its colour: what loses data or moves the stack first, in red."""
    for change in sorted(changes, key=lambda each: (not _grave(each), each.action, each.kind, each.resource)):
        sign = SIGNS.get(change.action, "?")
        line = f"{sign} {change.resource} ({change.kind})"
        if change.details:
            line += f": {', '.join(change.details)}"
        if change.replacement:
            line += f" - made anew, {change.replacement}"
        if change.loses_data:
            line += " - WHAT IT HOLDS IS LEFT BEHIND"
        elif change.moves_the_stack:
            line += " - THE STACK GETS ANOTHER ADDRESS"
        yield line, RED if _grave(change) else _COLOURS.get(change.action, PLAIN)


def summary(changes: Sequence[Change]) -> str:
    """How many of each kind, in words."""
    if not changes:
        return "nothing to change"
    words = {"Add": "added", "Modify": "changed", "Remove": "removed"}
    counts = Counter(words.get(change.action, change.action.lower()) for change in changes)
    anew = sum(bool(change.replacement) for change in changes)
    said = ", ".join(f"{count} {word}" for word, count in counts.most_common())
    return f"{said}{f', {anew} of them made anew' if anew else ''}"


def grave(changes: Sequence[Change]) -> list[Change]:
    """The changes that lose data or move the stack."""
    return [change for change in changes if _grave(change)]


def refuse_grave(stack: str, changes: Sequence[Change]) -> None:
    """Raises DeployError if there are any."""
    if found := grave(changes):
        named = ", ".join(f"{change.resource} ({change.action.lower()})" for change in found)
        raise DeployError(
            f"{stack}: this would leave data behind or move the stack: {named}; look at `laporctl stack plan`, "
            "and with --yes-replace it is done"
        )


def _grave(change: Change) -> bool:
    return change.loses_data or change.moves_the_stack
