"""The parameters of Open311 requests: filters of a list, and forms. Every error names its parameter."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from chalice.app import Request

from chalicelib.api.http import query_dates
from chalicelib.api.http.problems import HttpProblem
from chalicelib.api.http.requests import body_of
from chalicelib.api.open311.formats import MULTIPART, Refused
from chalicelib.api.schemas import BODY_LIMIT_BYTES
from chalicelib.domain.cases import commands, reporter_commands
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import SETTLED, Status
from chalicelib.domain.geography.degrees import read_degrees
from chalicelib.domain.routing.jurisdiction import GENERAL_CATEGORY
from chalicelib.domain.validation import SHORTEST_TEXT, is_visible
from chalicelib.domain.values import dataclass
from chalicelib.services.cases.filing import Submission
from chalicelib.services.cases.public_record import LEEWAY, MOST_LOOKED_AT, PublicQuery

if TYPE_CHECKING:
    from chalicelib.api.open311.multipart import Photo
    from chalicelib.domain.routing.jurisdiction import Category
    from chalicelib.services.stack import Stack

LONGEST_DESCRIPTION = 4_000
LONGEST_URL = 500
MOST_MEDIA = 5
MOST_IDS = 1_000
"""How many service_request_id one request may name: as many cases as any list reads."""

MOST_WITH_PHOTOS = 50
"""Up to how many of them are answered with their photos: those are in a case's events, another unit or two each."""

PAGE_SIZE = 50
"""How many requests a page has if its size is not named."""

REQUESTS_SPAN = timedelta(days=90)
CHANGES_SPAN = timedelta(days=365)
"""How long ago requests may have been filed that are listed by their last change."""

UPDATES_SPAN = timedelta(days=31)
UPDATES_DEFAULT = timedelta(days=7)

STATUSES = {"open": tuple(status for status in Status if status not in SETTLED), "closed": SETTLED}
"""The statuses of a case behind each of the two statuses. A case that another stack works is open."""

_GOES_ON = (
    "open", "confirmed", "investigating", "planned", "in_progress", "action_scheduled", "internal_referral",
)  # fmt: skip
_ANSWERS = (
    "closed", "fixed", "fixed_council", "fixed_user", "no_further_action", "unable_to_fix", "duplicate",
)  # fmt: skip
_NOT_COMPETENT = ("not_councils_responsibility", "not_responsible")
"""The statuses of updates, FixMyStreet's extended ones included, by what an office means by them: progress, the
response, and that it is not competent, whereupon the case goes on to another."""

_SETTLED_FOR_A_REPORTER = ("closed", "fixed", "fixed_user")

_DIGITS = 9
"""A larger number means the same as a thousand million: more than there is."""

_MOST_FIELDS = 100
_ATTRIBUTE = re.compile(r"attribute\[([\w-]{1,60})\](?:\[\d*\])?")
_WEB_ADDRESS = re.compile(r"https?://[!-~]+")


class Parameters:
    """Named texts, some several times. One in which nothing can be seen counts as not sent."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = [(name, value.strip()) for name, value in pairs if is_visible(value)]

    def one(self, name: str) -> str | None:
        """The last value of a name."""
        return next((value for each, value in reversed(self.pairs) if each == name), None)

    def several(self, name: str) -> tuple[str, ...]:
        """All values of a name, repeated or separated by commas, each once."""
        values = (part.strip() for each, value in self.pairs if each == name for part in value.split(","))
        return tuple(dict.fromkeys(value for value in values if value))

    def required(self, name: str) -> str:
        """The value of a name; raises Refused without one."""
        value = self.one(name)
        if value is None:
            raise Refused(HTTPStatus.BAD_REQUEST, f"{name} was not provided")
        return value


def query_of(request: Request) -> Parameters:
    """The query parameters. Raises Refused for a key among them: addresses are kept in logs and histories."""
    query = request.query_params
    pairs = [(name, value) for name in query for value in query.getlist(name)] if query else []
    if any(name.lower() == "api_key" for name, _ in pairs):
        raise Refused(
            HTTPStatus.BAD_REQUEST,
            "api_key was sent in the address, which logs keep: send it in the form or as Authorization: Bearer, and"
            " have this key replaced",
        )
    return Parameters(pairs)


def form_of(request: Request) -> tuple[Parameters, tuple[Photo, ...]]:
    """A form with the query parameters, and the photos in it. The form comes last, so it counts where both have a
    name."""
    body, content_type = body_of(request), request.headers.get("content-type", "")
    if content_type.lower().startswith(MULTIPART):
        # Imported when it is first needed: few programs send files.
        from chalicelib.api.open311.multipart import LARGEST_BODY, parse_form

        if len(body) > LARGEST_BODY:
            raise Refused(HTTPStatus.BAD_REQUEST, f"the form with its files has more than {LARGEST_BODY:,} bytes")
        form = parse_form(body, content_type)
        if sum(len(value.encode()) for _, value in form.fields) > BODY_LIMIT_BYTES:
            raise HttpProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large")
        return Parameters(query_of(request).pairs + form.fields), form.photos
    return _plain_form_of(request, body), ()


def _plain_form_of(request: Request, body: bytes) -> Parameters:
    if len(body) > BODY_LIMIT_BYTES:
        raise HttpProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large")
    try:
        pairs = parse_qsl(body.decode(errors="replace"), errors="replace", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, f"more than {_MOST_FIELDS} parameters were provided") from None
    return Parameters(query_of(request).pairs + pairs)


def check_jurisdiction(parameters: Parameters, stack: Stack) -> None:
    """One endpoint serves one jurisdiction, so naming it is optional, and naming another one a mistake."""
    named = parameters.one("jurisdiction_id")
    if named is not None and named.lower() != stack.province.slug:
        raise Refused(HTTPStatus.NOT_FOUND, "jurisdiction_id provided was not found")


def service_of(code: str, stack: Stack) -> Category:
    """The category that is the service with this code."""
    category = stack.category(code)
    if category is None:
        raise Refused(HTTPStatus.NOT_FOUND, "service_code provided was not found")
    return category


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of requests: a query, of which the first `skip` results are left out. Pages behind `last_page` are out of
    reach: a list holds no more than the newest `MOST_LOOKED_AT`."""

    query: PublicQuery
    skip: int
    last_page: int


