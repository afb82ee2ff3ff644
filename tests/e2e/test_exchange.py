"""Who is forgotten on one side of a border is forgotten on the other, with IAM on."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chalicelib.domain.cases.tracking_id import make_tracking_id
from chalicelib.domain.exchange.signature import signed
from chalicelib.domain.timestamps import from_text
from chalicelib.storage import table_keys
from chalicelib.storage.stack_secrets import DynamoStackSecrets
from laporctl.cli import main
from laporctl.refused import RefusedLetter, refused_letters
from laporctl.remote import tables_of
from laporctl.stacks import Stack
from tests.e2e.test_attachments import attachments, invite, post
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.e2e.test_vault import NAMED, erase, identity_item
from tests.support import pictures
from tests.support.emulator import Site
from tools.dev.demo.actors import Receipt, World
from tools.dev.demo.oversight import log_lines, messages_in
from tools.dev.demo.steps import until

PHOTO = pictures.photo()


@pytest.fixture(scope="module")
def referred(world: World) -> Receipt:
    """Filed with a name in Kalimantan Utara about Kutai Timur, and worked in Kalimantan Timur."""
    receipt = world.citizen("kaltara").file(NAMED)
    wait_for(world, "kaltara", receipt, "handed_over")
    return receipt


def wait_for(world: World, slug: str, receipt: Receipt, kind: str, count: int = 1) -> list[dict[str, Any]]:
    """The events of this kind in a stack, once there are so many."""
    citizen = world.citizen(slug)

    def found() -> list[dict[str, Any]]:
        return [event for event in citizen.see(receipt)["timeline"] if event["kind"] == kind]

    return until(found, lambda events: len(events) >= count)


def wait_for_the_next_second(moments: list[str]) -> None:
    """S3 dates a file to the second: one that comes in the second of an erasure counts as sent before it, and is
    forgotten."""
    latest = max(map(from_text, moments), default=datetime.min.replace(tzinfo=UTC))
    until(lambda: datetime.now(UTC), lambda now: now.replace(microsecond=0) > latest)


def files_of(stack: Stack, receipt: Receipt) -> list[str]:
    listed = stack.client("s3").list_objects_v2(Bucket=stack.outputs["AttachmentsBucket"]).get("Contents", [])
    return [entry["Key"] for entry in listed if receipt.id in entry["Key"]]


def test_who_asks_where_the_case_is_worked_is_forgotten_at_home(
    world: World, kaltara: Stack, referred: Receipt
) -> None:
    assert identity_item(kaltara, referred)["name"]["S"] == NAMED["reporter"]["name"]
    erase(world, referred, referred.secret).must_be(200)

    (event,) = wait_for(world, "kaltara", referred, "erased")
    assert identity_item(kaltara, referred) is None
    assert event["label"]["id"] == "Data pelapor dihapus atas permintaan di LAPOR! Kalimantan Timur"
    assert (event["actor"]["role"], event["data"]["stack"]) == ("system", "KI")


def test_who_asks_at_home_takes_along_the_photos_that_were_sent_where_the_case_is_worked(
    world: World, kaltim: Stack, site: Site, referred: Receipt
) -> None:
    case = {"id": referred.id, "headers": {"Receipt-Secret": referred.secret}}
    earlier = wait_for(world, "kaltim", referred, "erased", 0)
    before = len(earlier)
    wait_for_the_next_second([event["at"] for event in earlier])
    assert post(invite(site, case, PHOTO), PHOTO).status_code == 204
    attachments(site, case)
    assert len(files_of(kaltim, referred)) == 2
    path, secret = f"/v1/complaints/{referred.id}/erasure", {"Receipt-Secret": referred.secret}
    world.citizen("kaltara").post(path, {}, **secret).must_be(200)

    last = wait_for(world, "kaltim", referred, "erased", before + 1)[-1]
    assert (last["data"]["stack"], last["data"]["photos"]) == ("KU", 1)
    assert files_of(kaltim, referred) == []
    assert world.citizen().see(referred)["attachments"] == []


def test_a_message_made_by_hand_opens_nothing_and_the_operator_finds_it(world: World, kaltim: Stack) -> None:
    """The message that was opened before: "from KU", one of our own numbers, filed in 2020."""
    number = str(make_tracking_id("KI", 987_654_322))
    forged = json.dumps({"kind": "referral", "from": "KU", "from_name": "Kalimantan Utara", "token": f"{number}/2"})
    kaltim.client("sqs").send_message(QueueUrl=kaltim.outputs["ReferralInbox"], MessageBody=forged)
    # A function of Kalimantan Timur's own may write to inboxes too, and cannot speak for Kalimantan Utara.
    own = DynamoStackSecrets(tables_of(kaltim)).for_sending("KU")
    assert own
    as_publisher = as_role_of(kaltim, "PublishFunction", "sqs")
    stolen = signed({"kind": "receipt", "from": "KU"}, own)
    as_publisher.send_message(QueueUrl=kaltim.outputs["ReferralInbox"], MessageBody=stolen)

    found: dict[str, RefusedLetter] = {}

    def both() -> bool:
        found.update({letter.envelope: letter for letter in refused_letters(kaltim)})
        return {forged, stolen} <= set(found)

    until(both, bool)
    assert (found[forged].reason, found[stolen].reason) == ("not_signed", "wrong_signature")
    assert world.citizen().look_up(number).status == 404


def test_two_admins_link_their_stacks_by_files_and_cases_cross_under_the_new_secrets(
    world: World, kaltim: Stack, kaltara: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAPOR_ENDPOINT", str(kaltim.endpoint))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    before = DynamoStackSecrets(tables_of(kaltara)).for_sending("KI")

    def run(*line: str) -> str:
        said = CliRunner().invoke(main, ["stacks", *line])
        assert said.exit_code == 0, said.output
        return said.output

    def fingerprint(said: str) -> str:
        return said.rstrip().rpartition(" ")[2]

    begun = run("offer", "kaltara", "--to", "kaltim")
    wrong = CliRunner().invoke(main, ["stacks", "accept", "kaltim", "kaltara-to-kaltim.json"], input="7F3K\n")
    assert wrong.exit_code == 1
    answered = run("accept", "kaltim", "kaltara-to-kaltim.json", "--fingerprint", fingerprint(begun))
    assert "kaltim sends nothing to kaltara before" in answered
    confirmed = run("accept", "kaltara", "kaltim-to-kaltara.json", "--fingerprint", fingerprint(answered))
    assert "kaltara sends cases to kaltim." in confirmed
    done = run("accept", "kaltim", "kaltara-to-kaltim.json", "--fingerprint", fingerprint(confirmed))
    assert "kaltim sends cases to kaltara." in done
    assert "written" not in done

    assert DynamoStackSecrets(tables_of(kaltara)).for_sending("KI") != before
    receipt = world.citizen("kaltara").file(NAMED)
    wait_for(world, "kaltara", receipt, "handed_over")


def test_only_who_sends_messages_and_who_takes_them_reads_what_signs_them(kaltim: Stack) -> None:
    table = kaltim.outputs["SecretsTable"]
    key = {"pk": {"S": table_keys.stack("KU")}, "sk": {"S": table_keys.SENDS}}
    for function in ("PublishFunction", "ReferralFunction"):
        assert as_role_of(kaltim, function).get_item(TableName=table, Key=key)["Item"]["current"]["S"]
        for partition in (table_keys.webhook_secrets("TEST"), table_keys.early_webhook_secret("TEST")):
            webhook = {"pk": {"S": partition}, "sk": {"S": table_keys.META}}
            assert_refused(as_role_of(kaltim, function).get_item, TableName=table, Key=webhook)
    for function in ("HttpFunction", "DeliverFunction", "SweepFunction", "CleanFunction", "VaultFunction"):
        role = as_role_of(kaltim, function)
        assert_refused(role.get_item, TableName=table, Key=key)
        assert_refused(role.put_item, TableName=table, Item=key)


def test_no_name_and_no_word_of_it_is_in_a_log(world: World, referred: Receipt) -> None:
    lines = [line for slug in ("kaltim", "kaltara") for line in log_lines(world, slug)]
    assert {"received", "vault"} <= set(messages_in(lines))
    assert not [line for line in lines if world.private.is_in(line)]
