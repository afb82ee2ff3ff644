"""Commands of offices by their names, so that a test can name any of them in the same way."""

from datetime import date

from chalicelib.domain.cases.commands import NAMES, Command, OfficeCommand

_TYPES = {name: command for command, name in NAMES.items()}


def office_command(name: Command, words: str, target: str | None, **details: str) -> OfficeCommand:
    """The command of this name with these words, whatever it calls them, and with what else it takes."""
    command = _TYPES[name]
    given: dict[str, object] = {"note": words, "reason": words, "target": target or "", "into": "", "part": ""}
    if name is Command.PRIORITISE:
        given["priority"] = "urgent"
    if name is Command.RETYPE:
        given["type"] = "aspiration"
    if name is Command.RETITLE:
        given["title"] = words
    if name is Command.PLAN:
        given["forum"] = "musrenbang_desa"
    if name in (Command.ARCHIVE, Command.PROPOSE_ARCHIVE):
        given["reason"] = ""
    given |= details
    if name is Command.COVER:
        given |= {"words": words, "reason": "name"}
    if name is Command.PLAN:
        given["on"] = date.fromisoformat(details.get("on", "2027-01-20"))
    if "seq" in details:
        given["seq"] = int(details["seq"])
    if "promised" in details:
        given["promised"] = date.fromisoformat(details["promised"])
    return command(**{field: given[field] for field in command.fields if field in given})
