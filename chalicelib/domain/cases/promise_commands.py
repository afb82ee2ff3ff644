"""Commands about a promised date that one person cannot give alone."""

from datetime import date

from chalicelib.domain.cases.given_command import GivenCommand


class ProposePromise(GivenCommand):
    """The office that waits for budget proposes a date far ahead, or a further one, with the words that the public will
    read."""

    promised: date
    note: str


class ApprovePromise(GivenCommand):
    """A second person agrees: the date is promised, with the proposed words."""

    note: str = ""


class RefusePromise(GivenCommand):
    """Somebody who might agree does not: the deadlines stay as they are."""

    note: str


Promises = ProposePromise | ApprovePromise | RefusePromise
COMMANDS = (ProposePromise, ApprovePromise, RefusePromise)