def listing_of(parameters: Parameters, stack: Stack, now: datetime, after: str | None) -> Listing:
    """The list that the filters of GET requests describe, from the position `after` on."""
    zone = stack.calendar.zone
    changed_since = query_dates.parse_moment("updated_after", parameters.one("updated_after"), zone)
    changed_until = query_dates.parse_last_moment("updated_before", parameters.one("updated_before"), zone)
    if changed_since and changed_until and changed_since >= changed_until:
        raise Refused(HTTPStatus.BAD_REQUEST, "updated_after is later than updated_before")
    # What changed of late may have been filed long ago.
    default = CHANGES_SPAN if changed_since or changed_until else REQUESTS_SPAN
    since, until = span_of(parameters, stack, now, REQUESTS_SPAN, default)
    codes = parameters.several("service_code")
    for code in codes:
        service_of(code, stack)
    page = _number(parameters, "page")
    size = _number(parameters, "page_size") or (MOST_LOOKED_AT if page is None else PAGE_SIZE)
    size, page = min(size, MOST_LOOKED_AT), page or 1
    return Listing(
        PublicQuery(
            since=since,
            until=until,
            limit=min(page * size, MOST_LOOKED_AT),
            after=after,
            statuses=_statuses(parameters),
            categories=(*codes, "") if GENERAL_CATEGORY in codes else codes,
            changed_since=changed_since,
            changed_until=changed_until,
        ),
        skip=(page - 1) * size,
        last_page=MOST_LOOKED_AT // size,
    )


def span_of(
    parameters: Parameters, stack: Stack, now: datetime, longest: timedelta, default: timedelta
) -> tuple[datetime, datetime]:
    """The span from start_date up to but not including the second after end_date. Raises Refused for a span that ends
    before it begins, or is longer than `longest`."""
    zone = stack.calendar.zone
    since = query_dates.parse_moment("start_date", parameters.one("start_date"), zone)
    until = query_dates.parse_last_moment("end_date", parameters.one("end_date"), zone)
    if since and until and since >= until:
        raise Refused(HTTPStatus.BAD_REQUEST, "start_date is later than end_date")
    if since and until and until - since > longest + timedelta(days=1):
        raise Refused(HTTPStatus.BAD_REQUEST, f"start_date and end_date may not span more than {longest.days} days")
    if until is None:
        until = min(since + longest, now + LEEWAY) if since else now + LEEWAY
    return since or until - default, until


def submission_of(parameters: Parameters, category: Category, stack: Stack) -> Submission:
    """The submission in a form of POST requests."""
    lat, lon = _degrees(parameters, "lat"), _degrees(parameters, "long")
    place, region = parameters.one("address_string"), parameters.one("address_id")
    if (lat is None) != (lon is None):
        missing = "long" if lon is None else "lat"
        raise Refused(HTTPStatus.BAD_REQUEST, f"{missing} was not provided: lat and long belong together")
    if lat is None and place is None and region is None:
        raise Refused(
            HTTPStatus.BAD_REQUEST, "no location was provided: send lat and long, or address_string, or address_id"
        )
    name = " ".join(filter(None, (parameters.one("first_name"), parameters.one("last_name"))))
    return Submission(
        text=_text(parameters, category),
        receipt_key=parameters.one("receipt_key"),
        category=_category_of(parameters, category, stack),
        region=region,
        place=place,
        lat=lat,
        lon=lon,
        reporter=Reporter(name or None, parameters.one("phone"), parameters.one("email")),
    )


