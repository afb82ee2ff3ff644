"""Prints the tables of commands, statuses, roles and actions from the code.

`python -m tools.apispec.command_table > docs/commands.md`
"""

from chalicelib.api.casework import ACTIONS
from chalicelib.domain.cases.commands import NAMES, Command
from chalicelib.domain.cases.lifecycle import RULES
from chalicelib.domain.cases.model import Status

OF_REPORTERS: dict[str, tuple[Command, ...]] = {
    "POST /v1/complaints/{tracking_id}/replies": (Command.REPLY, Command.CONFIRM, Command.REOPEN),
    "POST /v1/complaints/{tracking_id}/rating": (Command.RATE,),
    "POST /v1/complaints/{tracking_id}/appeal": (Command.APPEAL,),
    "POST /v1/complaints/{tracking_id}/objection": (Command.OBJECT,),
    "POST /v1/complaints/{tracking_id}/parting": (Command.PART,),
    "POST /v1/complaints/{tracking_id}/follow-up": (Command.FOLLOW_UP, Command.REOPEN),
    "POST /v1/complaints/{tracking_id}/type": (Command.RETYPE,),
    "POST /v1/complaints/{tracking_id}/withdrawal": (Command.WITHDRAW,),
    "POST /v1/complaints/{tracking_id}/redaction": (Command.REDACT,),
    "POST /v1/complaints/{tracking_id}/erasure": (Command.ERASE,),
    "POST /v1/complaints/{tracking_id}/receipt-renewal": (Command.RENEW_RECEIPT,),
    "POST /v1/complaints/{tracking_id}/attachments": (Command.ATTACH,),
    "POST /v1/complaints": (Command.MERGE,),
}
"""Route -> the commands that a reporter's request can become; a reply confirms or reopens with `resolved`, a report
merges with `follows`."""

OF_OFFICES: dict[str, tuple[Command, ...]] = {
    "identity": (Command.ACCESS,),
    "attachments": (Command.ATTACH,),
}
"""What offices ask for below a case without naming its version."""

_HEAD = """# Commands

Which command exists in which status, who may give it, and the event it leaves. Printed from
`chalicelib/domain/cases/lifecycle.py` by `python -m tools.apispec.command_table > docs/commands.md`; a test keeps it
current.

An officer acts for the office that holds the case (`assist`: for a supporting one), an approver likewise; a
coordinator acts in the own region. The reporter proves to be one with the secret.

"""

_ACTIONS_HEAD = """
## Which request gives which command, and which event?

What each action needs in its body: [working](http.md#working). Two events come of no command: `filed` is the first
event of a case, `arrived` that of a case from another stack. A photo becomes `attached` when it has been cleaned, and a
command can also be given by the system (`archive`, `escalate`, `erase`, `redact`, `refer`) when a clock expires or
another stack says so.

| request | command | event |
|---|---|---|"""


def render() -> str:
    """The page, as Markdown."""
    columns = ["command", "event", "who", *Status]
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * 3 + ":-:|" * len(Status)]
    for command, rule in RULES.items():
        marks = ["●" if status in rule.statuses else "" for status in Status]
        lines.append(f"| {' | '.join([command, rule.event, ', '.join(rule.roles), *marks])} |")
    return _HEAD + "\n".join(lines) + "\n" + _actions()


def _actions() -> str:
    """Which request becomes which command and leaves which event."""
    case = "POST /v1/agencies/{agency_id}/complaints/{tracking_id}"
    rows: dict[str, tuple[Command, ...]] = {
        f"{case}/{name}": (NAMES[action.command],) for name, action in ACTIONS.items()
    }
    rows |= {f"{case}/{name}": commands for name, commands in OF_OFFICES.items()} | OF_REPORTERS
    lines = [_ACTIONS_HEAD]
    for route, commands in rows.items():
        events = ", ".join(f"`{RULES[command].event}`" for command in commands)
        lines.append(f"| `{route}` | {', '.join(f'`{command}`' for command in commands)} | {events} |")
    by_itself = [command for command in Command if not any(command in commands for commands in rows.values())]
    listed = ", ".join(f"`{command}` (`{RULES[command].event}`)" for command in by_itself)
    return "\n".join(lines) + f"\n\nNo request becomes one of these; the system gives them: {listed}.\n"


if __name__ == "__main__":
    print(render(), end="")
