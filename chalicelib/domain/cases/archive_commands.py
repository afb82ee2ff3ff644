"""Commands by which a case is put away, and by which it comes out of a merge again."""

from chalicelib.domain.cases.given_command import GivenCommand


class Archive(GivenCommand):
    """A coordinator archives an evident repetition or a test alone; `repeats` is the tracking id of the case that a
    repetition repeats. The reasons are `lifecycle.ARCHIVE_REASONS`."""

    reason: str
    note: str
    repeats: str = ""


class ProposeArchive(GivenCommand):
    """A coordinator proposes to archive the case, with the words that the reporter will read."""

    reason: str
    note: str


class ApproveArchive(GivenCommand):
    """A second person agrees: the case is archived with the proposed reason and words."""

    note: str = ""


class RefuseArchive(GivenCommand):
    """Somebody who might agree does not: the case goes on."""

    note: str


class Part(GivenCommand):
    """An office or a coordinator says that the case is not the same matter as the one it was merged into."""

    note: str


PutsAway = Part | Archive | ProposeArchive | ApproveArchive | RefuseArchive
COMMANDS = (Part, Archive, ProposeArchive, ApproveArchive, RefuseArchive)
