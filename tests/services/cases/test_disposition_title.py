"""A title that a coordinator corrected: shown everywhere, masked and covered as words are, and taken out as one."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases import public_form, redaction
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REDACTED, Actor, Case, Role, Status
from chalicelib.domain.errors import InvalidInput, RoleNotAllowed
from chalicelib.services.cases.filing import Filed
from chalicelib.services.ports.case_store import QueueQuery
from laporctl.case_audit import find_alterations
from tests.services.exchange.test_redactions import redact
from tests.support.country import Country
from tests.support.world import ROAD, World

DISKOMINFO, PUPR = "64.08-diskominfo", "64.08-pupr"
TITLE = "Jembatan gantung hampir putus"
ADMIN = Actor(Role.ADMIN, None, "Admin", "KEY")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def filed(world: World) -> Filed:
    return world.file_and_route(replace(ROAD, title="Tolong"))


def retitle(world: World, filed: Filed, title: str = TITLE) -> Case:
    return world.do(filed, Command.RETITLE, by=world.coordinator(DISKOMINFO), note=title)


def shown(world: World, filed: Filed, viewer: Actor | None = None) -> list[str]:
    """The title, and the notes of the events that corrected it, as a viewer reads them."""
    history = world.cases.load_history(filed.case.id)
    corrections = [event for event in history.events if event.kind == redaction.RETITLED]
    notes = [public_form.note(event, history.case, viewer) for event in corrections]
    return [public_form.title(history.case, viewer), *notes]


def assert_whole(world: World, filed: Filed) -> None:
    assert find_alterations(world.cases.load_history(filed.case.id)) == []


def test_a_coordinator_corrects_the_title_and_nothing_else_changes(world: World, filed: Filed) -> None:
    before = world.case(filed)
    case = retitle(world, filed, f"  {TITLE}\n")
    assert (case.title, case.filing.title) == (TITLE, "Tolong")
    assert replace(case, retitled="", version=before.version, chain=before.chain) == before
    assert shown(world, filed) == [TITLE, TITLE]
    lines = world.cases.queue(QueueQuery(PUPR, 10)).items
    assert [line.title for line in lines] == [TITLE]
    assert world.cases.load(filed.case.id) == case
    assert_whole(world, filed)


def test_only_a_coordinator_does_and_only_while_somebody_owes_a_step(world: World, filed: Filed) -> None:
    with pytest.raises(RoleNotAllowed):
        world.do(filed, Command.RETITLE, note=TITLE)
    world.do(filed, Command.ACCEPT)
    assert retitle(world, filed).status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("title", "code"),
    [("", "too_short"), ("\u200b ", "too_short"), ("a" * 121, "too_long"), ("Tolong", "title_unchanged")],
)
def test_a_title_is_checked_as_at_filing_and_named(world: World, filed: Filed, title: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        retitle(world, filed, title)
    assert [(error.field, error.code) for error in refused.value.errors] == [("/title", code)]


def test_personal_data_in_it_is_masked_in_public_and_named_to_the_office(world: World, filed: Filed) -> None:
    retitle(world, filed, "Hubungi 0812 3456 7890 soal jembatan")
    assert all("3456" not in words for words in shown(world, filed))
    assert "3456" in shown(world, filed, world.coordinator(DISKOMINFO))[0]
    history = world.cases.load_history(filed.case.id)
    parts = {each.part for each in public_form.personal_data(history.case, history.content, history.events)}
    assert {"title", "note"} <= parts


def test_what_was_covered_is_covered_in_the_new_title_too(world: World) -> None:
    filed = world.file_and_route(replace(ROAD, title="Ibu Zubaidah jatuh"))
    world.do(filed, Command.COVER, note="Zubaidah")
    retitle(world, filed, "Jalan di depan rumah Zubaidah rusak")
    assert all("Zubaidah" not in words for words in shown(world, filed))
    retitle(world, filed, "Jalan rusak di depan pasar")
    assert shown(world, filed)[0] == "Jalan rusak di depan pasar"
    assert_whole(world, filed)


@pytest.mark.parametrize("part", ["title", "note"])
def test_a_redaction_takes_out_the_filed_title_and_every_correction(world: World, filed: Filed, part: str) -> None:
    retitle(world, filed, "Milik Bapak Fulan")
    retitle(world, filed)
    seq = str(world.case(filed).version)
    world.do(filed, Command.REDACT, by=world.coordinator(DISKOMINFO), note="Nama orang.", part=part, seq=seq)
    case = world.case(filed)
    assert (case.title, case.filing.title) == (REDACTED, REDACTED)
    assert shown(world, filed, ADMIN) == [REDACTED] * 3
    assert_whole(world, filed)
    retitle(world, filed, "Jembatan di kecamatan")
    assert shown(world, filed) == ["Jembatan di kecamatan", REDACTED, REDACTED, "Jembatan di kecamatan"]
    assert world.cases.queue(QueueQuery(PUPR, 10)).items[0].title == "Jembatan di kecamatan"
    assert_whole(world, filed)


def test_a_reporter_who_takes_out_all_words_takes_out_the_title_with_its_corrections(
    world: World, filed: Filed
) -> None:
    retitle(world, filed)
    world.services.own_words.redact("words", 0, filed.case.id, filed.receipt.secret, world.now)
    assert shown(world, filed, ADMIN) == [REDACTED, REDACTED]
    assert_whole(world, filed)


def test_the_next_stack_gets_the_title_as_it_stands_and_a_redaction_reaches_both() -> None:
    country = Country()
    filed = country.kaltim.file_and_route(replace(ROAD, title="Tolong"))
    retitle(country.kaltim, filed)
    country.refer(filed, "KI", "KU")
    country.settle()
    assert {history.case.title for history in country.records(filed).values()} == {TITLE}
    redact(country, filed, "KU", "title")
    country.settle()
    for history in country.records(filed).values():
        assert history.case.title == REDACTED
        assert TITLE not in [event.note for event in history.events]
        assert find_alterations(history) == []
