"""What the gateway asks is what the worker understands, and the other way round: errors arrive as they were raised."""

import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.domain import errors
from chalicelib.domain.cases.model import Actor, Identity, Role
from chalicelib.domain.errors import FieldError, InvalidInput, StaleVersion
from chalicelib.gateways.vault import LambdaVault, VaultFailed
from chalicelib.runtime.settings import Settings
from chalicelib.services.ports.vault import AttachmentRemoval, ErasureRequest, OpenedIdentity, StatedGround
from chalicelib.workers.vault import FOR_HTTP, FOR_OPERATORS, FOR_STACKS
from tests.gateways.test_outages import cancelled
from tests.support.vault import FOR_OPERATORS_HERE, FOR_STACKS_HERE, HERE, vault_here

OFFICER = Actor(Role.OFFICER, "64.08-pupr", "Dinas", "KEY")
NOW: Any = object()
GROUND = StatedGround("legal_order", "Diminta hakim untuk sidang ini.", "12/2026")


class Service:
    """A vault service that remembers what it was calls and ends as failure."""

    def __init__(self, end: Any) -> None:
        self.end = end
        self.calls: list[Any] = []

    def open(self, *arguments: Any) -> Any:
        return self._end(arguments)

    def erase(self, *arguments: Any) -> Any:
        return self._end(arguments)

    def remove(self, *arguments: Any) -> Any:
        return self._end(arguments)

    def forget(self, *arguments: Any) -> Any:
        return self._end(arguments)

    def _end(self, arguments: tuple[Any, ...]) -> Any:
        self.calls.append(arguments)
        if isinstance(self.end, Exception):
            raise self.end
        return self.end


def gateway(service: Service, function: str = HERE) -> LambdaVault:
    return vault_here(lambda: service, lambda: NOW, function)  # type: ignore[arg-type, return-value]


def test_an_opening_and_its_result_arrive_whole() -> None:
    service = Service(OpenedIdentity(Identity("Nama", None, "a@contoh.id"), 7))
    assert gateway(service).open("KI-1", OFFICER, GROUND) == service.end
    assert service.calls == [("KI-1", OFFICER, GROUND, NOW)]


@pytest.mark.parametrize("secret", [None, "ABCD"])
def test_an_erasure_and_its_result_arrive_whole(secret: str | None) -> None:
    service = Service(4)
    assert gateway(service).erase("KI-1", Actor(Role.REPORTER), secret) == 4
    assert service.calls == [("KI-1", Actor(Role.REPORTER), secret, NOW)]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REPORTER])
def test_whoever_asks_as_the_http_function_does_erases_as_the_reporter_alone(role: Role) -> None:
    """The request that was carried out before: `erase` by the actor `admin`, without a secret."""
    service = Service(4)
    with pytest.raises(VaultFailed, match=r"^RoleNotAllowed$"):
        gateway(service).erase("KI-1", Actor(role))
    assert service.calls == []


def test_an_operator_erases_as_the_admin_whatever_the_request_says() -> None:
    service = Service(4)
    assert gateway(service, FOR_OPERATORS_HERE).erase("KI-1", OFFICER, "ABCD") == 4
    assert service.calls == [("KI-1", Actor(Role.ADMIN), None, NOW)]


def test_the_alias_for_operators_opens_and_removes_nothing() -> None:
    service = Service(1)
    vault = gateway(service, FOR_OPERATORS_HERE)
    removal = AttachmentRemoval("KI-1", 4, 3, Actor(Role.ADMIN), "Wajah.")
    asked = (
        lambda: vault.open("KI-1", OFFICER, GROUND),
        lambda: vault.remove(removal),
        lambda: vault.forget(ERASURE),
    )
    for ask in asked:
        with pytest.raises(VaultFailed):
            ask()
    assert service.calls == []


@pytest.mark.parametrize("function", ["vault", "vault:$LATEST", "vault:1", f"vault-{FOR_HTTP}", FOR_OPERATORS])
def test_by_any_other_name_the_vault_does_nothing_for_anybody(function: str) -> None:
    service = Service(1)
    vault = gateway(service, function)
    asked = (
        lambda: vault.open("KI-1", OFFICER, GROUND),
        lambda: vault.erase("KI-1", Actor(Role.REPORTER), "ABCD"),
        lambda: vault.erase("KI-1", Actor(Role.ADMIN)),
        lambda: vault.remove(AttachmentRemoval("KI-1", 4, 3, Actor(Role.ADMIN), "Wajah.")),
        lambda: vault.forget(ERASURE),
    )
    for ask in asked:
        with pytest.raises(VaultFailed):
            ask()
    assert service.calls == []


def test_a_removal_and_its_result_arrive_whole() -> None:
    service = Service(5)
    removal = AttachmentRemoval(
        "KI-1", 4, 3, Actor(Role.COORDINATOR, "64-diskominfo", "Diskominfo", "KEY"), "Wajah.", "command"
    )
    assert gateway(service).remove(removal) == 5
    assert service.calls == [(removal, NOW)]
    with pytest.raises(errors.UnknownAttachment):
        gateway(Service(errors.UnknownAttachment())).remove(removal)


