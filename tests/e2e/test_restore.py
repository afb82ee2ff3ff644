"""The drill: a stack with cases, people and photos is backed up, somebody is forgotten, the stack is lost with its
tables and buckets, and a new one takes its place. Lost: nothing. Forgotten: still."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from laporctl.backup import sealing
from laporctl.commands import backup as backing_up
from laporctl.commands import restore as restoring
from laporctl.deployment import stack_update
from laporctl.deployment.place import Place
from laporctl.stacks import Stack
from tests.e2e.test_attachments import attachments, fetch, invite, post
from tests.e2e.test_exchange import wait_for
from tests.e2e.test_vault import NAMED, erase, identity_item
from tests.support import pictures
from tests.support.emulator import Site
from tests.support.shared import Shared
from tests.support.whole import assert_whole
from tools.dev import emulator, local
from tools.dev.demo.actors import Receipt, World
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo.steps import until
from tools.dev.package import Package

PHOTO = pictures.photo()
COORDINATOR = "64-diskominfo"
SECONDS = 900


@dataclass
class Drill:
    """What the citizens of the lost stack hold, and where the backup is."""

    world: World
    folder: Path
    key: Path
    kept: list[Receipt]
    forgotten: Receipt
    redacted: Receipt
    after: Receipt
    said: str


def file(world: World, with_photo: bool = False) -> Receipt:
    citizen = world.citizen()
    receipt = citizen.file(NAMED)
    citizen.wait_for_routing(receipt)
    if with_photo:
        site, case = Site(world.stacks["kaltim"]), as_case(receipt)
        assert post(invite(site, case, PHOTO), PHOTO).status_code == 204
        attachments(site, case)
    return receipt


def as_case(receipt: Receipt) -> dict[str, Any]:
    return {"id": receipt.id, "headers": {"Receipt-Secret": receipt.secret}}


def lose(stack: Stack) -> None:
    """Delete the stack with its tables and buckets; the ledger lies apart."""
    s3, dynamodb = stack.client("s3"), stack.client("dynamodb")
    for name in ("SiteBucket", "DataBucket", "AttachmentsBucket"):
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=stack.outputs[name]):
            for entry in page.get("Contents", ()):
                s3.delete_object(Bucket=stack.outputs[name], Key=entry["Key"])
    stack_update.remove(Place(stack.slug, stack.region, stack.endpoint), lambda line: None)
    for name in ("ComplaintsTable", "IdentitiesTable", "SecretsTable", "AccessTable"):
        dynamodb.delete_table(TableName=stack.outputs[name])
    s3.delete_bucket(Bucket=stack.outputs["AttachmentsBucket"])


def operate(patch: pytest.MonkeyPatch, stacks: dict[str, Stack]) -> None:
    """Have the commands find these stacks."""
    for command in (backing_up, restoring):
        patch.setattr(command, "find_stack", lambda slug: stacks[slug])
    patch.setattr(restoring, "configured", lambda: list(stacks))
    patch.setattr(restoring, "reachable", lambda slugs: ([stacks[slug] for slug in slugs], {}))


@pytest.fixture(scope="module")
def drill(
    package: Package, built_site: Path, shared: Shared, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Drill]:
    folder = tmp_path_factory.mktemp("drill")
    running = emulator.start(emulator.free_port(), folder / "aws")
    shared.watch(running.process.pid, folder / "aws" / "tmp")
    try:
        with pytest.MonkeyPatch.context() as patch:
            yield play(package, running.endpoint, folder, patch)
    finally:
        running.discard()


def play(package: Package, endpoint: str, folder: Path, patch: pytest.MonkeyPatch) -> Drill:
    before = local.bring_up(("kaltim", "kaltara"), package, endpoint, local.SavedState())
    stacks = {stack.slug: stack for stack in before}
    operate(patch, stacks)
    world = World(stacks)
    kept = [file(world, with_photo=True), file(world), file(world)]
    forgotten, redacted = file(world, with_photo=True), file(world)
    world.office(ROAD_OFFICE).act(kept[1].id, "accept")

    key, into = folder / "key", folder / "backup"
    public = sealing.make_key(key)
    taken = CliRunner().invoke(backing_up.backup, ["kaltim", str(into), "--for", public])
    assert taken.exit_code == 0, taken.output

    erase(world, forgotten, forgotten.secret).must_be(200)
    coordinator = world.office(COORDINATOR, "coordinator")
    coordinator.act(redacted.id, "redaction", part="text", note="Memuat nama orang lain.")
    after = file(world)
    old = stacks["kaltim"]
    until(lambda: entries(old), lambda found: {forgotten.id, redacted.id} <= found)

    lose(old)
    again = local.bring_up(("kaltim", "kaltara"), package, endpoint, local.SavedState())
    stacks |= {stack.slug: replace(stack, keys=old.keys if stack.slug == "kaltim" else stack.keys) for stack in again}
    restored = CliRunner().invoke(restoring.restore, ["kaltim", str(into), "--key", str(key)])
    assert restored.exit_code == 0, restored.output
    return Drill(world, into, key, kept, forgotten, redacted, after, restored.output)


def entries(stack: Stack) -> set[str]:
    """The cases of which the ledger has an entry."""
    listed = stack.client("s3").list_objects_v2(Bucket=stack.outputs["LedgerBucket"]).get("Contents", [])
    return {entry["Key"].split("/")[1] for entry in listed}


@pytest.mark.timeout(SECONDS)
def test_nothing_that_was_backed_up_is_lost(drill: Drill) -> None:
    world, stack = drill.world, drill.world.stacks["kaltim"]
    lost = [each.id for each in drill.kept if world.citizen().look_up(each.id, each.secret).status != 200]
    assert lost == []
    assert all(identity_item(stack, each)["name"]["S"] == NAMED["reporter"]["name"] for each in drill.kept)
    site, pictured = Site(stack), drill.kept[0]
    (photo,) = attachments(site, as_case(pictured))
    assert fetch(site.get(photo["url"], headers={"Receipt-Secret": pictured.secret}).headers["Location"]).content
    assert world.citizen().see(drill.kept[1])["status"] == "accepted"


@pytest.mark.timeout(SECONDS)
def test_who_was_forgotten_after_the_backup_stays_forgotten(drill: Drill) -> None:
    world, stack = drill.world, drill.world.stacks["kaltim"]
    view = world.citizen().see(drill.forgotten)
    assert (view["text"], view["attachments"]) == ("[…]", [])
    assert view["timeline"][-1]["kind"] == "erased"
    assert identity_item(stack, drill.forgotten) is None
    listed = stack.client("s3").list_objects_v2(Bucket=stack.outputs["AttachmentsBucket"]).get("Contents", [])
    assert not [entry["Key"] for entry in listed if drill.forgotten.id in entry["Key"]]
    assert world.citizen().see(drill.redacted)["text"] == "[…]"
    assert "done again: erased=1 redacted=1\n" in drill.said


@pytest.mark.timeout(SECONDS)
def test_what_came_after_the_backup_is_lost_and_that_is_what_the_backup_promises(drill: Drill) -> None:
    assert drill.world.citizen().look_up(drill.after.id).status == 404


@pytest.mark.timeout(SECONDS)
def test_the_audit_is_clean_offices_go_on_with_their_keys_and_stacks_are_linked(drill: Drill) -> None:
    assert " wrong=0 " in drill.said
    assert "linked with kaltara" in drill.said
    world = drill.world
    # The key that the lost stack had issued.
    world.office(ROAD_OFFICE).act(drill.kept[2].id, "accept")
    referred = world.citizen("kaltara").file(ROAD)
    wait_for(world, "kaltara", referred, "handed_over")
    assert_whole(world.stacks["kaltim"])


@pytest.mark.timeout(SECONDS)
def test_the_backup_says_nothing_of_anybody(drill: Drill) -> None:
    content = b"".join(each.read_bytes() for each in drill.folder.iterdir())
    said = [*NAMED["reporter"].values(), NAMED["text"], drill.kept[0].secret]
    assert [each for each in said if each.encode() in content] == []
    assert json.loads((drill.folder / "manifest.json").read_text())["rows"]["IdentitiesTable"] == 5
