"""The authorizer's lines in the log: who was let in, and that somebody was not."""

import io
import json
from datetime import timedelta

import pytest

import app
from chalicelib.api.authorizer import Unauthorized
from chalicelib.domain.cases.model import Role
from chalicelib.runtime.observability import logger
from tests.api.conftest import Api


def authorize(token: str) -> None:
    arn = "arn:aws:execute-api:ap-southeast-3:000000000000:api/v1/GET/agencies"
    app.authorize({"type": "TOKEN", "authorizationToken": token, "methodArn": arn}, None)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    for handler in logger.handlers:
        monkeypatch.setattr(handler, "stream", stream)
    return stream


def line_of(log: io.StringIO) -> dict[str, object]:
    return dict(json.loads(log.getvalue().split("\n")[-2]))


def test_who_is_let_in_is_in_the_log_and_the_key_is_not(api: Api, log: io.StringIO) -> None:
    bearer = api.key("64.08-pupr")
    authorize(f"Bearer {bearer}")

    line = line_of(log)
    _, key_id, secret = bearer.split("_")
    assert (line["message"], line["key_id"], line["agency"]) == ("recognised", key_id, "64.08-pupr")
    assert secret not in json.dumps(line)


@pytest.mark.parametrize("token", ["Bearer lapor_ABCDEFGHJKMN_" + "0" * 32, "Bearer rahasia", "Basic cmFoYXNpYQ==", ""])
def test_who_is_refused_is_in_the_log_without_what_was_sent(api: Api, log: io.StringIO, token: str) -> None:
    with pytest.raises(Unauthorized):
        authorize(token)

    line = line_of(log)
    assert (line["level"], line["message"], line.get("key_id")) == ("WARNING", "refused", None)
    assert not token or token.rsplit(maxsplit=1)[-1] not in json.dumps(line)


def test_a_request_of_an_office_says_by_which_key(api: Api, log: io.StringIO) -> None:
    bearer = api.key("64.08-pupr")
    assert api.get("/agencies/64.08-dlh/queue", key=bearer).status_code == 403

    line = line_of(log)
    assert (line["message"], line["status"], line["key_id"]) == ("request", 403, bearer.split("_")[1])


def test_an_expired_key_is_refused_like_any_other(api: Api, log: io.StringIO) -> None:
    office, now = api.world.directory.offices["64.08-pupr"], api.world.now
    bearer = api.world.services.keys.issue(Role.OFFICER, office, now, now + timedelta(minutes=1))
    api.world.later(minutes=2)
    with pytest.raises(Unauthorized):
        authorize(f"Bearer {bearer}")
    assert "key_id" not in line_of(log)
