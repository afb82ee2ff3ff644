"""The bodies of what offices and coordinators do with a case: one for each action that carries more than another."""

from datetime import date
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from chalicelib.services.ports.vault import StatedGround


class NoteIn(msgspec.Struct, forbid_unknown_fields=True):
    """Actions with a public note only, which may be left out."""

    note: str = ""


class ExplanationIn(msgspec.Struct, forbid_unknown_fields=True):
    """Actions with a public note only, which the reporter must get."""

    note: str


class ProgressIn(msgspec.Struct, forbid_unknown_fields=True):
    """`progress`: a note, a site visit with its day, or waiting for budget with the date promised."""

    note: str
    kind: str = "note"
    promised: date | None = None
    on: date | None = None


class ResponseIn(msgspec.Struct, forbid_unknown_fields=True):
    """`response`: what was done or will be, by whom and on which day, and why no photo shows it; nothing with a
    draft."""

    note: str = ""
    by: str = ""
    on: date | None = None
    photo: str | None = None


class DraftIn(msgspec.Struct, forbid_unknown_fields=True):
    """`draft` and `correction`: what a response says."""

    note: str
    by: str = ""
    on: date | None = None
    photo: str | None = None


class RefusalIn(msgspec.Struct, forbid_unknown_fields=True):
    """`refusal`: why, and the agency id of the competent office if known."""

    reason: str
    target: str | None = None


class ReferralIn(msgspec.Struct, forbid_unknown_fields=True):
    """`referral`: the slug or tracking letters of the competent stack, and why."""

    stack: str
    note: str


class EscalationIn(msgspec.Struct, forbid_unknown_fields=True):
    """`escalation`: why it cannot be solved here."""

    reason: str


class IdentityIn(msgspec.Struct, forbid_unknown_fields=True):
    """`identity` and `identity-request`: why the office must know who the reporter is; the reporter reads it."""

    purpose: str
    reason: str
    order: str = ""

    def ground(self) -> "StatedGround":
        """The ground as the vault takes it."""
        from chalicelib.services.ports.vault import StatedGround

        return StatedGround(self.purpose, self.reason, self.order)


class TargetIn(msgspec.Struct, forbid_unknown_fields=True):
    """`assignment`: the agency id of the office below that shall work."""

    target: str
    note: str = ""


class SupportIn(msgspec.Struct, forbid_unknown_fields=True):
    """`support`: the agency id of the office that shall help, and with what."""

    target: str
    note: str


class DispositionIn(msgspec.Struct, forbid_unknown_fields=True):
    """`disposition`: the agency id of the office that shall take the case, and what is corrected: the category it is
    worked under, its region, and whether it is sensitive."""

    target: str
    note: str = ""
    category: str | None = None
    region: str | None = None
    sensitive: bool = False


class ArchiveIn(msgspec.Struct, forbid_unknown_fields=True):
    """`archive`: one of a closed list of reasons, words for the reporter, and of a repetition the tracking id of the
    case that it repeats."""

    reason: str
    note: str
    repeats: str = ""


class ArchiveProposalIn(msgspec.Struct, forbid_unknown_fields=True):
    """`archive-proposal`: one of a closed list of reasons, and words for the reporter."""

    reason: str
    note: str


class PromiseProposalIn(msgspec.Struct, forbid_unknown_fields=True):
    """`promise-proposal`: the date that the office that waits for budget would promise, and words for the public."""

    promised: date
    note: str


class MergeIn(msgspec.Struct, forbid_unknown_fields=True):
    """`merge`: the tracking id of the case to merge into."""

    into: str
    note: str


class RedactionIn(msgspec.Struct, forbid_unknown_fields=True):
    """`redaction`: the part whose words are removed (`title`, `text`, `place`, or the `note` of event `seq`), or the
    `attachment` that event `seq` added, and why."""

    part: str
    note: str
    seq: int = 0


class CoverIn(msgspec.Struct, forbid_unknown_fields=True):
    """`covering`: the words that the public shall not read, wherever they stand, and one of a closed list of
    reasons."""

    words: str
    reason: str


class UncoverIn(msgspec.Struct, forbid_unknown_fields=True):
    """`uncovering`: the number of the event that covered, and why its words are shown again."""

    seq: int
    note: str


class PriorityIn(msgspec.Struct, forbid_unknown_fields=True):
    """`priority`: how urgent the case is, and why."""

    priority: str
    note: str


class TypeIn(msgspec.Struct, forbid_unknown_fields=True):
    """`type`: as what the case is worked from now on, and why."""

    type: str
    note: str


class TitleIn(msgspec.Struct, forbid_unknown_fields=True):
    """`title`: what the case is called from now on."""

    title: str


class PlanningIn(msgspec.Struct, forbid_unknown_fields=True):
    """`planning`: the round of planning that takes the aspiration up, the day on which it is held, and words."""

    forum: str
    on: date
    note: str
