"""Files of an earlier system go through the same sanitizer, to cases that may have been over for years."""

import json

import pytest

from chalicelib.domain.attachments import rules
from chalicelib.domain.cases import integrity
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Status
from chalicelib.domain.timestamps import to_text
from chalicelib.services.attachments.sanitizer import Outcome, Sanitized
from chalicelib.services.cases.filing import Filed
from chalicelib.storage import mapping
from chalicelib.storage.case_stream import DynamoCaseStream
from chalicelib.storage.models import Endpoint, bind
from tests.support import pictures
from tests.support.stored import REGION
from tests.support.world import World

PHOTO = pictures.photo()
ID = rules.issue_id(bytes(range(rules.ID_BYTES)))


def arrive(world: World, filed: Filed, *, imported: bool = True, data: bytes = PHOTO) -> Sanitized:
    """A file as an operator puts it, and the cleaning that it starts."""
    key = rules.incoming_key(filed.case.id, ID)
    labels = {"by": "reporter", rules.SALT: "00" * rules.SALT_BYTES}
    world.files.receive(key, "image/jpeg", data, labels | ({rules.IMPORTED: to_text(world.now)} if imported else {}))
    return world.services.sanitizer.clean(key, world.now)


def archived(world: World) -> Filed:
    filed = world.file_and_route()
    world.archive(filed, world.coordinator("64.08-diskominfo"), "not_a_report")
    return filed


def test_a_case_that_is_over_takes_a_file_of_an_earlier_system_and_stays_as_it_was() -> None:
    world = World()
    filed = archived(world)
    before = world.case(filed)
    assert arrive(world, filed).ending is Outcome.ATTACHED
    history = world.cases.load_history(filed.case.id)
    assert rules.had_attachment(history.events, ID)
    assert (history.case.status, history.case.since) == (Status.ARCHIVED, before.since)
    assert world.stack.schedule(history.case).timer is None
    assert integrity.find_alterations(history.case, history.content, history.events) == []


def test_a_citizens_file_is_refused_there_as_before() -> None:
    world = World()
    assert arrive(world, archived(world), imported=False).reason == "case_closed"


def test_a_case_that_another_stack_has_takes_none() -> None:
    world = World()
    world.stacks.inboxes["KU"] = "inbox"
    filed = world.file_and_route()
    world.do(filed, Command.REFER, by=world.coordinator("64.08-diskominfo"), stack="KU")
    assert world.case(filed).status is Status.REFERRED
    assert arrive(world, filed).reason == "case_closed"


def test_what_was_kept_elsewhere_is_no_news() -> None:
    world = World()
    filed = world.file_and_route()
    arrive(world, filed)
    history = world.cases.load_history(filed.case.id)
    event = history.events[-1]
    row = mapping.event_to_row(bind("complaints", "identities", Endpoint(REGION)), history.case, event)
    image = {"pk": row.pk, "sk": row.sk, "seq": row.seq, "kind": row.kind, "data": json.dumps(row.data)}
    assert event.kind == "attached"
    assert row.agency_pk is None
    assert DynamoCaseStream().event_in(image) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"%PDF-1.4 surat", "wrong_type"), (pictures.photo()[:200], "broken"), (b"", "wrong_type")],
)
def test_it_is_held_to_what_every_photo_is_held_to(data: bytes, reason: str) -> None:
    world = World()
    filed = archived(world)
    assert arrive(world, filed, data=data).reason == reason
    assert not any(key.startswith("clean/") for key in world.files.kept)
