"""A backup into another stack: nothing is lost, and what was erased since stays erased."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import commands, erasure_record
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REDACTED, REPORTER
from chalicelib.services.attachments.uploads import Offer
from chalicelib.services.cases.filing import Filed
from chalicelib.services.ports.case_store import CaseHistory
from chalicelib.storage import channel_keys
from laporctl.backup import ledger, sealing
from laporctl.backup.contents import CASES, PEOPLE, TABLES, BackupError, read_manifest, rows_in
from laporctl.backup.put_back import PutBack, Restore
from laporctl.backup.replay import NOTE, Replay
from laporctl.backup.take import Taken
from laporctl.case_audit import find_alterations
from tests.support import pictures
from tests.support.audited import NAMED, SampleStack
from tests.support.restored import BUCKETS, MotoStack, audit, make_buckets, new_stack, services_here
from tests.support.stored import REGION
from tests.support.tables import create_tables
from tests.support.world import ROAD, World

NAME = "Zubaidah Rekaan"
SECOND = pictures.webp()


class Lost:
    """A stack of which a backup was taken, and in which things were erased since; and a new one."""

    def __init__(self, folder: Path) -> None:
        self.sample = SampleStack()
        self.world: World = self.sample.world
        self.stack = self._deployed()
        self.key = folder / "key"
        self.public = sealing.make_key(self.key)
        self.folder = folder / "backup"
        self.pictured = self._pictured()
        self.named = self.world.file_and_route(replace(ROAD, text=f"Ibu {NAME} jatuh di jalan berlubang di pasar."))
        self.worded, self.kept = (self.world.file_and_route(NAMED) for _ in range(2))
        self.manifest = Taken(self.stack, self.folder, self.public, lambda: self.world.now).take()
        self.world.later(hours=1)
        self._erase()
        self.new = new_stack("kaltim", "new")

    def _deployed(self) -> MotoStack:
        outputs = {"ComplaintsTable": "complaints-kaltim", "IdentitiesTable": "identities-kaltim"}
        outputs |= {"SecretsTable": "secrets-kaltim", "AccessTable": "access-kaltim"}
        buckets = (self.sample.stored.bucket, self.sample.stored.data_bucket, "ledger-kaltim")
        stack = MotoStack("kaltim", REGION, outputs | dict(zip(BUCKETS, buckets, strict=True)))
        create_tables(stack.client("dynamodb"), {"AccessTable": "access-kaltim"})
        make_buckets(stack, ("LedgerBucket",))
        access = {"pk": {"S": "ACCESS#KI"}, "sk": {"S": "1"}, "role": {"S": "officer"}}
        stack.client("dynamodb").put_item(TableName="access-kaltim", Item=access)
        # The phone of a sender is of no case.
        sender = {"pk": {"S": channel_keys.sender("a hash")}, "sk": {"S": "META"}, "phone": {"S": "+62812555000000"}}
        stack.client("dynamodb").put_item(TableName="identities-kaltim", Item=sender)
        # What must not outlive its day.
        salt = {"pk": {"S": "SALT#2026-11-23"}, "sk": {"S": "META"}, "secret": {"B": b"salt"}}
        stack.client("dynamodb").put_item(TableName="complaints-kaltim", Item=salt)
        return stack

    def _pictured(self) -> Filed:
        world, filed = self.world, self.world.file_and_route(NAMED)
        for data, kind in ((pictures.photo(), "image/jpeg"), (SECOND, "image/webp")):
            offer = Offer(kind, len(data))
            made = world.services.uploads.invite_from_reporter(filed.case.id, filed.receipt.secret, offer, world.now)
            world.services.sanitizer.clean(world.files.send(made.upload, data), world.now)
        return filed

    def _erase(self) -> None:
        """Somebody is forgotten, a photo removed, words redacted, others covered, a note taken out."""
        world, coordinator = self.world, self.world.coordinator("64.08-diskominfo")
        late = self.sample.late
        world.services.vault_service.erase(late.case.id, REPORTER, late.receipt.secret, world.now)
        photo = attachments.attachments_of(self.history(self.pictured).events)[0]
        self.removed = photo.id
        world.do(self.pictured, Command.REDACT, by=coordinator, part="attachment", seq=str(photo.seq))
        cover = commands.Cover(NAME, "name")
        case = world.case(self.named)
        world.services.casework.perform(cover, case.id, case.version, coordinator, world.now)
        world.do(self.worded, Command.REDACT, by=coordinator, part="text")
        for filed in (late, self.pictured, self.named, self.worded):
            self._publish(filed)

    def _publish(self, filed: Filed) -> None:
        records = [
            erasure_record.record_of(filed.case.id, event)
            for event in self.history(filed).events
            if event.kind in erasure_record.RECORDED
        ]
        ledger.add(self.stack.client("s3"), "ledger-kaltim", ledger.ledger_of(records))

    def history(self, filed: Filed) -> CaseHistory:
        return self.world.cases.load_history(filed.case.id)

    def restored(self, filed: Filed) -> CaseHistory:
        return services_here(self.new, lambda: self.world.now).adapters.cases.load_history(filed.case.id)

    def restore(self, *, resume: bool = False) -> PutBack:
        entries = ledger.in_bucket(self.stack.client("s3"), self.manifest.ledger_bucket)
        replay = Replay(services_here(self.new, lambda: self.world.now))
        private = sealing.read_private(self.key)
        restore = Restore(self.new, self.folder, private, entries, replay, lambda: self.world.now, resume=resume)
        return restore.run()

    def rows(self, table: str) -> dict[tuple[str, str], Any]:
        items = self.new.client("dynamodb").scan(TableName=self.new.outputs[table])["Items"]
        return {(item["pk"]["S"], item["sk"]["S"]): item for item in items}

    def files(self) -> set[str]:
        listed = self.new.client("s3").list_objects_v2(Bucket=self.new.outputs["AttachmentsBucket"])
        return {entry["Key"] for entry in listed.get("Contents", ())}


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lost]:
    with mock_aws():
        lost = Lost(tmp_path_factory.mktemp("lost"))
        lost.done = lost.restore()  # type: ignore[attr-defined]
        yield lost


def test_every_row_and_every_file_of_the_backup_is_there_again_as_it_was(lost: Lost) -> None:
    private = sealing.read_private(lost.key)
    touched = {lost.sample.late.case.id, lost.pictured.case.id, lost.named.case.id, lost.worded.case.id}
    compared = 0
    for table in TABLES:
        rows = lost.rows(table)
        for item in rows_in(lost.folder, table, private):
            pk, sk = item["pk"]["S"], item["sk"]["S"]
            if not any(each in pk + sk for each in touched) and "expires_at" not in item:
                assert rows[pk, sk] == item
                compared += 1
    assert compared > 30
    assert (channel_keys.sender("a hash"), "META") in lost.rows(PEOPLE)
    photos = attachments.attachments_of(lost.history(lost.pictured).events)
    assert len(photos) == 1
    assert {attachments.clean_key(lost.pictured.case.id, each.id, each.picture) for each in photos} <= lost.files()


def test_an_audit_of_the_restored_stack_finds_nothing(lost: Lost) -> None:
    assert [found.line for found in audit(lost.new, lambda: lost.world.now)] == []


def test_who_was_forgotten_since_is_forgotten(lost: Lost) -> None:
    late = lost.sample.late
    history = lost.restored(late)
    assert (history.content.text, history.case.filing.title) == (REDACTED, REDACTED)
    assert not [pk for pk, _ in lost.rows(PEOPLE) if late.case.id in pk]
    assert not [key for key in lost.files() if late.case.id in key]
    assert history.events[-1].kind == "erased"
    assert find_alterations(history) == []


def test_who_was_not_forgotten_is_known_to_the_vault(lost: Lost) -> None:
    people = [item for (pk, _), item in lost.rows(PEOPLE).items() if lost.kept.case.id in pk]
    assert [item["name"]["S"] for item in people] == ["Pelapor Contoh"]


def test_a_photo_that_was_removed_since_is_gone_and_the_other_is_there(lost: Lost) -> None:
    history = lost.restored(lost.pictured)
    kept = [each.id for each in attachments.attachments_of(history.events)]
    assert (len(kept), lost.removed in kept) == (1, False)
    assert not [key for key in lost.files() if lost.removed in key]
    assert (history.events[-1].kind, history.events[-1].note) == ("redacted", NOTE)


def test_words_that_were_redacted_or_covered_since_are(lost: Lost) -> None:
    assert lost.restored(lost.worded).content.text == REDACTED
    assert lost.restored(lost.named).case.covers == lost.history(lost.named).case.covers != ()


def test_the_new_stack_has_the_ledger_of_the_one_that_was_lost(lost: Lost) -> None:
    old, new = (ledger.in_bucket(each.client("s3"), each.outputs["LedgerBucket"]) for each in (lost.stack, lost.new))
    assert new == old
    assert {each.kind for each in new.values()} == {"erased", "redacted", "covered"}


def test_no_word_or_name_lies_open_in_the_backup_and_no_salt_of_a_day_is_in_it(lost: Lost) -> None:
    content = b"".join(file.read_bytes() for file in lost.folder.iterdir())
    assert b"Pelapor" not in content
    assert NAME.encode() not in content
    private = sealing.read_private(lost.key)
    assert not [item for item in rows_in(lost.folder, CASES, private) if item["pk"]["S"].startswith("SALT#")]


def test_a_stack_with_cases_takes_a_backup_only_to_go_on(lost: Lost) -> None:
    with pytest.raises(BackupError, match="--resume"):
        lost.restore()
    before = {table: lost.rows(table) for table in TABLES}
    done = lost.restore(resume=True)
    assert not done.replayed, "erased once"
    assert {table: lost.rows(table) for table in TABLES} == before


def test_a_backup_is_not_written_over_and_says_when_it_was_altered(lost: Lost, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="holds a backup already"):
        Taken(lost.stack, lost.folder, lost.public, lambda: lost.world.now).take()
    with pytest.raises(BackupError, match="holds no backup"):
        read_manifest(tmp_path)
    manifest = read_manifest(lost.folder)
    assert manifest.began == lost.manifest.began
    for name in ("manifest.json", *manifest.hashes):
        (tmp_path / name).write_bytes((lost.folder / name).read_bytes())
    (tmp_path / "IdentitiesTable.sealed").write_bytes(b"other")
    with pytest.raises(BackupError, match=r"IdentitiesTable\.sealed is missing, or not the file"):
        read_manifest(tmp_path)


def test_a_ledger_can_be_kept_elsewhere_and_what_is_none_is_refused(lost: Lost, tmp_path: Path) -> None:
    taken = Taken(lost.stack, tmp_path, lost.public, lambda: lost.world.now)
    entries = taken.take_ledger()
    assert ledger.in_file(tmp_path) == entries == ledger.in_file(tmp_path / "ledger.jsonl")
    assert NAME not in (tmp_path / "ledger.jsonl").read_text()
    (tmp_path / "other").write_text(json.dumps({"at": lost.world.now.astimezone(UTC).isoformat()}))
    with pytest.raises(BackupError, match="not a ledger"):
        ledger.in_file(tmp_path / "other")
    with pytest.raises(BackupError, match="NoSuchBucket"):
        ledger.in_bucket(lost.stack.client("s3"), "gone")
