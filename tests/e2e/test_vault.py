"""The vault with IAM on: an identity travels from the reporter through the vault to the office, and no other way."""

import json
import secrets
from typing import Any

import pytest
from botocore.exceptions import ClientError
from click.testing import CliRunner

from chalicelib.storage import table_keys
from chalicelib.workers.vault import FOR_HTTP, FOR_OPERATORS, FOR_STACKS
from laporctl.commands import identities
from laporctl.http import Answer
from laporctl.stacks import Stack
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.support.loops import at_least_one
from tools.dev.demo.actors import Receipt, World
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo.oversight import log_lines, messages_in
from tools.dev.demo.steps import until

REASON = "Perlu menanyakan letak lubang kepada pelapor."
NOBODY = ("agency", "name", "key")
PERSON = {"name": "Pelapor Contoh Pertama", "phone": "+628110000111", "email": "pertama@contoh.id"}
NAMED = ROAD | {"reporter": PERSON}


def file(world: World, **fields: Any) -> Receipt:
    citizen = world.citizen()
    receipt = citizen.file(NAMED | fields)
    citizen.wait_for_routing(receipt)
    return receipt


def ask(world: World, receipt: Receipt, agency: str = ROAD_OFFICE) -> Answer:
    world.private.remember(REASON)
    return world.office(agency).command(
        receipt.id, "identity", {"purpose": "contact_needed_for_work", "reason": REASON}
    )


def erase(world: World, receipt: Receipt, secret: str) -> Answer:
    return world.citizen().post(f"/v1/complaints/{receipt.id}/erasure", {}, **{"Receipt-Secret": secret})


