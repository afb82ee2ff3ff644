"""What an audit finds. A finding holds ids, keys, statuses and counts; never a text, a name or a number of a person."""

from dataclasses import asdict, dataclass

CHECKS = {
    "case": "items of a case whose state or content is missing",
    "unreadable": "an item that cannot be read",
    "unknown": "an item that no access pattern knows",
    "sequence": "events are missing, doubled or numbered otherwise than the state says",
    "record": "the chain of hashes, the state or the citizen's words do not fit together",
    "office": "an open case that no office holds, or an office that the directory does not have",
    "clock": "a timer that is missing or is not the one that follows from the state",
    "overdue": "a timer that should have fired more than an hour ago, of a case that was not set aside",
    "setback": "a case set aside that is not listed, or a line of a case that does not exist",
    "queue": "a place in an office's queue that does not follow from the state",
    "month": "a place in the public record that does not follow from the flags",
    "dates": "the citizen's date does not follow from the state",
    "log": "an event's place in the day's log",
    "feed": "an event's place in the feeds of the offices that it concerns",
    "index": "an index does not return what an item says: a case in a queue or among the timers, or events of a day",
    "assigned": "a case that somebody at an office has, and that does not exist",
    "former": "a number of an earlier system that leads to no case",
    "list": "a line on the list of breaches or of the Ombudsman without its event, or an event without its line",
    "merged": "a case follows one that does not exist, follows a case in turn without end, or that it may not follow",
    "debt": "something owed to another stack that no event of the case makes",
    "referral": "a case handed to a stack that the register does not know",
    "duplicates": "a fingerprint of a case that does not exist, is hidden, was redacted or reads otherwise",
    "identity": "a reporter's identity of a case that has none, that was erased, or that is doubled",
    "secret": "a webhook without a secret that signs, or a secret of a webhook that is gone",
    "attachment": "a photo without its file, a file without its event, an upload or a mail that waits",
    "statistics": "counts of a closed day, or the sum of a month, other than those of the events",
    "published": "a public file that is missing or has other bytes than were published",
}
"""Check -> meaning. `docs/operations.md` says what to do about each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not follow from the events: by which `check`, of which `subject` (a case's id, or the key of
    an item, a file or a day), `where` in it, and what was `expected` and `found`."""

    check: str
    subject: str
    where: str
    expected: str
    found: str

    def __post_init__(self) -> None:
        assert self.check in CHECKS, self.check

    @property
    def line(self) -> str:
        """The finding as an operator reads it."""
        return f"{self.check}\t{self.subject}\t{self.where}\texpected {self.expected}\tfound {self.found}"

    def as_dict(self) -> dict[str, str]:
        """The finding for programs."""
        return asdict(self)

    def is_same_as(self, other: "Finding") -> bool:
        """Whether two looks found the same: what was expected and found may have moved on."""
        return (self.check, self.subject, self.where) == (other.check, other.subject, other.where)
