"""The shapes of what anybody may read besides cases: categories, regions, offices, statistics."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from chalicelib.domain.geography.regions import FINEST
from chalicelib.services.geography.places import OFFICES_OF_A_REGION
from chalicelib.services.statistics.query import FILTERS, TOO_FEW
from tools.apispec.case_shapes import Words
from tools.apispec.vocabulary import AgencyId, Cursor, Day, Month, RegionCode, TierName, one_of, text

Number = Annotated[int, Meta(ge=0)]

_UNLESS_FEW = f"Null below {TOO_FEW}."


class ListedCategory(Struct):
    """What a report can be about."""

    id: Annotated[str, text("The category's id; that of a variant ends in a point and its answer.", "jalan-rusak")]
    name: Words
    sensitive: Annotated[bool, Meta(description="Whether the public sees none of its cases.")]
    begins_at: Annotated[TierName | None, text("The tier that looks first; null where a coordinator decides.")]


class Categories(Struct):
    """All categories of the stack."""

    items: list[ListedCategory]


class PublicOffice(Struct):
    """The public face of an office."""

    id: AgencyId
    name: str
    region: Annotated[RegionCode, text("The region that it serves.")]
    type: Annotated[str, text("Its kind, as in the id.", "pupr")]
    tier: TierName
    coordinates: Annotated[bool, Meta(description="Whether it decides what no rule decides.")]


class PublicOffices(Struct):
    """A page of the offices of a region."""

    items: list[PublicOffice]
    next_cursor: Cursor


class NamedRegion(Struct):
    """A region by code and name."""

    code: RegionCode
    name: str


class Region(NamedRegion, kw_only=True):
    """A region, what lies in it, and its offices."""

    path: Annotated[list[str], Meta(description="Its names from the province downwards.", min_length=1)]
    level: Annotated[
        int,
        Meta(description="1 province, 2 kabupaten or kota, 3 kecamatan, 4 desa or kelurahan.", ge=1, le=FINEST),
    ]
    children: Annotated[list[NamedRegion], Meta(description="What lies one level below, for the province.")]
    children_url: Annotated[
        str | None,
        text("The site's own file of what lies within; null where there is none.", format="uri-reference"),
    ]
    agencies: Annotated[list[PublicOffice], Meta(max_length=OFFICES_OF_A_REGION)]


class Figures(Struct, kw_only=True):
    """What was counted. Medians in days of the calendar since filing."""

    routed: Annotated[Number, Meta(description="Arrivals at an office; one that is handed on arrives again.")]
    answered: Annotated[Number, Meta(description="Reports that got their first response.")]
    days_to_first_response: Annotated[float | None, Meta(description=f"The median. {_UNLESS_FEW}")]
    in_time: Annotated[Number, Meta(description="Those answered whose deadlines had all been kept until then.")]
    in_time_share: Annotated[float | None, Meta(description=f"Of those answered, 0 to 1. {_UNLESS_FEW}")]
    closed: Annotated[Number, Meta(description="Closings by the reporter or after the response.")]
    days_to_closing: Annotated[float | None, Meta(description=f"The median. {_UNLESS_FEW}")]
    breached: Annotated[Number, Meta(description="Broken deadlines, with the office that held the report.")]
    emergency: Annotated[Number, Meta(description="Passed on as an emergency, or made one by a coordinator.")]
    urgent: Annotated[Number, Meta(description="The same of urgent reports.")]
    rated: Annotated[Number, Meta(description="Reports rated for the first time.")]
    stars: Annotated[float | None, Meta(description=f"The mean, 1 to 5. {_UNLESS_FEW}")]
    reopened: Annotated[Number, Meta(description="Answers and closings that the reporter said settled nothing.")]
    no_longer_good: Annotated[Number, Meta(description="Those of them after the question whether it is still good.")]
    objected: Annotated[Number, Meta(description="Objections to an archiving, at the office that archived.")]
    upheld: Annotated[Number, Meta(description="Objections after which an office got the report.")]
    responses: Annotated[Number, Meta(description="All responses; a reopened report gets more than one.")]
    copied: Annotated[Number, Meta(description="Those of them in the words of an earlier one of the same office.")]
    copied_share: Annotated[float | None, Meta(description=f"Of all responses, 0 to 1. {_UNLESS_FEW}")]
    repairs: Annotated[Number, Meta(description="Those of the responses that are about a repair.")]
    shown: Annotated[Number, Meta(description="Those of them whose office sent a photo, before or afterwards.")]
    shown_share: Annotated[float | None, Meta(description=f"Of the responses about repairs, 0 to 1. {_UNLESS_FEW}")]
    open: Annotated[
        Number | None,
        Meta(description="Public reports open at the end of the last month, or today. Null if never counted."),
    ]
    open_over_30: Annotated[Number | None, Meta(description="Those of them that were filed more than 30 days before.")]
    open_over_60: Annotated[Number | None, Meta(description="More than 60 days before.")]
    open_over_180: Annotated[Number | None, Meta(description="More than 180 days before.")]
    silent_offices: Annotated[
        Number | None,
        Meta(description="Offices where nobody was seen for longer than the policy lets them; by region and in all."),
    ]


class StatisticsLine(Figures, kw_only=True):
    """What was counted of a month, a region, a category or an office."""

    by: Annotated[str, one_of("What the line counts.", FILTERS)]
    key: Annotated[str | None, text("Which one: a month, a code or an id. Null where it is not known.", "64.08-pupr")]
    label: Annotated[Words, Meta(description="What people call it.")]
    filed: Annotated[Number | UnsetType, Meta(description="Reports that arrived. Of an office there is none.")] = UNSET


class StatisticsTotal(Figures, kw_only=True):
    """The sum of everything in these months, whatever the filter."""

    by: Annotated[str, Meta(extra_json_schema={"const": "total"})]
    key: None
    filed: Annotated[Number, Meta(description="Reports that arrived.")]


class Statistics(Struct):
    """What was counted in some months."""

    first: Month = field(name="from")
    last: Month = field(name="to")
    by: Annotated[str, one_of("What a line counts.", FILTERS)]
    items: Annotated[list[StatisticsLine], Meta(description="The busiest first; months in order.")]
    found: Annotated[Number, Meta(description="How many lines there are, of which `limit` are shown.")]
    total: StatisticsTotal
    complete_before: Annotated[
        Day | None,
        text("Every day before this one, in UTC, is counted in full. Null when nothing was counted yet."),
    ]
