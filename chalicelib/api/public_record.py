"""The public record over HTTP: the cases that anybody may see, newest first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from chalice import Blueprint
from chalice.app import Request, Response

from chalicelib.api import render
from chalicelib.api.http import cursors, query_dates, rate_limits
from chalicelib.api.http.addresses import site_of
from chalicelib.api.http.problems import answers_problems, language_of
from chalicelib.api.http.requests import limit, parameter, region
from chalicelib.api.http.responses import tag_of, tagged
from chalicelib.domain.cases.model import TYPES, Status
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.rate_limits import LISTS

if TYPE_CHECKING:
    from chalicelib.services.cases.public_record import PublicQuery
    from chalicelib.services.use_cases import UseCases


_FEED_SECONDS = 300


def blueprint(provide: Callable[[], UseCases]) -> Blueprint:
    """`GET /complaints` and `GET /complaints.atom`."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/complaints", methods=["GET"])
    @problems
    def list_complaints() -> Response:
        from chalicelib.services.cases.public_record import LEEWAY, OLDEST, PublicQuery

        request, services = routes.current_request, provide()
        stack, zone = services.stack, services.stack.calendar.zone
        query = PublicQuery(
            since=query_dates.parse_moment("filed_from", parameter(request, "filed_from"), zone) or OLDEST,
            until=query_dates.parse_last_moment("filed_until", parameter(request, "filed_until"), zone)
            or services.now() + LEEWAY,
            limit=limit(request),
            after=cursors.read_cursor(request, services),
            types=_listed(request, "type", TYPES, "unknown_type"),
            statuses=_listed(request, "status", list(Status), "unknown_status"),
            categories=_listed(request, "category", stack.categories, "unknown_category", explained=False),
            region=region(request),
            agency=parameter(request, "agency"),
            words=_words(request),
        )
        if query.filters:
            # A filter reads up to a thousand cases to show a few.
            rate_limits.count_by_address(request, services, LISTS)
        page = services.public_record.page(query)
        items = [render.public_line(stack, case) for case in page.items]
        body = {"items": items, "next_cursor": cursors.write_cursor(request, services, page.after)}
        return Response(body=body, headers={"Cache-Control": "no-cache"})

    @routes.route("/complaints.atom", methods=["GET"])
    @problems
    def follow_complaints() -> Response:
        from chalicelib.api import atom
        from chalicelib.services.cases.public_record import LEEWAY, OLDEST, PublicQuery

        request, services = routes.current_request, provide()
        stack, language = services.stack, language_of(request)
        query = PublicQuery(
            since=OLDEST,
            until=services.now() + LEEWAY,
            limit=limit(request),
            after=cursors.read_cursor(request, services),
            categories=_listed(request, "category", stack.categories, "unknown_category", explained=False),
            region=region(request),
            agency=parameter(request, "agency"),
        )
        if query.filters:
            rate_limits.count_by_address(request, services, LISTS)
        page = services.public_record.page(query)
        site = site_of(request, services)
        # Below API Gateway the stage is part of the address already.
        address = f"{site.removesuffix('/v1')}/v1/complaints.atom"
        filters = [(name, parameter(request, name)) for name in ("agency", "region", "category", "limit")]
        feed = atom.Feed(
            address,
            site,
            tuple((name, value) for name, value in filters if value),
            _names(services, query, language),
            cursors.write_cursor(request, services, page.after),
        )
        body = atom.document(feed, page.items, stack, language)
        return tagged(request, body, tag_of(body), _FEED_SECONDS, atom.MEDIA_TYPE)

    return routes


def _names(services: UseCases, query: PublicQuery, language: str) -> tuple[str, ...]:
    """What a feed is about, in words: the office, the categories, the region."""
    offices = services.places.names([query.agency]) if query.agency else {}
    categories = [services.stack.categories[each].name[language] for each in query.categories]
    region = services.stack.regencies.get(query.region or "", query.region)
    return tuple(filter(None, [offices.get(query.agency or "", query.agency), *categories, region]))


def _words(request: Request) -> tuple[str, ...]:
    """What is looked for in the titles; empty without the parameter."""
    from chalicelib.domain.text.word_search import LONGEST_SEARCH, searched_words

    text = parameter(request, "words")
    words = searched_words(text or "")
    if text and not words:
        raise InvalidInput(FieldError("words", "words_shape", str(LONGEST_SEARCH)))
    return words


def _listed(
    request: Request, name: str, allowed: Collection[str], code: str, *, explained: bool = True
) -> tuple[str, ...]:
    """The values of a parameter, separated by commas, each one of `allowed`; empty without the parameter."""
    values = tuple(filter(None, (parameter(request, name) or "").split(",")))
    if any(value not in allowed for value in values):
        raise InvalidInput(FieldError(name, code, ", ".join(allowed) if explained else ""))
    return values
