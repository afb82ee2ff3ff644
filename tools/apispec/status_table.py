"""Prints what each status means: who reads what, who must act next, and which clocks run.

`python -m tools.apispec.status_table > docs/statuses.md`
"""

from datetime import UTC, datetime

from chalicelib.api import status_labels
from chalicelib.domain.cases.lifecycle import ARCHIVE_REASONS
from chalicelib.domain.cases.model import GENESIS, TYPES, Case, Filing, Status
from chalicelib.domain.deadlines.clock import TAKES_AWAY, Expiry
from chalicelib.domain.deadlines.clocks import CLOCKS
from chalicelib.domain.geography.tiers import Tier

MEANINGS: dict[Status, tuple[str, str]] = {
    Status.RECEIVED: ("The report is in; nothing has decided yet who is competent.", "the system routes it"),
    Status.TRIAGE: ("No rule decides who is competent. The coordinator's office holds the case.", "the coordinator"),
    Status.ROUTED: ("An office has the case in its queue and has not taken it on.", "the office"),
    Status.ACCEPTED: ("The office has taken the case on.", "the office"),
    Status.IN_PROGRESS: ("The office has reported progress, or carries on after a pause.", "the office"),
    Status.POSTPONED: ("The office asked the reporter for something. Its own clocks rest.", "the reporter"),
    Status.RESPONDED: ("The office has answered.", "the reporter confirms, reopens or appeals; or it closes by itself"),
    Status.REOPENED: ("The reporter says that the answer settles nothing.", "the office"),
    Status.REFERRED: ("Another stack works the case under the same number.", "the other stack"),
    Status.CLOSED: (
        "Settled: confirmed, closed by itself, praise that was thanked for, or withdrawn.",
        "nobody; the reporter may reopen or appeal",
    ),
    Status.ARCHIVED: ("Put away for a listed reason, or merged into another case.", "nobody; the reporter may object"),
}
"""Status -> what it means, and who must act next."""

_HEAD = """# What does each status mean?

Printed from the code by `python -m tools.apispec.status_table > docs/statuses.md`; a test keeps it current. Which step
is possible in which status: [commands](commands.md). What each clock measures: [0005](decisions/0005-clocks.md).

"""

_FILING = Filing(
    id="KI-T3A7-SABB-E4QM-X",
    type=TYPES[0],
    title="",
    category=None,
    region=None,
    filed_at=datetime(2026, 11, 23, tzinfo=UTC),
    policy="",
    anonymous=False,
    secret=False,
    sensitive=False,
    secret_hash=b"",
    content_mac=b"",
)
_WITHOUT_AN_OFFICE = (Status.RECEIVED,)
_NOT_BEGUN = (Status.RECEIVED, Status.TRIAGE, Status.ROUTED, Status.ACCEPTED)
_NOT_TAKEN_ON = (Status.RECEIVED, Status.TRIAGE, Status.ROUTED)


EXPIRIES: dict[Expiry, str] = {
    Expiry.ROUTE: "the sweep routes the case",
    Expiry.LAPSE: "the timeline says so (`lapsed`)",
    Expiry.ESCALATE: "one tier up (`escalated`); at the highest one the timeline says so",
    Expiry.SETTLE: "no more objection by the reporter",
    Expiry.BREACH: "a broken deadline (`breached`): one tier up, on the overseers' list",
    Expiry.ARCHIVE: "`archived`: no answer",
    Expiry.CLOSE: "`closed`",
    Expiry.THANK: "`thanked`: on record, and closed",
    Expiry.ASK: "the reporter is asked (`asked`)",
    Expiry.PASS_OVER: "new cases pass the office over ([live offices](decisions/0076-live-offices.md))",
    Expiry.RAISE: "the next position is told (`raised`)",
    Expiry.LIST: "on the Ombudsman's list (`listed`)",
    Expiry.RESEND: "sent to the other stack once more (`resent`)",
    Expiry.FORGET: "the table deletes the reporter's identity",
}

_CLOCKS_HEAD = """
## Clocks

"""

_TAIL = """
Which of these clocks a case has, and how long they are, is a matter of its policy
(`tools/refdata/sources/policies.toml`). While an office waits for budget until a promised date, `promise` runs in place
of `progress` and of the tier's clock. `handover` ends when the other stack says that it has the case. `verify`, `begin`
and `respond` end with what they wait for, whatever the status.

A case always shows two dates ([why](decisions/0031-two-deadlines.md)): the citizen's, of the first running clock that
waits for a step that shows on the timeline, and the office's, of the first one that takes the case away or breaks a
deadline. A clock that has expired once counts no more.

## Flags

Beside the status a case has flags: `breached` (a deadline passed), `sensitive`, `secret`, `anonymous`, `merged_into`,
and counts of `escalations` and `warnings`: [the fields of a case](case-fields.md).
"""


def example(status: Status) -> Case:
    """A case that came to the status by the shortest way."""
    at = _FILING.filed_at
    return Case(
        filing=_FILING,
        status=status,
        version=1,
        chain=GENESIS,
        since=at,
        arrived=at,
        clock_from=at,
        respond_from=at,
        agency=None if status in _WITHOUT_AN_OFFICE else "64.08-pupr",
        agency_name=None if status in _WITHOUT_AN_OFFICE else "{instansi}",
        tier=None if status in _WITHOUT_AN_OFFICE else Tier.OPD,
        verify_open=status in _NOT_TAKEN_ON,
        begun=status not in _NOT_BEGUN,
        answered=status is Status.RESPONDED,
        archived_for=ARCHIVE_REASONS[0] if status is Status.ARCHIVED else None,
        referred_to="KU" if status is Status.REFERRED else None,
    )


def _running(case: Case) -> list[str]:
    """The clocks that run on a case; a tier's own clock as `tier/…`."""
    names = (clock.name for clock in CLOCKS.values() if clock.start(case) is not None)
    return ["tier/…" if name.startswith("tier/") else name for name in names]


def clocks_of(status: Status) -> list[str]:
    """The clocks that run in a status."""
    return _running(example(status))


def _clocks() -> list[str]:
    """The table of clocks, tiers in one line."""
    lines = [
        "| clock | waits for | when it expires | once | the citizen's date | the office's date |",
        "|---|---|---|:-:|:-:|:-:|",
    ]
    for clock in CLOCKS.values():
        kind, _, tier = clock.name.partition("/")
        if tier not in ("", Tier.OPD.label):
            continue
        name = f"{kind}/…" if tier else kind
        words = f"{clock.label['id']}<br>*{clock.label['en']}*"
        marks = ["●" if each else "" for each in (clock.once, clock.step, clock.expiry in TAKES_AWAY)]
        lines.append(f"| `{name}` | {words} | {EXPIRIES[clock.expiry]} | {' | '.join(marks)} |")
    return lines


def render() -> str:
    """The page, as Markdown."""
    lines = ["| status | the citizen reads | meaning | who acts next | clocks that run |", "|---|---|---|---|---|"]
    for status in Status:
        words = status_labels.of_status(example(status))
        meaning, next_ = MEANINGS[status]
        clocks = ", ".join(f"`{name}`" for name in clocks_of(status)) or "none"
        lines.append(f"| `{status}` | {words['id']}<br>*{words['en']}* | {meaning} | {next_} | {clocks} |")
    return _HEAD + "\n".join(lines) + "\n" + _CLOCKS_HEAD + "\n".join(_clocks()) + "\n" + _TAIL


if __name__ == "__main__":
    print(render(), end="")
