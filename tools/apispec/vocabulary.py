"""The words that shapes are made of: types with meaning, form and an example."""

from typing import Annotated, Any

import msgspec

from chalicelib.domain.cases.lifecycle import EVENT_KINDS
from chalicelib.domain.cases.marks import DraftState
from chalicelib.domain.cases.model import TYPES, Priority, Role, Status
from chalicelib.domain.geography.regions import AGENCY_ID
from chalicelib.domain.geography.tiers import Tier

_CHARACTER = "[0-9A-HJKMNP-TV-Z]"
"""One of `tracking_id.CROCKFORD`."""
_GROUP = f"{_CHARACTER}{{4}}"

TRACKING_ID_PATTERN = rf"^[A-Z]{{2}}-{_GROUP}-{_GROUP}-{_GROUP}-{_CHARACTER}$"
ATTACHMENT_PATTERN = rf"^{_CHARACTER}{{26}}$"
REGION_PATTERN = r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"
MONTH_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])$"
AGENCY_PATTERN = f"^{AGENCY_ID.pattern}$"
ETAG_PATTERN = r'^"\d+"$'
_TIME_PATTERN = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$"


def text(description: str, *examples: str, **rules: Any) -> msgspec.Meta:
    """What a string means; `rules` are JSON Schema keywords."""
    return msgspec.Meta(description=description, examples=list(examples) or None, extra_json_schema=rules or None)


def one_of(description: str, values: Any) -> msgspec.Meta:
    """A closed list of today's values. Later versions may add some."""
    return msgspec.Meta(description=description, extra_json_schema={"enum": [str(value) for value in values]})


TrackingId = Annotated[
    str, text("The number of a case.", "KI-7F3K-9Q2M-XA0B-C", pattern=TRACKING_ID_PATTERN, title="TrackingId")
]
AgencyId = Annotated[
    str,
    text("The id of an office: region code and kind.", "64.08-pupr", pattern=AGENCY_PATTERN, title="AgencyId"),
]
RegionCode = Annotated[
    str, text("A region code of the Ministry of Home Affairs.", "64.08.01.2001", pattern=REGION_PATTERN)
]
Time = Annotated[
    str, text("RFC 3339, UTC, milliseconds.", "2026-11-23T02:00:00.000Z", format="date-time", pattern=_TIME_PATTERN)
]
Day = Annotated[str, text("A day on the stack's own clock.", "2026-12-23", format="date")]
Month = Annotated[str, text("A month of the stack's own clock.", "2026-11", pattern=MONTH_PATTERN)]
Hash = Annotated[str, text("SHA-256 in hexadecimal.", pattern="^[0-9a-f]{64}$")]
Cursor = Annotated[str | None, text("Send it as `cursor` to read on. Null at the end of the list.")]
Version = Annotated[int, msgspec.Meta(description="How many events the case has; grows by one with each.", ge=1)]

CaseType = Annotated[str, one_of("As what the case is worked: what was filed, unless it was corrected.", TYPES)]
CaseStatus = Annotated[str, one_of("Where the case stands.", Status)]
DraftStateName = Annotated[
    str, one_of("A drafted response: it waits for a second person, or that person sent it back.", DraftState)
]
PriorityName = Annotated[str, one_of("How urgent the case is. What is urgent stands first in queues.", Priority)]
TierName = Annotated[str, one_of("The tier of the office.", (tier.label for tier in Tier))]
RoleName = Annotated[str, one_of("Who acted.", Role)]
EventKind = Annotated[str, one_of("What happened.", EVENT_KINDS)]
