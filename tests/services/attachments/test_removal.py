"""The removal of photos: by a coordinator, or by a reporter's erasure request."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import fold, hash_chain, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER, Actor, Case, Event, Role, Status
from chalicelib.domain.cases.repetition import CommandId
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.domain.errors import NotYourCase, RoleNotAllowed, StaleVersion, UnknownAttachment
from chalicelib.gateways.vault import VaultFailed
from chalicelib.services.attachments.sanitizer import Outcome
from chalicelib.services.attachments.uploads import Offer
from chalicelib.services.cases.filing import Filed
from chalicelib.services.ports.file_store import FileStore
from chalicelib.services.ports.vault import AttachmentRemoval
from tests.support import pictures
from tests.support.memory import MemoryCaseStore, MemoryFileStore
from tests.support.world import MONDAY, ROAD, World

PUPR = "64.08-pupr"
PHOTO = pictures.photo()
OTHER_PHOTO = pictures.photo(orientation=6)
WHY = "Wajah orang lain terlihat."


@pytest.fixture
def world() -> World:
    return World()


def send(world: World, filed: Filed, data: bytes = PHOTO, *, office: bool = False) -> str:
    """Invite and send as the reporter or as the office that holds the case; answers the key."""
    offer, service = Offer("image/jpeg", len(data)), world.services.uploads
    if office:
        made = service.invite_from_office(filed.case.id, world.officer(PUPR), offer, world.now)
    else:
        made = service.invite_from_reporter(filed.case.id, filed.receipt.secret, offer, world.now)
    return world.files.send(made.upload, data)


def attach(world: World, filed: Filed, data: bytes = PHOTO, *, office: bool = False) -> attachments.Attachment:
    assert world.services.sanitizer.clean(send(world, filed, data, office=office), world.now).ending is Outcome.ATTACHED
    return shown(world, filed)[-1]


def shown(world: World, filed: Filed) -> tuple[attachments.Attachment, ...]:
    return attachments.attachments_of(world.cases.load_history(filed.case.id).events)


def files_of(world: World, *found: attachments.Attachment) -> set[str]:
    return {key for key in world.files.kept if attachments.attachment_in(key) in {each.id for each in found}}


def remove(world: World, filed: Filed, photo: attachments.Attachment, **more: str | int | CommandId | None) -> None:
    order = {"by": world.coordinator("64.08-diskominfo"), "note": WHY, "seq": str(photo.seq)} | more
    world.do(filed, Command.REDACT, part="attachment", **order)  # type: ignore[arg-type]


def erase(world: World, filed: Filed) -> int:
    return world.services.vault_service.erase(filed.case.id, REPORTER, filed.receipt.secret, world.now)


def kinds(world: World, filed: Filed) -> list[str]:
    return [event.kind for event in world.cases.load_history(filed.case.id).events]


def assert_whole(world: World, filed: Filed) -> None:
    history = world.cases.load_history(filed.case.id)
    assert hash_chain.first_broken(filed.case.id, history.events) is None
    assert fold.fold(history.case.filing, history.events) == history.case


def test_a_coordinator_removes_one_photo_with_its_preview_and_says_why(world: World) -> None:
    filed = world.file_and_route()
    first, second = attach(world, filed), attach(world, filed, OTHER_PHOTO)
    assert len(files_of(world, first)) == 2

    remove(world, filed, first)

    assert shown(world, filed) == (second,)
    assert files_of(world, first) == set()
    assert len(files_of(world, second)) == 2
    event = world.cases.load_history(filed.case.id).events[-1]
    assert (event.kind, event.note, event.actor.role) == ("redacted", WHY, Role.COORDINATOR)
    assert event.data == {"part": "attachment", "seq": first.seq, "attachment": first.id}
    assert_whole(world, filed)


def test_a_removed_photo_never_gets_an_address_again(world: World) -> None:
    filed = world.file_and_route()
    photo = attach(world, filed)
    remove(world, filed, photo)
    history = world.cases.load_history(filed.case.id)
    for preview in (False, True):
        with pytest.raises(UnknownAttachment):
            world.services.uploads.address(history, photo.id, preview=preview, public=False)


def test_a_photo_of_a_closed_case_can_be_removed_and_no_other_attached(world: World) -> None:
    filed = world.file_and_route()
    photo = attach(world, filed)
    for command in (Command.ACCEPT, Command.RESPOND):
        world.do(filed, command)
    world.services.reporter.perform(reporter_commands.Reply("", True), filed.case.id, filed.receipt.secret, world.now)
    remove(world, filed, photo)
    assert files_of(world, photo) == set()
    assert world.case(filed).status is Status.CLOSED


@pytest.mark.parametrize("who", ["officer", "another area", "overseer"])
def test_nobody_else_removes_a_photo(world: World, who: str) -> None:
    filed = world.file_and_route()
    photo = attach(world, filed)
    by, error = {
        "officer": (world.officer(PUPR), RoleNotAllowed),
        "another area": (Actor(Role.COORDINATOR, "64.72-diskominfo", "Diskominfo", "KEY"), NotYourCase),
        "overseer": (Actor(Role.OVERSEER, "64-inspektorat", "Inspektorat", "KEY"), RoleNotAllowed),
    }[who]
    with pytest.raises(error):
        remove(world, filed, photo, by=by)  # type: ignore[arg-type]
    # The vault believes nobody's word for it either.
    removal = AttachmentRemoval(filed.case.id, world.case(filed).version, photo.seq, by, WHY)
    with pytest.raises(error):
        world.services.vault_service.remove(removal, world.now)
    assert len(files_of(world, photo)) == 2
    assert shown(world, filed) == (photo,)


def test_removing_what_is_no_photo_or_a_removed_one_is_an_error(world: World) -> None:
    filed = world.file_and_route()
    photo = attach(world, filed)
    with pytest.raises(UnknownAttachment):
        remove(world, filed, photo, seq="1")
    remove(world, filed, photo)
    with pytest.raises(UnknownAttachment):
        remove(world, filed, photo)
    assert kinds(world, filed).count("redacted") == 1


def test_a_stale_removal_deletes_nothing_and_a_repeated_one_succeeds(world: World) -> None:
    filed = world.file_and_route()
    photo = attach(world, filed)
    seen = world.case(filed).version
    world.do(filed, Command.ACCEPT)
    with pytest.raises(StaleVersion):
        remove(world, filed, photo, version=seen)
    assert len(files_of(world, photo)) == 2
    seen = world.case(filed).version
    for _ in range(2):
        remove(world, filed, photo, version=seen, command_id=CommandId("once", "digest", "once"))
    assert kinds(world, filed).count("redacted") == 1


class Dying(MemoryFileStore):
    """Deletes one file and dies at the second."""

    def forget(self, key: str) -> None:
        if len(self.kept) % 2:
            raise OSError("the function died")
        super().forget(key)


@dataclass
class Rivalled(MemoryCaseStore):
    """Somebody else acts before each of the next `rivals` writes."""

    rivals: int = field(default=0)

    def append(self, after: Case, event: Event, schedule: Schedule, *rest: Any) -> None:
        if self.rivals:
            self.rivals -= 1
            raise StaleVersion(after.version - 1)
        super().append(after, event, schedule, *rest)


def vault_over(world: World, files: FileStore, rivals: int = 0) -> None:
    """Gives the world's vault another file store, or rivals."""
    service = world.services.vault_service
    store = Rivalled(world.cases.kept, world.cases.identities, rivals=rivals)
    event_writer = replace(service.event_writer, cases=store)
    world.services.vault_service = replace(service, cases=store, event_writer=event_writer, files=files)


