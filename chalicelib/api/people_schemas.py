"""The schemas of what people send to sign in, and of grants."""

from datetime import datetime
from typing import Annotated

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class SessionIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/session`: the grant to act by; without one, the only one."""

    grant: str | None = None


class GrantIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/agencies/{agency_id}/grants`: who, in which role, by which decree (nomor SK), until when."""

    email: str
    name: str
    role: str
    decree: str
    valid_until: Moment
    valid_from: Moment | None = None
    categories: list[str] = []


class NoticeWishesIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/me/notices`: the topics that the person wants no mails of; all others are on."""

    off: list[str]