def identity_item(stack: Stack, receipt: Receipt) -> Any:
    found = stack.client("dynamodb").query(
        TableName=stack.outputs["IdentitiesTable"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": table_keys.identity(receipt.id)}},
    )["Items"]
    return found[0] if found else None


def names_of_the_vault(stack: Stack) -> dict[str, str]:
    """Alias -> ARN: by which names the vault is asked, beside its plain one."""
    found = stack.client("lambda").list_aliases(FunctionName=stack.outputs["VaultFunction"])["Aliases"]
    return {each["Name"]: each["AliasArn"] for each in found}


def kinds(view: Any) -> list[str]:
    return [event["kind"] for event in view["timeline"]]


def test_an_officer_learns_who_filed_and_the_reporter_sees_that_and_the_public_does_not(world: World) -> None:
    receipt = file(world)
    answer = ask(world, receipt).must_be(200)

    assert answer.json == PERSON | {"post": None, "accessed_event": 3}
    seen = world.citizen().see(receipt)["timeline"][-1]
    assert (seen["seq"], seen["kind"], seen["note"]) == (3, "accessed", REASON)
    assert seen["actor"]["agency"] == ROAD_OFFICE
    assert kinds(world.citizen().look_up(receipt.id).json) == ["filed", "routed"]


def test_an_anonymous_reporter_stays_so_for_everybody(world: World, kaltim: Stack) -> None:
    receipt = file(world, anonymous=True)
    assert identity_item(kaltim, receipt) is None
    refused = ask(world, receipt)

    assert (refused.status, refused.json["code"]) == (403, "identity_protected")
    assert PERSON["name"] not in refused.text
    assert kinds(world.citizen().see(receipt)) == ["filed", "routed"]


def test_a_reporter_has_the_own_identity_erased(world: World, kaltim: Stack) -> None:
    receipt = file(world)
    assert identity_item(kaltim, receipt)["name"]["S"] == PERSON["name"]
    assert erase(world, receipt, "AAAA-AAAA-AAAA-AAAA-AAAA").status == 403
    assert identity_item(kaltim, receipt)

    assert erase(world, receipt, receipt.secret).must_be(200).json["erased_event"] == 3
    assert erase(world, receipt, receipt.secret).must_be(200).json["erased_event"] == 3
    assert identity_item(kaltim, receipt) is None
    assert ask(world, receipt).json["code"] == "no_identity"


def test_a_reporter_corrects_the_address_and_nothing_else_of_it(world: World, kaltim: Stack) -> None:
    receipt, address = file(world), "diperbaiki@contoh.id"
    world.private.remember(address)
    path = f"/v1/complaints/{receipt.id}/address"
    assert (
        world.citizen().post(path, {"email": address}, **{"Receipt-Secret": "AAAA-AAAA-AAAA-AAAA-AAAA"}).status == 403
    )
    before = identity_item(kaltim, receipt)
    answer = world.citizen().post(path, {"email": address}, **{"Receipt-Secret": receipt.secret}).must_be(201)
    assert answer.json["notices"] == {"stopped": None}
    assert identity_item(kaltim, receipt) == before | {"email": {"S": address}}
    role, people = as_role_of(kaltim, "VaultFunction"), kaltim.outputs["IdentitiesTable"]
    change = {"TableName": people, "Key": {name: before[name] for name in ("pk", "sk")}}
    assert_refused(
        role.update_item,
        UpdateExpression="SET #name = :name",
        ExpressionAttributeNames={"#name": "name"},
        ExpressionAttributeValues={":name": {"S": "Orang Lain"}},
        **change,
    )


def test_a_report_that_an_office_writes_down_is_its_reporters(world: World, kaltim: Stack) -> None:
    link = "https://www.facebook.com/contoh/posts/1"
    world.private.remember(link)
    key = secrets.token_hex(16)
    report = NAMED | {"came_by": "social_media", "link": link, "receipt_key": key}
    citizen, bearer = world.citizen(), world.office(ROAD_OFFICE).bearer
    path = f"/v1/agencies/{ROAD_OFFICE}/assisted"
    first = citizen.post(path, report, **bearer).must_be(201).json
    world.private.remember(first["secret"])
    assert citizen.post(path, report, **bearer).must_be(200).json["secret"] == first["secret"]
    receipt = Receipt(key, first["tracking_id"], first["secret"])
    citizen.wait_for_routing(receipt)
    facts = citizen.look_up(receipt.id, receipt.secret).must_be(200).json["timeline"][0]["data"]
    assert (facts["channel"], facts["recorded_by"]) == ("assisted", ROAD_OFFICE)
    assert identity_item(kaltim, receipt)["post"]["S"] == link
    assert ask(world, receipt).must_be(200).json["post"] == link


def test_an_operator_has_an_identity_erased(world: World, kaltim: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = file(world)
    monkeypatch.setattr(identities, "find_stack", lambda slug: kaltim)
    for _ in range(2):
        told = CliRunner().invoke(identities.identities, ["erase", "kaltim", receipt.id.lower()])
        assert (told.exit_code, told.output) == (0, "erased; event 3 of the timeline says so\n")

    assert identity_item(kaltim, receipt) is None
    last = world.citizen().see(receipt)["timeline"][-1]
    assert (last["kind"], last["actor"]["role"]) == ("erased", "admin")
    unknown = CliRunner().invoke(identities.identities, ["erase", "kaltim", "KI-N4MY-SXYG-J405-C"])
    assert (unknown.exit_code, unknown.output) == (1, "Error: no case KI-N4MY-SXYG-J405-C in kaltim\n")


def test_the_vault_reads_and_erases_single_identities_and_lists_nothing(world: World, kaltim: Stack) -> None:
    receipt = file(world)
    role, people = as_role_of(kaltim, "VaultFunction"), kaltim.outputs["IdentitiesTable"]
    cases = kaltim.outputs["ComplaintsTable"]
    item = identity_item(kaltim, receipt)
    person = {"pk": item["pk"], "sk": item["sk"]}
    assert len(person["sk"]["S"]) == 32, "a name that cannot be guessed"
    assert role.get_item(TableName=people, Key=person)["Item"]["name"]["S"] == PERSON["name"]
    role.delete_item(TableName=people, Key=person)
    assert identity_item(kaltim, receipt) is None

    assert_refused(role.scan, TableName=people)
    assert_refused(role.put_item, TableName=people, Item=person)
    for row in (table_keys.api_key("TEST"), table_keys.region("64.08")):
        assert_refused(role.get_item, TableName=cases, Key={"pk": {"S": row}, "sk": {"S": table_keys.META}})
    assert_refused(role.scan, TableName=cases)
    assert_refused(role.delete_item, TableName=cases, Key=person)


def test_the_http_function_reaches_identities_through_the_vault_alone(world: World, kaltim: Stack) -> None:
    receipt = file(world)
    role = as_role_of(kaltim, "HttpFunction")
    person = {"pk": {"S": table_keys.identity(receipt.id)}, "sk": {"S": table_keys.META}}
    assert_refused(role.get_item, TableName=kaltim.outputs["IdentitiesTable"], Key=person)
    assert_refused(role.delete_item, TableName=kaltim.outputs["IdentitiesTable"], Key=person)


NO_CASE = "KI-N4MY-SXYG-J405-C"
ERASE = {"action": "erase", "tracking_id": NO_CASE, "secret": "AAAA-AAAA-AAAA-AAAA-AAAA"}
ERASE |= {"actor": {"role": "reporter"} | dict.fromkeys(NOBODY)}
AS_ADMIN = ERASE | {"secret": None, "actor": {"role": "admin"} | dict.fromkeys(NOBODY)}
FORGET = {"action": "forget", "tracking_id": NO_CASE, "stack": "KU", "stack_name": "", "chain": "", "sender": "KU"}
FORGET |= {"at": "2026-11-23T02:00:00.000Z"}


@pytest.mark.parametrize(
    "caller", ["HttpFunction", "RouteFunction", "SweepFunction", "VaultFunction", "ReferralFunction", "PublishFunction"]
)
def test_each_of_two_functions_calls_the_vault_by_its_name_for_it_and_nobody_calls_anything_else(
    kaltim: Stack, caller: str
) -> None:
    """By the name that the HTTP function knows nobody speaks for another stack or as an admin; by the one for other
    stacks nobody does else; and no function knows the one for operators."""
    functions = as_role_of(kaltim, caller, "lambda")
    by_names = {called: kaltim.outputs[called] for called in ("HttpFunction", "RouteFunction", "VaultFunction")}
    by_names |= names_of_the_vault(kaltim)
    understood = {("HttpFunction", FOR_HTTP): ERASE, ("ReferralFunction", FOR_STACKS): FORGET}
    for called, name in at_least_one(by_names.items()):
        if right := understood.get((caller, called)):
            for said in (ERASE, FORGET, AS_ADMIN):
                answer = functions.invoke(FunctionName=name, Payload=json.dumps(said).encode())
                told = json.loads(answer["Payload"].read())
                refused = "RoleNotAllowed" if (called, said) == (FOR_HTTP, AS_ADMIN) else "Failed"
                assert told == {"error": "UnknownCase" if said == right else refused}, (caller, called)
        else:
            request = {"FunctionName": name, "Payload": json.dumps(ERASE).encode()}
            with pytest.raises(ClientError) as refusal:
                functions.invoke(**request)
            assert refusal.value.response["Error"]["Code"] == "AccessDeniedException", (caller, called)


def test_by_its_plain_name_the_vault_does_nothing_even_for_an_operator(world: World, kaltim: Stack) -> None:
    """The request that erased a stranger's identity before: the plain name, and the word `admin`."""
    receipt = file(world)
    vault, request = kaltim.client("lambda"), AS_ADMIN | {"tracking_id": receipt.id}
    names = names_of_the_vault(kaltim)

    def ask(name: str) -> Any:
        return json.loads(vault.invoke(FunctionName=name, Payload=json.dumps(request).encode())["Payload"].read())

    assert ask(kaltim.outputs["VaultFunction"]) == {"error": "Failed"}
    assert ask(names[FOR_HTTP]) == {"error": "RoleNotAllowed"}
    assert identity_item(kaltim, receipt)
    assert ask(names[FOR_OPERATORS]) == {"event": 3}
    assert identity_item(kaltim, receipt) is None


def test_the_vault_s_own_log_names_nobody(world: World) -> None:
    fresh = World(world.stacks)
    receipt = file(fresh)
    ask(fresh, receipt).must_be(200)
    erase(fresh, receipt, receipt.secret).must_be(200)

    lines = until(lambda: log_lines(fresh, "kaltim"), lambda lines: "vault" in messages_in(lines))
    vault = [json.loads(line) for line in lines if line.startswith("{") and '"vault"' in line]
    assert {"open", "erase"} <= {line["action"] for line in vault if line.get("case") == receipt.id}
    assert not [line for line in lines if fresh.private.is_in(line)]
