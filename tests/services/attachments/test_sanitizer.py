"""The sanitizer turns an uploaded file into a clean attachment of the case, once."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

import pytest

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import hash_chain
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER, Actor, Status
from chalicelib.domain.errors import StaleVersion
from chalicelib.services.attachments.sanitizer import Outcome, Sanitized
from chalicelib.services.attachments.uploads import Offer
from chalicelib.services.cases.filing import Filed
from chalicelib.services.ports.image_sanitizer import SanitizedImage
from tests.support import pictures
from tests.support.world import World

PUPR = "64.08-pupr"
PHOTO = pictures.photo()


def send(world: World, filed: Filed, data: bytes = PHOTO, *, private: bool = False) -> str:
    """Invite as the reporter and send; answers the key."""
    offer = Offer("image/jpeg", len(data), private)
    made = world.services.uploads.invite_from_reporter(filed.case.id, filed.receipt.secret, offer, world.now)
    return world.files.send(made.upload, data)


def clean(world: World, key: str) -> Sanitized:
    return world.services.sanitizer.clean(key, world.now)


def attached(world: World, filed: Filed) -> tuple[attachments.Attachment, ...]:
    return attachments.attachments_of(world.cases.load_history(filed.case.id).events)


def test_a_photo_becomes_an_event_with_a_salted_commitment_to_the_clean_picture() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)

    outcome = clean(world, key)

    (found,) = attached(world, filed)
    assert outcome == Sanitized(Outcome.ATTACHED, filed.case.id, found.id)
    assert key not in world.files.kept
    shown = attachments.clean_key(filed.case.id, found.id, found.picture)
    picture, salt = world.files.kept[shown], bytes.fromhex(world.files.labels[shown][attachments.SALT])
    assert attachments.commit_picture(salt, picture) == found.picture
    assert (found.by, found.agency, found.private) == ("reporter", None, False)
    assert attachments.preview_key(filed.case.id, found.id, found.picture) in world.files.kept


def test_the_chain_of_events_stays_whole() -> None:
    world = World()
    filed = world.file_and_route()
    clean(world, send(world, filed))
    assert hash_chain.first_broken(filed.case.id, world.cases.load_history(filed.case.id).events) is None


def test_an_event_that_comes_twice_attaches_once() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    clean(world, key)
    assert clean(world, key).ending is Outcome.GONE
    assert len(attached(world, filed)) == 1


def test_the_next_run_finishes_one_that_died_before_deleting_the_upload() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    clean(world, key)
    world.files.kept[key] = PHOTO

    assert clean(world, key).ending is Outcome.REPEATED
    assert len(attached(world, filed)) == 1
    assert key not in world.files.kept


def test_an_invitation_used_twice_does_not_change_the_picture_of_the_event() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    clean(world, key)
    (found,) = attached(world, filed)
    shown = attachments.clean_key(filed.case.id, found.id, found.picture)
    before = world.files.kept[shown]

    world.files.kept[key] = pictures.photo(width=80)
    clean(world, key)

    assert attached(world, filed) == (found,)
    assert world.files.kept[shown] == before


def test_a_run_that_is_overtaken_keeps_the_other_runs_event(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    really = world.files.keep
    overtaken = []

    def overtake(at: str, jpeg: bytes, labels: Mapping[str, str] | None = None) -> None:
        really(at, jpeg, labels)
        if not overtaken:
            overtaken.append(True)
            assert clean(world, key).ending is Outcome.ATTACHED

    monkeypatch.setattr(world.files, "keep", overtake)
    assert clean(world, key).ending is Outcome.REPEATED
    assert len(attached(world, filed)) == 1


def test_a_case_that_moves_while_a_photo_is_cleaned_still_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    really = world.files.keep
    moved = []

    def move(at: str, jpeg: bytes, labels: Mapping[str, str] | None = None) -> None:
        really(at, jpeg, labels)
        if not moved:
            moved.append(world.do(filed, Command.ACCEPT))

    monkeypatch.setattr(world.files, "keep", move)
    assert clean(world, key).ending is Outcome.ATTACHED
    assert [event.kind for event in world.cases.load_history(filed.case.id).events][-2:] == ["accepted", "attached"]


def test_a_case_that_changes_at_every_try_leaves_the_file_for_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)

    def stale(*_: object) -> None:
        raise StaleVersion(2)

    monkeypatch.setattr(world.cases, "append", stale)
    with pytest.raises(StaleVersion):
        clean(world, key)
    monkeypatch.undo()
    assert clean(world, key).ending is Outcome.ATTACHED


def refused_for(world: World, key: str) -> str:
    outcome = clean(world, key)
    assert outcome.ending is Outcome.REFUSED
    assert key not in world.files.kept
    assert world.files.reasons == {key.replace("incoming", "refused"): outcome.reason}
    return outcome.reason


def test_a_file_that_is_no_photo_is_kept_for_the_operator_and_leaves_no_event() -> None:
    world = World()
    filed = world.file_and_route()
    assert refused_for(world, send(world, filed, b"teks")) == "wrong_type"
    assert attached(world, filed) == ()


def test_a_file_larger_than_any_may_be_is_refused_unread() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    world.files.kept[key] = PHOTO + bytes(attachments.LARGEST_BYTES)
    assert refused_for(world, key) == "too_large"


def test_more_invitations_than_files_allowed_do_not_help() -> None:
    world = World()
    filed = world.file_and_route()
    keys = [send(world, filed) for _ in range(attachments.PER_CASE + 1)]
    for key in keys[:-1]:
        assert clean(world, key).ending is Outcome.ATTACHED
    assert refused_for(world, keys[-1]) == "too_many"


def test_a_case_that_was_closed_meanwhile_takes_no_more() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    kept = world.cases.kept[filed.case.id]
    kept.case = replace(kept.case, status=Status.CLOSED)
    assert refused_for(world, key) == "case_closed"


@pytest.mark.parametrize("then", ["closed", "erased"])
def test_what_a_run_left_that_died_before_its_event_goes_when_no_later_one_may_attach_it(
    monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    world = World()
    filed = world.file_and_route()
    other, key = send(world, filed), send(world, filed)
    clean(world, other)
    folder = attachments.clean_folder(filed.case.id)
    before = world.files.under(folder)

    really = world.files.keep

    def die(at: str, jpeg: bytes, labels: Mapping[str, str] | None = None) -> None:
        monkeypatch.undo()
        world.later(minutes=1)
        if then == "closed":
            world.archive(filed, reason="not_a_report")
        else:
            world.services.vault_service.erase(filed.case.id, REPORTER, filed.receipt.secret, world.now)
        really(at, jpeg, labels)
        raise ZeroDivisionError

    monkeypatch.setattr(world.files, "keep", die)
    with pytest.raises(ZeroDivisionError):
        clean(world, key)
    left = before if then == "closed" else []
    assert len(world.files.under(folder)) == len(left) + 1
    assert clean(world, key).ending is (Outcome.REFUSED if then == "closed" else Outcome.FORGOTTEN)
    assert world.files.under(folder) == left


def test_a_file_of_a_case_that_does_not_exist_is_refused() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    del world.cases.kept[filed.case.id]
    assert refused_for(world, key) == "unknown_case"


@pytest.mark.parametrize("key", ["incoming/x", "clean/KI-N4MY-SXYG-J405-C/" + "0" * 26, "incoming/../x/" + "0" * 26])
def test_files_under_other_keys_are_ignored(key: str) -> None:
    world = World()
    world.files.kept[key] = PHOTO
    assert clean(world, key) == Sanitized(Outcome.GONE)
    assert key in world.files.kept


def test_a_private_attachment_is_marked_private() -> None:
    world = World()
    filed = world.file_and_route()
    clean(world, send(world, filed, private=True))
    assert attached(world, filed)[0].private is True


def test_an_offices_photo_names_the_office() -> None:
    world = World()
    filed = world.file_and_route()
    offer = Offer("image/jpeg", len(PHOTO))
    officer = world.officer(PUPR)
    made = world.services.uploads.invite_from_office(filed.case.id, officer, offer, world.now)
    clean(world, world.files.send(made.upload, PHOTO))
    (found,) = attached(world, filed)
    assert (found.by, found.agency) == ("officer", PUPR)


@pytest.mark.parametrize("private", [False, True])
def test_who_has_the_picture_cannot_prove_from_the_record_that_somebody_sent_it(private: bool) -> None:
    """Not by its hash, not by its size, and not by two reports with the same picture."""
    world = World()
    records = []
    for _ in range(2):
        filed = world.file_and_route()
        clean(world, send(world, filed, private=private))
        records.append(world.cases.load_history(filed.case.id).events[-1])
    (picture,) = {data for key, data in world.files.kept.items() if key.startswith("clean/") and "preview" not in key}
    told = [str(dict(event.data)) for event in records]
    assert not any(hashlib.sha256(picture).hexdigest() in each or str(len(picture)) in each for each in told)
    assert records[0].data["picture"] != records[1].data["picture"]


def test_a_run_after_one_that_died_finds_the_same_key() -> None:
    """Otherwise the picture of the first run would lie there for ever, and no event would name it."""
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    found = []
    for _ in range(2):
        world.files.kept[key] = PHOTO
        case = world.cases.kept[filed.case.id]
        before = (case.case, list(case.events))
        clean(world, key)
        case.case, case.events = before[0], before[1]
        found.append({each for each in world.files.kept if each.startswith("clean/")})
    assert found[0] == found[1]


def told(world: World, filed: Filed, actor: Actor = REPORTER) -> dict[str, str]:
    """Attachment id -> why it failed, as this actor is told."""
    history = world.cases.load_history(filed.case.id)
    return {each.id: each.reason for each in attachments.failures_of(history.failed, history.events, actor)}


def test_who_sent_a_file_that_failed_is_told_why_and_nobody_else() -> None:
    world = World()
    filed = world.file_and_route()
    failed = clean(world, send(world, filed, b"teks"))
    assert told(world, filed) == {failed.attachment_id: "wrong_type"}
    assert told(world, filed, world.officer(PUPR)) == {}

    offer = Offer("image/jpeg", 4)
    made = world.services.uploads.invite_from_office(filed.case.id, world.officer(PUPR), offer, world.now)
    by_office = clean(world, world.files.send(made.upload, b"teks"))
    assert told(world, filed, world.officer(PUPR)) == {by_office.attachment_id: "wrong_type"}
    assert set(told(world, filed)) == {failed.attachment_id}
    assert told(world, filed, world.officer("64.08-dlh")) == {}


def test_a_file_of_no_case_is_told_to_nobody() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    stray = key.replace(filed.case.id, "KI-7F3K-9Q2M-XA0B-C")
    world.files.kept[stray] = world.files.kept.pop(key)
    world.files.labels[stray] = {}
    assert clean(world, stray).reason == "unknown_case"
    assert world.cases.failed == {}


def test_who_sent_what_kills_the_cleaning_is_told_from_the_second_round_on_until_it_is_shown() -> None:
    class Dies:
        def clean(self, data: bytes) -> SanitizedImage:
            raise MemoryError

    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    world.files.sent[key] = world.now
    whole = world.services.sanitizer
    with pytest.raises(MemoryError):
        replace(whole, pictures=Dies()).clean(key, world.now)
    assert told(world, filed) == {}, "the first time is tried again within minutes"

    later = world.now + attachments.FIRST_REPEATED_AFTER
    with pytest.raises(MemoryError):
        replace(whole, pictures=Dies()).clean(key, later)
    assert list(told(world, filed).values()) == [attachments.NOT_CLEANED]

    assert whole.clean(key, later).ending is Outcome.ATTACHED
    assert told(world, filed) == {}
