"""Casework over HTTP: a case as an office sees it, and the commands of offices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import render, schemas
from chalicelib.api.http import hint_messages, rate_limits
from chalicelib.api.http.problems import answers_problems, language_of
from chalicelib.api.http.requests import actor_of, body_of, command_id, expected_version
from chalicelib.api.http.responses import private
from chalicelib.domain.cases import commands
from chalicelib.domain.cases.access_log import Kind
from chalicelib.domain.cases.region_cut import case_as_seen
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.rate_limits import COMMANDS
from chalicelib.services.access.authorization import require_reader

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import OfficeCommand
    from chalicelib.services.use_cases import UseCases


class Action(NamedTuple):
    """An action, the last part of an address: the command it gives, and its body, which has the command's fields."""

    command: type[OfficeCommand]
    body: type[msgspec.Struct]


ACTIONS: dict[str, Action] = {
    "accept": Action(commands.Accept, schemas.NoteIn),
    "progress": Action(commands.Progress, schemas.ProgressIn),
    "postponement": Action(commands.Postpone, schemas.ExplanationIn),
    "resumption": Action(commands.Resume, schemas.NoteIn),
    "draft": Action(commands.DraftResponse, schemas.ExplanationIn),
    "approval": Action(commands.Approve, schemas.NoteIn),
    "response": Action(commands.Respond, schemas.NoteIn),
    "refusal": Action(commands.Refuse, schemas.RefusalIn),
    "escalation": Action(commands.Escalate, schemas.EscalationIn),
    "disposition": Action(commands.Dispose, schemas.DispositionIn),
    "assignment": Action(commands.Assign, schemas.TargetIn),
    "support": Action(commands.Support, schemas.SupportIn),
    "assistance": Action(commands.Assist, schemas.ExplanationIn),
    "warning": Action(commands.Warn, schemas.ExplanationIn),
    "merge": Action(commands.Merge, schemas.MergeIn),
    "archive": Action(commands.Archive, schemas.ArchiveIn),
    "referral": Action(commands.Refer, schemas.ReferralIn),
    "redaction": Action(commands.Redact, schemas.RedactionIn),
    "covering": Action(commands.Cover, schemas.CoverIn),
    "uncovering": Action(commands.Uncover, schemas.UncoverIn),
    "identity-request": Action(commands.RequestIdentity, schemas.IdentityIn),
    "identity-approval": Action(commands.ApproveIdentity, schemas.NoteIn),
    "identity-refusal": Action(commands.RefuseIdentity, schemas.ExplanationIn),
}


def blueprint(provide: Callable[[], UseCases], authorizer: Authorizer) -> Blueprint:
    """The routes `/agencies/{agency_id}/complaints/{tracking_id}…`, all behind a bearer key."""
    routes = Blueprint(__name__)

    problems = answers_problems(lambda: routes.current_request, provide)

    @routes.route("/agencies/{agency_id}/complaints/{tracking_id}", methods=["GET"], authorizer=authorizer)
    @problems
    def read_case(agency_id: str, tracking_id: str) -> Response:
        services, actor = provide(), actor_of(routes.current_request)
        require_reader(actor, agency_id)
        history = services.reporter.look_up(tracking_id, actor, services.now())
        services.access_log.opened(history.case, actor, Kind.CASE, services.now())
        followed = services.merging.followed(history.case)
        followed = case_as_seen(followed, actor) if followed else None
        body = render.case_view(services.stack, history, actor, followed, office=agency_id)
        if point := body["coordinates"]:
            hints = services.places.point_hints(history.case.filing.region, point["lat"], point["lon"])
            body["hints"] = hint_messages.sentences(hints, language_of(routes.current_request))
        return private(body, version=history.case.version)

    @routes.route("/agencies/{agency_id}/complaints/{tracking_id}/{action}", methods=["POST"], authorizer=authorizer)
    @problems
    def act(agency_id: str, tracking_id: str, action: str) -> Response:
        request, services = routes.current_request, provide()
        actor = actor_of(request)
        rate_limits.count_by_key(actor, services, COMMANDS)
        require_reader(actor, agency_id)
        if action not in ACTIONS:
            raise InvalidInput(FieldError("action", "unknown_action", ", ".join(ACTIONS)))
        body = schemas.decode(ACTIONS[action].body, body_of(request))
        command = ACTIONS[action].command(**msgspec.structs.asdict(body))
        number = parse_tracking_id(tracking_id)
        version = expected_version(request)
        repetition = command_id(request, f"{actor.key}/{number}", command, f"{actor.key}/{action}/{number}")
        case = services.casework.perform(command, number, version, actor, services.now(), repetition)
        seen = case_as_seen(case, actor)
        return private({"tracking_id": case.id, **render.dated_state(services.stack, seen)}, version=case.version)

    return routes
