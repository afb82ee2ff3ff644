"""What anybody may read besides cases: categories, regions, offices, statistics."""

from tools.apispec import open_data_shapes as shapes
from tools.apispec.model import Answer, Operation
from tools.apispec.operations import samples, statistics_samples

_HEADERS = ("Digest", "Cache-Control")
_ALWAYS = ("If-None-Match", "Accept-Language")
_CURRENT = Answer("The copy at hand is current.", None, _HEADERS)

OPERATIONS = (
    Operation(
        id="listCategories",
        method="GET",
        path="/categories",
        tag="directory",
        summary="List the categories of reports",
        description="The categories of the stack, variants among them. Caches may keep them for an hour.",
        parameters=_ALWAYS,
        answers={
            200: Answer("All of them.", shapes.Categories, _HEADERS, example=samples.CATEGORIES),
            304: _CURRENT,
        },
    ),
    Operation(
        id="readRegion",
        method="GET",
        path="/regions/{code}",
        tag="directory",
        summary="Read a region, its parts and its offices",
        description="A region of this stack. What lies within a kabupaten or kota is a file of the site, which"
        " `children_url` names. Caches may keep it for an hour.",
        parameters=_ALWAYS,
        answers={200: Answer("The region.", shapes.Region, _HEADERS, example=samples.REGION), 304: _CURRENT},
        problems=("unknown_region",),
    ),
    Operation(
        id="listOffices",
        method="GET",
        path="/agencies",
        tag="directory",
        summary="List the offices of a region",
        description="Those that serve exactly this region. Caches may keep them for an hour.",
        parameters=("served_region", "tier", "limit", "cursor", *_ALWAYS),
        answers={
            200: Answer(
                "A page.",
                shapes.PublicOffices,
                _HEADERS,
                example={"items": [samples.PUBLIC_OFFICE], "next_cursor": None},
            ),
            304: _CURRENT,
        },
    ),
    Operation(
        id="readOffice",
        method="GET",
        path="/agencies/{agency_id}",
        tag="directory",
        summary="Read an office",
        description="Its public face. Caches may keep it for an hour.",
        parameters=_ALWAYS,
        answers={
            200: Answer("The office.", shapes.PublicOffice, _HEADERS, example=samples.PUBLIC_OFFICE),
            304: _CURRENT,
        },
        problems=("unknown_agency",),
    ),
    Operation(
        id="readStatistics",
        method="GET",
        path="/statistics",
        tag="statistics",
        summary="Read statistics by month, region, category or office",
        description="Everything counts in the month in which it happened, at the office that did it. One filter at"
        " most. Secret and sensitive reports are counted once their month is over, and only where enough of them"
        " are. Caches may keep it for five minutes.",
        parameters=(
            "from",
            "to",
            "by",
            "counted_region",
            "counted_category",
            "counted_agency",
            "limit",
            *_ALWAYS,
        ),
        answers={
            200: Answer("What was counted.", shapes.Statistics, _HEADERS, example=statistics_samples.STATISTICS),
            304: _CURRENT,
        },
    ),
)
