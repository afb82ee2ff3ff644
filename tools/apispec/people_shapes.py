"""The shapes of what people who sign in are answered."""

from typing import Annotated

from msgspec import Struct

from tools.apispec.case_shapes import Office, Words
from tools.apispec.vocabulary import RoleName, Time, text


class Grant(Struct):
    """By what a person acts: a role in an office, by a decree, for a time."""

    id: str
    person: Annotated[str, text("The person's id; the same in all grants, and in what the person did.")]
    name: Annotated[str, text("What the office calls the person.")]
    role: RoleName
    role_label: Words
    agency: Office
    decree: Annotated[str, text("The number of the decree (nomor SK).")]
    categories: Annotated[list[str], text("What a grant for priority programmes is limited to.")]
    valid_from: Time
    valid_until: Time
    made_at: Time
    ended_at: Annotated[Time | None, text("When it was ended before its time.")]


class Grants(Struct):
    """The grants in an office."""

    items: list[Grant]


class SessionKey(Struct):
    """A session. Its key is sent as a program's is: `Authorization: Bearer sesi_…`."""

    key: Annotated[str, text("Shown only here.", "sesi_7F3K9Q2MXA0B_…")]
    ends_at: Time


class SignedIn(Struct):
    """The session, or the choice between several grants."""

    session: Annotated[SessionKey | None, text("Null while it is not clear by which grant.")]
    grant: Annotated[Grant | None, text("The session's.")]
    grants: Annotated[list[Grant], text("Those that hold now.")]


class Person(Struct):
    """Who signed in."""

    id: str
    name: str


class NoticeTopic(Struct):
    """Something that people of an office are told by mail."""

    id: Annotated[str, text("What it is: `emergency`, `new`, `late`, `draft` and others; `label` says it.")]
    label: Words
    on: bool
    always: Annotated[bool, text("Whether nobody can switch it off.")]


class NoticeWishes(Struct):
    """What the person is told by mail."""

    topics: Annotated[list[NoticeTopic], text("Those that concern the session's role.")]
    stopped: Annotated[
        str | None, text("Why no mail reaches the person, if none does: `bounced`, `complained` or `refused`.")
    ]


class Me(Struct):
    """Who the bearer of a key or a session is, and may do."""

    person: Annotated[Person | None, text("Null for a program's key.")]
    role: RoleName
    role_label: Words
    agency: Office
    grant: Annotated[str | None, text("The session's grant, of `grants`.")]
    ends_at: Annotated[Time | None, text("When the session ends.")]
    grants: Annotated[list[Grant], text("Those of the person that hold now.")]
    actions: Annotated[list[str], text("The actions that the role may ever take on a case.")]
