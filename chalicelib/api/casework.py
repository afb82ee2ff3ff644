"""Casework over HTTP: a case as an office sees it, and the commands of offices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from chalice import Blueprint
from chalice.app import Authorizer, Response

from chalicelib.api import action_labels, candidates, letters, office_bodies, render, schemas
from chalicelib.api.http import hint_messages, rate_limits
from chalicelib.api.http.problems import TABLE, answers_problems, describe_error, language_of
from chalicelib.api.http.requests import actor_of, body_of, command_id, expected_version
from chalicelib.api.http.responses import private
from chalicelib.domain.cases import archive_commands, commands, identity_commands, promise_commands, type_commands
from chalicelib.domain.cases.access_log import Kind
from chalicelib.domain.cases.region_cut import case_as_seen
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.rate_limits import COMMANDS
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.services.access.authorization import require_reader

if TYPE_CHECKING:
    from chalice.app import Request

    from chalicelib.domain.cases.commands import OfficeCommand
    from chalicelib.domain.cases.model import Actor, Case
    from chalicelib.services.use_cases import UseCases


class Action(NamedTuple):
    """An action, the last part of an address: the command it gives, and its body, which has the command's fields."""

    command: type[OfficeCommand]
    body: type[msgspec.Struct]


ACTIONS: dict[str, Action] = {
    "accept": Action(commands.Accept, office_bodies.NoteIn),
    "progress": Action(commands.Progress, office_bodies.ProgressIn),
    "postponement": Action(commands.Postpone, office_bodies.ExplanationIn),
    "resumption": Action(commands.Resume, office_bodies.NoteIn),
    "draft": Action(commands.DraftResponse, office_bodies.DraftIn),
    "approval": Action(commands.Approve, office_bodies.NoteIn),
    "send-back": Action(commands.SendBack, office_bodies.ExplanationIn),
    "response": Action(commands.Respond, office_bodies.ResponseIn),
    "correction": Action(commands.Correct, office_bodies.DraftIn),
    "refusal": Action(commands.Refuse, office_bodies.RefusalIn),
    "escalation": Action(commands.Escalate, office_bodies.EscalationIn),
    "disposition": Action(commands.Dispose, office_bodies.DispositionIn),
    "assignment": Action(commands.Assign, office_bodies.TargetIn),
    "support": Action(commands.Support, office_bodies.SupportIn),
    "assistance": Action(commands.Assist, office_bodies.ExplanationIn),
    "warning": Action(commands.Warn, office_bodies.ExplanationIn),
    "warning-answer": Action(commands.AnswerWarning, office_bodies.ExplanationIn),
    "priority": Action(commands.Prioritise, office_bodies.PriorityIn),
    "type": Action(type_commands.Retype, office_bodies.TypeIn),
    "title": Action(commands.Retitle, office_bodies.TitleIn),
    "thanks": Action(type_commands.Thank, office_bodies.NoteIn),
    "extension": Action(type_commands.Extend, office_bodies.ExplanationIn),
    "planning": Action(type_commands.Plan, office_bodies.PlanningIn),
    "merge": Action(commands.Merge, office_bodies.MergeIn),
    "parting": Action(archive_commands.Part, office_bodies.ExplanationIn),
    "archive": Action(archive_commands.Archive, office_bodies.ArchiveIn),
    "archive-proposal": Action(archive_commands.ProposeArchive, office_bodies.ArchiveProposalIn),
    "archive-approval": Action(archive_commands.ApproveArchive, office_bodies.NoteIn),
    "archive-refusal": Action(archive_commands.RefuseArchive, office_bodies.ExplanationIn),
    "promise-proposal": Action(promise_commands.ProposePromise, office_bodies.PromiseProposalIn),
    "promise-approval": Action(promise_commands.ApprovePromise, office_bodies.NoteIn),
    "promise-refusal": Action(promise_commands.RefusePromise, office_bodies.ExplanationIn),
    "referral": Action(commands.Refer, office_bodies.ReferralIn),
    "redaction": Action(commands.Redact, office_bodies.RedactionIn),
    "covering": Action(commands.Cover, office_bodies.CoverIn),
    "uncovering": Action(commands.Uncover, office_bodies.UncoverIn),
    "identity-request": Action(identity_commands.RequestIdentity, office_bodies.IdentityIn),
    "identity-approval": Action(identity_commands.ApproveIdentity, office_bodies.NoteIn),
    "identity-refusal": Action(identity_commands.RefuseIdentity, office_bodies.ExplanationIn),
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
        people = services.people.names_in(history, actor)
        body = render.case_view(services.stack, history, actor, followed, office=agency_id, people=people)
        body["actions"] = _actions(routes.current_request, services, history.case, actor)
        if (offered := candidates.shown_to(services, history, actor)) is not None:
            body["candidates"] = offered
        if held := services.assignees.of_case(actor, agency_id, history.case.id):
            body["assignee"] = {"person": held[0], "name": held[1]}
        if letter := letters.shown_to(services, history, actor):
            body["letter"] = letter
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


def _actions(request: Request, services: UseCases, case: Case, actor: Actor) -> list[dict[str, Any]]:
    """Each action that the asker's role may ever take, what it is called, whether it may be taken now
    and what it then asks for, and if not, why."""
    answers = services.possible_actions.on(case, actor)
    category = services.stack.category(base_category(case.category or ""))
    repair = category is not None and category.repair
    lines: list[dict[str, Any]] = []
    for name, action in ACTIONS.items():
        command = commands.NAMES[action.command]
        if command not in answers:
            continue
        error = answers[command]
        code, reason = None, None
        if error is not None:
            code, reason = TABLE[type(error)][1], describe_error(error, request, lambda: services)[1]
        lines.append(
            {
                "action": name,
                "label": action_labels.LABELS[name],
                "fields": action_labels.fields_of(action.body, repair=repair) if error is None else [],
                "possible": error is None,
                "code": code,
                "reason": reason,
            }
        )
    return lines
