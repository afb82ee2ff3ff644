"""Words that go are gone everywhere: a marker in every part of a case is searched in all that is stored and sent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.api import render
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REDACTED, REPORTER, Actor, Role, Status
from chalicelib.domain.errors import InvalidInput, UnknownAttachment, WrongSecret
from chalicelib.domain.validation import title_from
from chalicelib.services.cases.filing import Filed
from chalicelib.services.cases.public_record import PublicQuery
from chalicelib.storage.case_store import DynamoCaseStore
from chalicelib.storage.fingerprint_store import DynamoFingerprintStore
from chalicelib.storage.models import Endpoint, bind
from laporctl.case_audit import find_alterations
from tests.support.country import Country
from tests.support.erasures import NAMED, send_photo
from tests.support.search import finds
from tests.support.tables import create_tables
from tests.support.world import MONDAY, ROAD, World
from tools.textmodel.decided_cases import labelled

MARKER = "Zubaidahrekaan"
MARKED = replace(
    NAMED,
    text=f"{MARKER} melihat jalan berlubang di depan pasar. Dalam sekali.",
    place=f"Depan rumah {MARKER}",
    lat=0.537,
    lon=117.123,
)
ADMIN = Actor(Role.ADMIN, None, "Admin", "KEY")
OFFICE = "64.08-pupr"


def redact(world: World, filed: Filed, part: str, seq: int = 0) -> None:
    world.do(filed, Command.REDACT, by=ADMIN, note="Nama orang.", part=part, seq=str(seq))


def live(world: World) -> Filed:
    """A report with the marker in every part that a reporter or an office can write."""
    filed = world.file_and_route(MARKED)
    reporter, secret = world.services.reporter, filed.receipt.secret
    reporter.perform(reporter_commands.Reply(f"Tambahan {MARKER}"), filed.case.id, secret, world.now)
    world.do(filed, Command.ACCEPT, note=f"Kami hubungi {MARKER}")
    world.do(filed, Command.DRAFT, note=f"Petugas sudah menambalnya kemarin, {MARKER}.")
    world.do(filed, Command.RESPOND, note=f"Petugas sudah menambalnya kemarin, {MARKER}.")
    reporter.perform(reporter_commands.Rate(3, f"Nilai dari {MARKER}"), filed.case.id, secret, world.now)
    return filed


def stored(world: World) -> list[Any]:
    """Everything that a stack keeps and has sent."""
    return [world.cases.kept, world.cases.feed, world.cases.lists, world.fingerprints, world.identities.kept,
            world.files.kept, world.files.labels, world.messenger.sent, world.hooks, world.statistics_store,
            world.public_files, world.cases.debts.kept]  # fmt: skip


def answered(world: World, filed: Filed) -> list[Any]:
    """What the public, the office and the reporter are answered, and what is exported to learn from."""
    history, stack = world.cases.load_history(filed.case.id), world.stack
    page = world.services.public_record.page(
        PublicQuery(since=MONDAY - timedelta(days=1), until=world.now + timedelta(days=1), limit=50)
    )
    similar = world.services.duplicates.similar(ROAD.text, ROAD.category, ROAD.region, 0.537, 117.123, world.now)
    viewers = (None, world.officer(OFFICE), REPORTER)
    views = [render.case_view(stack, history, viewer) for viewer in viewers]
    return [
        views,
        [render.proof(history, view) for view in views],
        [render.public_line(world.stack, case) for case in page.items],
        [each.case.filing.title for each in similar],
        list(labelled([history])),
    ]


def offices_words(world: World, filed: Filed) -> list[str]:
    events = world.cases.load_history(filed.case.id).events
    return [event.note for event in events if event.actor.role is Role.OFFICER]


def test_the_search_finds_the_marker_before_anything_goes() -> None:
    world = World()
    filed = live(world)
    assert finds(MARKER, stored(world))
    assert finds(MARKER, answered(world, filed))


def test_an_office_that_redacts_every_part_leaves_the_marker_nowhere() -> None:
    world = World()
    filed = live(world)
    redact(world, filed, "text")
    redact(world, filed, "place")
    for seq in (3, 4, 6, 7):
        redact(world, filed, "note", seq)
    assert finds(MARKER, stored(world)) == []
    assert finds(MARKER, answered(world, filed)) == []
    assert find_alterations(world.cases.load_history(filed.case.id)) == []


def test_a_title_that_was_cut_from_the_text_goes_with_it_and_one_of_its_own_stays() -> None:
    world = World()
    for text in ("Pak Rekaan lalai. Sudah lama.", "Pak Rekaan " + "lalai sekali " * 20):
        filed = world.file_and_route(replace(ROAD, text=text))
        assert world.case(filed).filing.title == title_from(text.strip())
        redact(world, filed, "text")
        assert world.case(filed).filing.title == REDACTED
    own = world.file_and_route(replace(ROAD, title="Lubang di pasar", text="Pak Rekaan lalai sekali lagi."))
    redact(world, own, "text")
    assert world.case(own).filing.title == "Lubang di pasar"


def test_a_response_goes_with_the_draft_that_says_the_same() -> None:
    world = World()
    filed = live(world)
    redact(world, filed, "note", 6)
    assert offices_words(world, filed)[1:] == [REDACTED, REDACTED]
    assert find_alterations(world.cases.load_history(filed.case.id)) == []


def test_reporters_take_out_all_their_words_and_the_case_goes_on() -> None:
    world = World()
    filed = live(world)
    history = world.services.own_words.redact("words", 0, filed.case.id, filed.receipt.secret, world.now)
    assert [event.kind for event in history.events].count("redacted") == 1
    assert (history.content.text, history.content.place, history.content.lat) == (REDACTED, REDACTED, 0.537)
    assert offices_words(world, filed)[0] == f"Kami hubungi {MARKER}"
    assert history.case.status is Status.RESPONDED
    assert filed.case.id in world.identities.kept
    assert find_alterations(history) == []
    again = world.services.own_words.redact("words", 0, filed.case.id, filed.receipt.secret, world.now)
    assert again.case.version == history.case.version


def test_more_additions_than_one_event_can_remove_take_several() -> None:
    world = World()
    filed = world.file_and_route(MARKED)
    for number in range(100):
        world.services.reporter.perform(
            reporter_commands.Reply(f"{MARKER} {number}"), filed.case.id, filed.receipt.secret, world.now
        )
    world.services.own_words.redact("words", 0, filed.case.id, filed.receipt.secret, world.now)
    assert finds(MARKER, stored(world)) == []
    assert find_alterations(world.cases.load_history(filed.case.id)) == []


def test_only_who_has_the_secret_takes_words_out_and_only_own_photos() -> None:
    country = Country()
    world = country.kaltim
    filed = world.file_and_route(MARKED)
    send_photo(country, filed, "KI")
    send_photo(country, filed, "KI", office=OFFICE)
    own, offices = attachments.attachments_of(world.cases.load_history(filed.case.id).events)
    service, secret = world.services.own_words, filed.receipt.secret
    for wrong in (None, "0" * len(secret)):
        with pytest.raises(WrongSecret):
            service.redact("words", 0, filed.case.id, wrong, world.now)
    with pytest.raises(UnknownAttachment):
        service.redact("attachment", offices.seq, filed.case.id, secret, world.now)
    with pytest.raises(InvalidInput):
        service.redact("title", 0, filed.case.id, secret, world.now)
    history = service.redact("attachment", own.seq, filed.case.id, secret, world.now)
    assert attachments.attachments_of(history.events) == (offices,)
    assert not [key for key in world.files.kept if own.id in key]


def test_after_an_erasure_the_shell_stays_and_nothing_of_the_reporter() -> None:
    world = World()
    filed = live(world)
    world.services.vault_service.erase(filed.case.id, REPORTER, filed.receipt.secret, world.now)
    history = world.cases.load_history(filed.case.id)
    content = history.content
    assert (content.text, content.place, content.lat, content.lon) == (REDACTED, REDACTED, None, None)
    for seq in (4, 6, 7):
        redact(world, filed, "note", seq)
    assert finds(MARKER, stored(world)) == []
    assert finds(MARKER, answered(world, filed)) == []
    assert filed.case.id not in world.identities.kept
    assert (history.case.id, history.case.agency, history.case.filing.filed_at) == (
        filed.case.id, OFFICE, filed.case.filing.filed_at,
    )  # fmt: skip
    assert find_alterations(world.cases.load_history(filed.case.id)) == []


@pytest.mark.parametrize("here", ["KI", "KU"])
@pytest.mark.parametrize("how", ["words", "erasure"])
def test_words_go_in_every_stack_with_what_was_added_there(here: str, how: str) -> None:
    country = Country()
    filed = country.kaltim.file_and_route(MARKED)
    secret = filed.receipt.secret
    home = country.kaltim.services.reporter
    home.perform(reporter_commands.Reply(f"Dulu {MARKER}"), filed.case.id, secret, country.kaltim.now)
    country.refer(filed, "KI", "KU")
    country.settle()
    there = country.kaltara.services.reporter
    there.perform(reporter_commands.Reply(f"Di sini {MARKER}"), filed.case.id, secret, country.kaltara.now)
    world = country.worlds[here]
    if how == "words":
        world.services.own_words.redact("words", 0, filed.case.id, secret, world.now)
    else:
        world.services.vault_service.erase(filed.case.id, REPORTER, secret, world.now)
    country.settle()
    for prefix, history in country.records(filed).items():
        assert finds(MARKER, stored(country.worlds[prefix])) == []
        assert find_alterations(history) == []
    country.later(minutes=1)
    there.perform(reporter_commands.Reply("Tambahan baru"), filed.case.id, secret, country.kaltara.now)
    country.later(hours=5)
    for each in country.worlds.values():
        each.sweep()
    country.settle()
    assert country.kaltara.cases.load_history(filed.case.id).events[-1].note == "Tambahan baru"


@pytest.fixture
def rows() -> Iterator[tuple[World, Callable[[], list[Any]]]]:
    """A world whose cases and fingerprints lie in moto, and everything that lies there."""
    with mock_aws():
        client = boto3.client("dynamodb", region_name="ap-southeast-3")
        names = {"ComplaintsTable": "c", "IdentitiesTable": "i", "SecretsTable": "s"}
        create_tables(client, names)
        tables = bind("c", "i", Endpoint("ap-southeast-3", None, "test", "test"), "s")
        world = World()
        world.cases = DynamoCaseStore(tables, lambda: world.now)  # type: ignore[assignment]
        world.fingerprints = DynamoFingerprintStore(tables)  # type: ignore[assignment]
        yield world, lambda: [row for name in names.values() for row in client.scan(TableName=name)["Items"]]


def test_no_row_of_the_tables_holds_the_marker_after_an_erasure(
    rows: tuple[World, Callable[[], list[Any]]],
) -> None:
    world, everything = rows
    filed = live(world)
    assert [row for row in everything() if "signature" in row]
    assert finds(MARKER, everything())
    world.services.vault_service.erase(filed.case.id, REPORTER, filed.receipt.secret, world.now)
    for seq in (4, 6, 7):
        redact(world, filed, "note", seq)
    assert finds(MARKER, everything()) == []
    assert not [row for row in everything() if "signature" in row or "lat" in row]
    assert find_alterations(world.cases.load_history(filed.case.id)) == []