def _text(parameters: Parameters, category: Category) -> str:
    """The citizen's words, or the service's name where they are too short, with a web address below."""
    description = parameters.one("description") or ""
    if len(description) > LONGEST_DESCRIPTION:
        raise Refused(HTTPStatus.BAD_REQUEST, f"description has more than {LONGEST_DESCRIPTION:,} characters")
    lines = [description] if is_visible(description, SHORTEST_TEXT) else [category.name["id"], description]
    return "\n".join(filter(None, [*lines, *_media_lines(parameters)]))


def _media_lines(parameters: Parameters) -> list[str]:
    """A line for each web address of a picture; FixMyStreet repeats the parameter."""
    addresses = dict.fromkeys(value for name, value in parameters.pairs if name == "media_url")
    if len(addresses) > MOST_MEDIA:
        raise Refused(HTTPStatus.BAD_REQUEST, f"media_url was provided more than {MOST_MEDIA} times")
    if not all(_WEB_ADDRESS.fullmatch(address) and len(address) <= LONGEST_URL for address in addresses):
        raise Refused(HTTPStatus.BAD_REQUEST, f"media_url is no http address of at most {LONGEST_URL} characters")
    return [f"Media: {address}" for address in addresses]


def _category_of(parameters: Parameters, category: Category, stack: Stack) -> str:
    """The category, or its variant by the answer to its question; other attributes are ignored."""
    answer_keys = [
        value for name, value in parameters.pairs if (match := _ATTRIBUTE.fullmatch(name)) and match[1] == category.fact
    ]
    if not answer_keys or category.fact is None:
        return category.id
    answers = stack.questions[category.fact].answers
    if answer_keys[-1] not in answers:
        raise Refused(HTTPStatus.BAD_REQUEST, f"attribute[{category.fact}] is none of: {', '.join(answers)}")
    return f"{category.id}.{answer_keys[-1]}"


def update_id_of(parameters: Parameters) -> str:
    """The sender's own number of an update, by either of the two names that FixMyStreet gives it."""
    return parameters.one("update_id_ext") or parameters.required("update_id")


def office_update_of(parameters: Parameters) -> commands.Progress | commands.Respond | commands.Refuse:
    """What an office's system sends, as the office's step."""
    status, words = _update_status(parameters), parameters.required("description")
    if status in _NOT_COMPETENT:
        return commands.Refuse(words)
    return commands.Progress(words) if status in _GOES_ON else commands.Respond(words)


def relay_of(parameters: Parameters) -> reporter_commands.Relay:
    """What an application passes on. A status that only an office can mean is a comment: no program answers for the
    reporter that nothing more will be done."""
    settled = _update_status(parameters) in _SETTLED_FOR_A_REPORTER
    words = parameters.one("description") if settled else parameters.required("description")
    return reporter_commands.Relay("\n".join([*filter(None, [words]), *_media_lines(parameters)]), settled)


def _update_status(parameters: Parameters) -> str:
    """The status of an update: `fixed_council` for "FIXED - COUNCIL"."""
    status = re.sub(r"[\s_-]+", "_", parameters.required("status").lower())
    known = (*_GOES_ON, *_ANSWERS, *_NOT_COMPETENT)
    if status not in known:
        raise Refused(HTTPStatus.BAD_REQUEST, f"status is none of: {', '.join(known)}")
    return status


def _statuses(parameters: Parameters) -> tuple[Status, ...]:
    named = [status.lower() for status in parameters.several("status")]
    if not set(named) <= STATUSES.keys():
        raise Refused(HTTPStatus.BAD_REQUEST, f"status is none of: {', '.join(STATUSES)}")
    return tuple(status for name in dict.fromkeys(named) for status in STATUSES[name])


def _number(parameters: Parameters, name: str) -> int | None:
    """A number from 1 on, however large; None if it was not sent."""
    text = parameters.one(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name} is no number from 1 on")
    return int(text[-_DIGITS:]) if not text[:-_DIGITS].strip("0") else 10**_DIGITS


def _degrees(parameters: Parameters, name: str) -> float | None:
    text = parameters.one(name)
    if text is None:
        return None
    number = read_degrees(text)
    if number is None or not -180 <= number <= 180:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name} is no number of degrees")
    return number
