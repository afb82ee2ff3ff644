"""Why a message of another stack is not dealt with."""

REASONS = {
    "not_readable": "is no JSON object",
    "not_signed": "has no signature: made by hand, or sent by a version that did not sign yet",
    "unknown_sender": "is from a stack that this one shares no secret with: `laporctl stacks link`",
    "wrong_signature": "was not written by the stack it says it is from",
    "unknown_kind": "is of a kind that this version does not know",
    "broken": "lacks a field, or has one of another type",
    "tracking_id": "names a case by no valid tracking id",
    "own_case": "hands over a case of this stack that this stack does not have, or never handed to anybody",
    "foreign_case": "hands over a case of a third stack that this one does not know",
    "not_a_participant": "is about a case that the sender does not share",
    "date": "has a date in the future, or one before the case was filed, or a case that was filed too long ago",
    "words": "has words that could not have been filed: too long, too short, or with characters that hide something",
    "place": "has a point outside the country, or a region that is none",
    "state": "has a state that no case can be in",
}
"""Reason -> what is wrong with the message, as the operator reads it."""


class RefusedMessage(Exception):
    """A message of another stack that is not dealt with however often it comes; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
