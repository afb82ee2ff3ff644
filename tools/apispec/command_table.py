"""Prints the table of commands, statuses and roles from the code.

`python -m tools.apispec.command_table > docs/commands.md`
"""

from chalicelib.domain.cases.lifecycle import RULES
from chalicelib.domain.cases.model import Status

_HEAD = """# Commands

Which command exists in which status, who may give it, and the event it leaves. Printed from
`chalicelib/domain/cases/lifecycle.py` by `python -m tools.apispec.command_table > docs/commands.md`; a test keeps it
current.

An officer acts for the office that holds the case (`assist`: for a supporting one), an approver likewise; a
coordinator acts in the own region. The reporter proves to be one with the secret.

"""


def render() -> str:
    """The page, as Markdown."""
    columns = ["command", "event", "who", *Status]
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * 3 + ":-:|" * len(Status)]
    for command, rule in RULES.items():
        marks = ["●" if status in rule.statuses else "" for status in Status]
        lines.append(f"| {' | '.join([command, rule.event, ', '.join(rule.roles), *marks])} |")
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(render(), end="")
