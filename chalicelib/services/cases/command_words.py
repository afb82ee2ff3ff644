"""The words, numbers and choices that commands carry, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases import archive_commands, commands, identity_commands, promise_commands, type_commands
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.validation import TITLE_LIMIT, check, checked_note, normalise

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import OfficeCommand
    from chalicelib.domain.cases.model import Case

_NOTE_OPTIONAL = (
    commands.Accept,
    commands.Dispose,
    commands.Assign,
    commands.Approve,
    commands.Resume,
    commands.Respond,
    identity_commands.ApproveIdentity,
    archive_commands.ApproveArchive,
    promise_commands.ApprovePromise,
    type_commands.Thank,
)


def note_of(command: OfficeCommand) -> str:
    """The command's normalised public words; raises InvalidInput naming their field."""
    if isinstance(command, commands.Cover):
        return ""
    if isinstance(command, commands.Retitle):
        return _checked_title(command.title)
    words, name = (
        (command.reason, "/reason")
        if isinstance(command, (commands.Refuse, commands.Escalate, identity_commands.RequestIdentity))
        else (command.note, "/note")
    )
    return checked_note(words, required=not isinstance(command, _NOTE_OPTIONAL), field=name)


def _checked_title(title: str) -> str:
    """The normalised title; raises InvalidInput for what no report could be filed under."""
    normalised = normalise(title)
    if errors := check("/title", normalised, TITLE_LIMIT, 1, title):
        raise InvalidInput(*errors)
    return normalised


def event_number(command: commands.Redact, case: Case) -> int:
    """The number of the event that a redaction names; raises InvalidInput."""
    if not 1 <= command.seq <= case.version:
        raise InvalidInput(FieldError("/seq", "limit_range", f"1–{case.version}"))
    return command.seq


def one_of(field_name: str, value: str, allowed: tuple[str, ...]) -> str:
    """A value of a closed list; raises InvalidInput naming the field."""
    if value not in allowed:
        raise InvalidInput(FieldError(field_name, "unknown_choice", ", ".join(allowed)))
    return value