MOMENT = datetime(2026, 11, 23, 2, 0, 0, 678000, tzinfo=UTC)
ERASURE = ErasureRequest("KI-1", "KI", "Kalimantan Timur", MOMENT, "ab" * 32, "KU")


@pytest.mark.parametrize("event", [7, None])
def test_an_erasure_for_another_stack_and_its_result_arrive_whole(event: int | None) -> None:
    service = Service(event)
    assert gateway(service, FOR_STACKS_HERE).forget(ERASURE) == event
    assert service.calls == [(ERASURE, NOW)]
    with pytest.raises(errors.UnknownCase):
        gateway(Service(errors.UnknownCase()), FOR_STACKS_HERE).forget(ERASURE)


def test_the_alias_for_other_stacks_refuses_every_other_action() -> None:
    service = Service(1)
    vault, admin = gateway(service, FOR_STACKS_HERE), Actor(Role.ADMIN)
    removal = AttachmentRemoval("KI-1", 4, 3, admin, "Wajah.")
    for ask in (lambda: vault.open("KI-1", OFFICER, GROUND), lambda: vault.erase("KI-1", admin)):
        with pytest.raises(VaultFailed):
            ask()
    with pytest.raises(VaultFailed):
        vault.remove(removal)
    assert service.calls == []


@pytest.mark.parametrize("function", [HERE, FOR_OPERATORS_HERE, f"vault-{FOR_STACKS}", "vault:other", FOR_STACKS])
def test_an_erasure_for_another_stack_is_refused_by_any_other_name(function: str) -> None:
    service = Service(1)
    with pytest.raises(VaultFailed):
        gateway(service, function).forget(ERASURE)
    assert service.calls == []


@pytest.mark.parametrize("error", [errors.UnknownCase, errors.IdentityProtected, errors.NoIdentity, errors.WrongSecret])
def test_a_domain_error_is_raised_again_by_the_client(error: type[Exception]) -> None:
    with pytest.raises(error):
        gateway(Service(error())).open("KI-1", OFFICER, GROUND)


def test_errors_about_fields_and_versions_keep_their_facts() -> None:
    wrong = InvalidInput(FieldError("/reason", "too_short", "10"), FieldError("/reason", "control_character"))
    with pytest.raises(InvalidInput) as caught:
        gateway(Service(wrong)).open("KI-1", OFFICER, GROUND)
    assert caught.value.errors == wrong.errors
    with pytest.raises(StaleVersion) as stale:
        gateway(Service(StaleVersion(9))).open("KI-1", OFFICER, GROUND)
    assert stale.value.expected == 9


def test_a_defect_leaves_its_type_in_the_log_and_no_words(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(VaultFailed, match=r"^Failed$"):
        gateway(Service(ValueError("Pelapor Contoh"))).open("KI-1", OFFICER, GROUND)
    lines = [vars(record) for record in caplog.records]
    assert [line["message"] for line in lines] == ["failed", "vault"]
    assert lines[0]["error"] == "ValueError"
    assert (lines[1]["action"], lines[1]["case"], lines[1]["outcome"]) == ("open", "KI-1", "Failed")
    assert "Contoh" not in str(lines)
    assert "Alasan" not in str(lines)


def test_an_unknown_action_is_a_defect() -> None:
    with pytest.raises(VaultFailed):
        gateway(Service(1))._invoke(action="list", tracking_id="KI-1", actor={"role": "admin"})


class Crashed:
    """A Lambda client whose function died."""

    def invoke(self, **_: Any) -> dict[str, Any]:
        failure = {"errorType": "Runtime.ExitError", "errorMessage": "Pelapor Contoh"}
        return {"FunctionError": "Unhandled", "Payload": io.BytesIO(json.dumps(failure).encode())}


@pytest.mark.parametrize("error", [ReadTimeoutError(endpoint_url="-", error="-"), cancelled(None, "ThrottlingError")])
def test_an_outage_of_what_the_vault_stands_on_arrives_as_one(error: Exception) -> None:
    with pytest.raises(errors.Unavailable):
        gateway(Service(error)).open("KI-1", OFFICER, GROUND)


def test_a_function_that_lambda_ended_may_be_asked_again() -> None:
    with pytest.raises(errors.Unavailable):
        LambdaVault("vault", Crashed).open("KI-1", OFFICER, GROUND)


def test_starting_a_function_makes_no_client_of_lambda() -> None:
    """The client costs tens of milliseconds; only a request that opens an identity pays for it."""
    program = (
        "import app\nfrom chalicelib.gateways.vault import lambda_client\nprint(lambda_client.cache_info().currsize)\n"
    )
    names = [name.upper() for name in Settings.__slots__]
    variables = dict.fromkeys(names, "unused") | {"PROVINCE": "kaltim", "POLICY": "progress-30"}
    variables |= {"LIMIT_FACTOR": "1", "LONGEST_PAUSE": "2", "MAIL_SETTLES": "5"}
    variables |= {"AWS_DEFAULT_REGION": "ap-southeast-3", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    result = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "0"
