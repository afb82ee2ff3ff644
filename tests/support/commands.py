"""Commands of offices by their names, so that a test can name any of them in the same way."""

from datetime import date

from chalicelib.domain.cases.commands import NAMES, Command, OfficeCommand

_TYPES = {name: command for command, name in NAMES.items()}


def office_command(name: Command, words: str, target: str | None, **details: str) -> OfficeCommand:
    """The command of this name with these words, whatever it calls them, and with what else it takes."""
    command = _TYPES[name]
    given: dict[str, object] = {"note": words, "reason": words, "target": target or "", "into": "", "part": ""}
    if name is Command.ARCHIVE:
        given["reason"] = ""
    given |= details
    if name is Command.COVER:
        given |= {"words": words, "reason": "name"}
    if "seq" in details:
        given["seq"] = int(details["seq"])
    if "promised" in details:
        given["promised"] = date.fromisoformat(details["promised"])
    return command(**{field: given[field] for field in command.fields if field in given})
