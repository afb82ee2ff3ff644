"""The commands of the reporter, who proves to be one with the follow-up secret."""

from chalicelib.domain.cases.given_command import GivenCommand


class Reply(GivenCommand):
    """The reporter adds something. After a response, `resolved` says whether the matter is settled: True closes the
    case, False reopens it."""

    text: str = ""
    resolved: bool | None = None


class Relay(GivenCommand):
    """What an application passes on from the reporter who filed with it: words, and whether the reporter calls the
    matter `settled`. After a response a settled matter is confirmed; a closed case that is not settled is reopened;
    everything else is a reply."""

    text: str = ""
    settled: bool = False


class Rate(GivenCommand):
    """The reporter rates how the case was worked, 1 to 5 stars; a later rating replaces an earlier one."""

    stars: int
    text: str = ""


class Appeal(GivenCommand):
    """The reporter appeals to another office: the one above, or the coordinator."""

    text: str


class Object(GivenCommand):
    """The reporter objects to the archiving of the case."""

    text: str


class TellApart(GivenCommand):
    """The reporter says that the case is not the same matter as the one it was merged into."""

    text: str = ""


class FollowUp(GivenCommand):
    """The reporter's answer after the closing: whether it is still good. A no reopens the case."""

    good: bool
    text: str = ""


class Withdraw(GivenCommand):
    """The reporter takes the complaint back; the case is closed and stays on record."""

    text: str = ""
