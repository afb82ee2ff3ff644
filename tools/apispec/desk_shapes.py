"""The shapes of what an office keeps for its own work."""

from typing import Annotated

from msgspec import Struct

from tools.apispec.vocabulary import RoleName, Time, TrackingId, text


class Template(Struct):
    """An answer template. `[[…]]` is a blank that names what is to be written there."""

    name: str
    text: str


class Templates(Struct):
    """The answer templates of an office."""

    version: Annotated[int, text("How often they were changed, for the next change.")]
    items: list[Template]
    placeholders: Annotated[list[str], text("What the case fills, each written in braces: `{nomor}`.")]


class Assignee(Struct):
    """Who has a case."""

    tracking_id: TrackingId
    person: str
    name: Annotated[str | None, text("What the office calls the person.")]
    at: Annotated[Time, text("Since when.")]


class Assignees(Struct):
    """Who has which case of an office. A case that nobody took is not listed."""

    items: list[Assignee]


class Given(Struct):
    """A case, and who has it now."""

    tracking_id: TrackingId
    person: Annotated[str | None, text("Null for nobody.")]
    name: str | None
    left: Annotated[
        str | None, text("Why it was left as it was: `taken` by somebody meanwhile, or `not_here`. Null if it was not.")
    ]


class GivenCases(Struct):
    """The cases in the order of the request."""

    items: list[Given]


class Colleague(Struct):
    """A person of the office."""

    person: str
    name: str
    role: RoleName


class Colleagues(Struct):
    """The people to whom a case can be given."""

    items: list[Colleague]
