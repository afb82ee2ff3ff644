"""The shapes of the lists for those who look after offices: broken deadlines, late cases, how far offices are."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.domain.cases.rungs import Step
from chalicelib.domain.routing.readiness import Readiness
from tools.apispec.case_shapes import DatedState, Office, Words
from tools.apispec.vocabulary import (
    AgencyId,
    CaseStatus,
    Cursor,
    Day,
    RegionCode,
    TierName,
    Time,
    TrackingId,
    one_of,
    text,
)


class ListedCase(DatedState):
    """A case on a list of overseers, as it is now."""

    title: Annotated[str | None, text("Null for who may know of the case but not read it.")]
    category: str | None


class BrokenDeadline(Struct):
    """A line of an overseers' list."""

    tracking_id: TrackingId
    at: Time
    agency: Annotated[AgencyId | None, text("The office that had the case.")]
    moved_to: Annotated[AgencyId | None, text("The office that it moved up to.")]
    promised: Annotated[Day | UnsetType, Meta(description="The date promised, on that list.")] = UNSET
    case: Annotated[
        ListedCase | UnsetType, Meta(description="The case as it is now: with `cases`, where the reader may see it.")
    ] = UNSET


class BrokenDeadlines(Struct):
    """A page of a month's list."""

    items: list[BrokenDeadline]
    next_cursor: Cursor


class StandingCase(Struct):
    """A late case, and the position that was told of it last."""

    tracking_id: TrackingId
    title: Annotated[str | None, text("Null for hidden cases.")]
    status: CaseStatus
    agency: Office | None
    region: Annotated[RegionCode, text("Whose heads are told.")]
    late: Annotated[AgencyId, text("The office that was late last.")]
    step: Annotated[str, one_of("Who was told.", tuple(Step))]
    position: Annotated[Words, Meta(description="The position, never a person.")]
    since: Time
    days: Annotated[int, Meta(description="Whole days since then.", ge=0)]


class StandingCases(Struct):
    """A page of the list, by region."""

    items: list[StandingCase]
    next_cursor: Cursor


class OfficeReadiness(Struct):
    """How far an office is, by facts."""

    id: AgencyId
    name: str
    tier: TierName
    readiness: Annotated[str, one_of("How far it is.", tuple(Readiness))]
    seen: Annotated[Day | None, Meta(description="When somebody signed in, polled or acted last.")]
    appointed: Annotated[Day | None, Meta(description="Since when somebody acts for it.")]


class ReadinessPage(Struct):
    """A page of offices, by id."""

    items: list[OfficeReadiness]
    next_cursor: Cursor


class LateFigures(Struct):
    """Public reports that are open, and those of them that are late."""

    open: Annotated[int, Meta(description="Reports that are open.", ge=0)]
    late: Annotated[
        int, Meta(description="Those that broke a deadline and were not answered since, at who holds them.", ge=0)
    ]
    newly_late: Annotated[int, Meta(description="Those that became so on the day of the figures.", ge=0)]
    longest_late_days: Annotated[
        int | None, Meta(description="Whole days since the first of them did; null if none is late.")
    ]


class OfficeOfStack(LateFigures):
    """An office of a stack that holds late reports."""

    id: AgencyId
    name: str


class StackSummary(LateFigures):
    """The newest figures that a stack has sent."""

    at: Annotated[Time, Meta(description="As of when.")]
    old: Annotated[bool, Meta(description="Whether newer ones should have come: they are over an hour old.")]
    late_offices: Annotated[int, Meta(description="How many offices hold late reports.", ge=0)]
    offices: Annotated[list[OfficeOfStack], Meta(description="The worst twenty of them, the worst first.")]


class StackLine(Struct):
    """A stack of the country."""

    slug: Annotated[str, text("Its name in addresses and commands.", "kaltim")]
    name: Annotated[str, text("The name of the province; of the centre, `Pusat`.", "Kalimantan Timur")]
    site: Annotated[str | None, text("Its address, if it has sent figures.", "https://kaltim.lapor.go.id")]
    summary: Annotated[StackSummary | None, Meta(description="Null if it has sent nothing yet.")]


class StackLines(Struct):
    """All stacks, the one with the most late reports first, those without figures last."""

    items: list[StackLine]
