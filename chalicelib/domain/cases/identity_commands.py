"""Commands by which an office asks for a reporter's identity, and by which a second person answers."""

from chalicelib.domain.cases.given_command import GivenCommand


class RequestIdentity(GivenCommand):
    """Asks a second person to agree that the reporter's identity is opened: for one of `identity_access.PURPOSES`, with
    the `order`'s number where a law orders it. The reporter reads the words."""

    purpose: str
    reason: str
    order: str = ""


class ApproveIdentity(GivenCommand):
    """A second person agrees: the asker may open the identity, once."""

    note: str = ""


class RefuseIdentity(GivenCommand):
    """A second person does not agree."""

    note: str


Asks = RequestIdentity | ApproveIdentity | RefuseIdentity
COMMANDS = (RequestIdentity, ApproveIdentity, RefuseIdentity)