def test_the_next_removal_finishes_one_that_died_between_picture_and_preview(world: World) -> None:
    filed = world.file_and_route()
    photo = attach(world, filed)
    vault_over(world, Dying(world.files.kept))
    with pytest.raises(VaultFailed):
        remove(world, filed, photo)
    assert len(files_of(world, photo)) == 1
    assert "redacted" not in kinds(world, filed), "a timeline that says so must be true"

    vault_over(world, world.files)
    remove(world, filed, photo)
    assert files_of(world, photo) == set()
    assert shown(world, filed) == ()
    assert_whole(world, filed)


def test_the_next_removal_finishes_one_that_died_before_its_event(world: World) -> None:
    filed = world.file_and_route()
    photo = attach(world, filed)
    vault_over(world, world.files, rivals=5)
    with pytest.raises(StaleVersion):
        remove(world, filed, photo)
    assert (files_of(world, photo), "redacted" in kinds(world, filed)) == (set(), False)
    remove(world, filed, photo)
    assert shown(world, filed) == ()


def test_once_the_picture_is_gone_its_event_is_written_whatever_happened_meanwhile(world: World) -> None:
    filed = world.file_and_route()
    photo = attach(world, filed)
    vault_over(world, world.files, rivals=4)
    remove(world, filed, photo)
    assert kinds(world, filed)[-1] == "redacted"


def test_an_erasure_removes_the_reporters_photos_and_keeps_those_of_the_office(world: World) -> None:
    filed = world.file_and_route()
    own, offices = attach(world, filed), attach(world, filed, OTHER_PHOTO, office=True)
    world.files.kept[attachments.refused_key(filed.case.id, "0" * 26)] = b"as it left the phone"
    world.files.kept[attachments.clean_key(filed.case.id, "1" * 26, "ab" * 32)] = b"left behind by a run that died"
    another = world.file_and_route(replace(ROAD, text="Laporan lain tentang jalan lain."))
    untouched = attach(world, another)

    seq = erase(world, filed)

    assert shown(world, filed) == (offices,)
    assert {key for key in world.files.kept if filed.case.id in key} == files_of(world, offices)
    assert len(files_of(world, untouched)) == 2
    event = world.cases.load_history(filed.case.id).events[-1]
    assert (event.seq, event.kind, event.data) == (seq, "erased", {"photos": 1, "removed": "title text"})
    assert own.id not in str(event)
    assert_whole(world, filed)


