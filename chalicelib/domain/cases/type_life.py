"""Each type of report has a life of its own: which commands it alone has, and what its events change.

A complaint is worked until it is answered. **Praise** is delivered to the office, which passes it on to whom it is
about; the reporter is thanked, and it is counted. An **information request** is answered within the days of the
Undang-undang 14/2008, which the office may put off once. An **aspiration** is taken up by a round of planning with its
date, and answered after that. `deadlines/clocks_of_types.py` has their clocks.
"""

from dataclasses import replace
from datetime import date

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import TYPES, Case, Event, Status
from chalicelib.domain.errors import NotExtendable, NotInThisStatus, NotThisType

COMPLAINT, ASPIRATION, INFORMATION_REQUEST, PRAISE = TYPES

ONLY: dict[Command, str] = {
    Command.THANK: PRAISE,
    Command.EXTEND: INFORMATION_REQUEST,
    Command.PLAN: ASPIRATION,
}
"""Commands that only reports of one type have."""

FORUMS = (
    "musrenbang_desa",
    "musrenbang_kecamatan",
    "forum_perangkat_daerah",
    "musrenbang_kabupaten_kota",
    "musrenbang_provinsi",
)
"""Rounds of planning that take up aspirations, from the village to the province: musyawarah perencanaan pembangunan
(Undang-undang 25/2004, Permendagri 86/2017)."""

LONGEST_PLAN_DAYS = 400
"""How far ahead a round of planning may lie: each is held once a year, so that an aspiration is answered yearly."""

TYPE = "type"
"""The fact of an event that decides as what the case goes on."""

_UNTOUCHED = (Status.RECEIVED, Status.TRIAGE, Status.ROUTED)
_CONTESTS = (Command.REOPEN, Command.APPEAL, Command.OBJECT)
_ENDS_PLAN = frozenset({"responded", "breached", "reopened", "appealed", "objected", "retyped", "referred"})
_ENDS_EXTENSION = frozenset({"reopened", "appealed", "objected", "retyped"})


def check(case: Case, command: Command) -> None:
    """Raises NotThisType for a command that the case's type does not have, and NotExtendable for a second extension of
    one answer."""
    only = ONLY.get(command)
    if only and case.type != only:
        raise NotThisType(command, case.type, only)
    if command is Command.EXTEND and (case.extended or case.answered):
        raise NotExtendable


def check_reporters_correction(case: Case) -> None:
    """Raises NotInThisStatus once somebody has acted: then the coordinator corrects the type."""
    if not case.verify_open or case.status not in _UNTOUCHED:
        raise NotInThisStatus(Command.RETYPE, case.status, tuple(map(str, _UNTOUCHED)))


def contested(case: Case, command: Command) -> dict[str, str | int | bool]:
    """The fact of a reporter's event that contests how praise ended: whoever says that it is not settled complains, and
    the case goes on as a complaint."""
    return {TYPE: COMPLAINT} if case.type == PRAISE and command in _CONTESTS else {}


def after(case: Case, event: Event) -> Case:
    """The case after an event, as far as the life of its type goes."""
    if TYPE in event.data and event.kind in ("retyped", "reopened", "appealed", "objected"):
        case = replace(case, type=str(event.data[TYPE]))
    if case.planned and event.kind in _ENDS_PLAN:
        case = replace(case, planned=None)
    if case.extended and event.kind in _ENDS_EXTENSION:
        case = replace(case, extended=False)
    if event.kind == "planned":
        return replace(case, begun=True, planned=date.fromisoformat(str(event.data["on"])))
    return replace(case, extended=True) if event.kind == "extended" else case