def test_the_next_erasure_finishes_one_that_died_among_the_photos(world: World) -> None:
    filed = world.file_and_route()
    attach(world, filed)
    vault_over(world, Dying(world.files.kept))
    with pytest.raises(OSError, match="died"):
        erase(world, filed)
    assert "erased" not in kinds(world, filed)
    vault_over(world, world.files)
    assert erase(world, filed) == erase(world, filed)
    assert shown(world, filed) == ()
    assert world.files.kept == {}


def test_photos_sent_after_an_erasure_are_shown_and_go_with_the_next(world: World) -> None:
    filed = world.file_and_route()
    attach(world, filed)
    first = erase(world, filed)
    world.later(minutes=1)
    key = send(world, filed, OTHER_PHOTO)
    world.files.sent[key] = world.now
    assert world.services.sanitizer.clean(key, world.now).ending is Outcome.ATTACHED
    assert len(shown(world, filed)) == 1
    assert erase(world, filed) > first
    assert world.files.kept == {}
    assert_whole(world, filed)


def test_a_photo_that_is_being_cleaned_when_its_sender_requests_erasure_never_appears(world: World) -> None:
    filed = world.file_and_route()
    own, offices = send(world, filed), send(world, filed, OTHER_PHOTO, office=True)
    erase(world, filed)
    assert world.services.sanitizer.clean(own, world.now).ending is Outcome.FORGOTTEN
    assert world.services.sanitizer.clean(offices, world.now).ending is Outcome.ATTACHED
    assert [each.agency for each in shown(world, filed)] == [PUPR]
    assert own not in world.files.kept


def test_an_old_erasure_of_the_identity_alone_keeps_the_photos() -> None:
    """It did not delete them: the next erasure does."""
    added = {"attachment": "0" * 26, "sha256": "ab" * 32, "by": "reporter"}
    attached = Event(1, "attached", MONDAY, Actor(Role.SYSTEM), "", added, b"", b"")
    erased = Event(2, "erased", MONDAY, REPORTER, "", {}, b"", b"")
    assert len(attachments.attachments_of([attached, erased])) == 1
    assert attachments.attachments_of([attached, replace(erased, data={"photos": 1})]) == ()


class Meanwhile(MemoryFileStore):
    """Runs an action after a picture was cleaned and before its event is written."""

    def __init__(self, files: MemoryFileStore, act: object) -> None:
        super().__init__(files.kept, files.labels, files.invited, files.reasons, files.sent)
        self.act = act

    def keep(self, key: str, jpeg: bytes, labels: Mapping[str, str] | None = None) -> None:
        if callable(self.act):
            act, self.act = self.act, None
            act()
        super().keep(key, jpeg, labels)


def clean_while(world: World, key: str, act: object) -> Outcome:
    return replace(world.services.sanitizer, files=Meanwhile(world.files, act)).clean(key, world.now).ending


def test_nothing_is_left_of_a_photo_whose_sender_is_forgotten_while_it_is_cleaned(world: World) -> None:
    filed = world.file_and_route()
    key = send(world, filed)
    assert clean_while(world, key, lambda: erase(world, filed)) is Outcome.FORGOTTEN
    assert world.files.kept == {}


def test_nothing_is_left_of_a_photo_that_is_removed_while_a_second_run_cleans_it_again(world: World) -> None:
    filed = world.file_and_route()
    key = send(world, filed)

    def attach_and_remove() -> None:
        world.services.sanitizer.clean(key, world.now)
        remove(world, filed, shown(world, filed)[0])

    assert clean_while(world, key, attach_and_remove) is Outcome.REPEATED
    assert shown(world, filed) == ()
    assert world.files.kept == {}


def test_a_second_run_does_not_take_back_what_the_first_one_attached(world: World) -> None:
    filed = world.file_and_route()
    key = send(world, filed)
    assert clean_while(world, key, lambda: world.services.sanitizer.clean(key, world.now)) is Outcome.REPEATED
    (photo,) = shown(world, filed)
    assert len(files_of(world, photo)) == 2


def test_nothing_is_left_of_a_photo_whose_case_filled_up_while_it_was_cleaned(world: World) -> None:
    filed = world.file_and_route()
    for _ in range(attachments.PER_CASE - 1):
        attach(world, filed)
    key = send(world, filed)
    assert clean_while(world, key, lambda: attach(world, filed, OTHER_PHOTO)) is Outcome.REFUSED
    assert len([name for name in world.files.kept if name.startswith("clean/")]) == 2 * attachments.PER_CASE


def test_a_removed_photo_leaves_room_for_another(world: World) -> None:
    filed = world.file_and_route()
    photos = [attach(world, filed) for _ in range(attachments.PER_CASE)]
    remove(world, filed, photos[0])
    attach(world, filed, OTHER_PHOTO)
    assert len(shown(world, filed)) == attachments.PER_CASE
