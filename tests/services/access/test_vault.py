"""The vault: who may open an identity, that the reporter always sees it, and that an erasure breaks nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases import fold, hash_chain, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.integrity import find_alterations
from chalicelib.domain.cases.model import REDACTED, REPORTER, Actor, Case, Event, Identity, Role, Status
from chalicelib.domain.cases.visibility import may_learn_identity
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.domain.errors import (
    IdentityApprovalNeeded,
    IdentityProtected,
    InvalidInput,
    NoIdentity,
    RecordAltered,
    RoleNotAllowed,
    StaleVersion,
    UnknownCase,
    WrongSecret,
)
from chalicelib.services.access.vault import VaultService
from chalicelib.services.cases.filing import Filed
from chalicelib.services.ports.vault import StatedGround
from tests.support.identities import MemoryIdentityStore
from tests.support.memory import MemoryCaseStore
from tests.support.world import ROAD, World

REASON = "Perlu menanyakan letak lubang."
GROUND = StatedGround("contact_needed_for_work", REASON)
NAMED = replace(ROAD, reporter=Reporter("Pelapor Contoh", "0811000111", "pelapor@contoh.id"))
FIVE_YEARS_ON = datetime(2031, 11, 23, 15, 59, 59, tzinfo=UTC)
PERSON = Identity("Pelapor Contoh", "+62811000111", "pelapor@contoh.id", FIVE_YEARS_ON)
ADMIN = Actor(Role.ADMIN)


@pytest.fixture
def world() -> World:
    return World()


def kinds(world: World, filed: Filed) -> list[str]:
    return [event.kind for event in world.cases.load_history(filed.case.id).events]


def assert_whole(world: World, filed: Filed) -> None:
    history = world.cases.load_history(filed.case.id)
    assert hash_chain.first_broken(filed.case.id, history.events) is None
    assert fold.fold(history.case.filing, history.events) == history.case


def open_it(world: World, filed: Filed, actor: Actor, stated: StatedGround = GROUND) -> Identity:
    return world.services.vault_service.open(filed.case.id, actor, stated, world.now).identity


def test_after_five_years_nobody_learns_who_filed(world: World) -> None:
    filed = world.file_and_route(NAMED)
    officer = world.officer("64.08-pupr")
    world.now = FIVE_YEARS_ON - timedelta(seconds=1)
    assert open_it(world, filed, officer).name == PERSON.name
    world.later(seconds=1)
    with pytest.raises(NoIdentity):
        open_it(world, filed, officer)


def test_the_office_that_holds_the_case_learns_who_filed_it_and_the_reporter_learns_that(world: World) -> None:
    filed = world.file_and_route(NAMED)
    officer = world.officer("64.08-pupr")
    stated = replace(GROUND, reason=f"  {REASON}\r\n")
    opened = world.services.vault_service.open(filed.case.id, officer, stated, world.now)
    assert opened.identity == PERSON
    event = world.cases.load_history(filed.case.id).events[-1]
    assert (event.seq, event.kind, event.actor, event.note) == (opened.event, "accessed", officer, REASON)
    assert event.data == {"purpose": "contact_needed_for_work"}
    assert_whole(world, filed)


def test_opening_an_identity_changes_no_status_and_no_clock(world: World) -> None:
    filed = world.file_and_route(NAMED)
    before = world.case(filed)
    world.later(days=3)
    open_it(world, filed, world.officer("64.08-pupr"))
    after = world.case(filed)
    assert replace(after, version=before.version, chain=before.chain) == before
    assert world.services.stack.schedule(after) == world.services.stack.schedule(before)


OFFICER, COORDINATOR = Role.OFFICER, Role.COORDINATOR


@pytest.mark.parametrize(
    ("role", "agency", "learns"),
    [
        (OFFICER, "64.08-pupr", True),
        (OFFICER, "64.08-dlh", False),
        (OFFICER, "64.08-diskominfo", False),
        (OFFICER, None, False),
        (COORDINATOR, "64.08-diskominfo", True),
        (COORDINATOR, "64-diskominfo", True),
        (COORDINATOR, "64.72-diskominfo", False),
        (Role.APPROVER, "64.08-pupr", False),
        (Role.OVERSEER, "64-inspektorat", False),
        (Role.ADMIN, "64-diskominfo", False),
        (Role.SYSTEM, None, False),
        (Role.REPORTER, None, False),
    ],
)
@pytest.mark.parametrize("anonymous", [False, True])
def test_who_may_learn_an_identity(world: World, role: Role, agency: str | None, learns: bool, anonymous: bool) -> None:
    filed = world.file_and_route(replace(NAMED, anonymous=anonymous))
    actor = Actor(role, agency, "Instansi", "KEY")
    assert may_learn_identity(world.case(filed), actor) is (learns and not anonymous)
    if learns and not anonymous:
        assert open_it(world, filed, actor) == PERSON
    else:
        with pytest.raises(IdentityProtected):
            open_it(world, filed, actor)
        assert "accessed" not in kinds(world, filed)


def test_an_office_that_has_handed_the_case_on_learns_nothing_more(world: World) -> None:
    filed = world.file_and_route(NAMED)
    world.do(filed, Command.REFUSE, target="64.08-dlh")
    with pytest.raises(IdentityProtected):
        open_it(world, filed, world.officer("64.08-pupr"))
    assert open_it(world, filed, world.officer("64.08-dlh")) == PERSON


def test_a_secret_case_does_not_exist_for_another_office(world: World) -> None:
    filed = world.file_and_route(replace(NAMED, secret=True))
    with pytest.raises(UnknownCase):
        open_it(world, filed, world.officer("64.08-dlh"))
    with pytest.raises(IdentityApprovalNeeded):
        open_it(world, filed, world.officer("64.08-pupr"))


@pytest.mark.parametrize(
    "reason",
    ["", "penting", "a" * 10, f"{' ' * 20}singkat", "x" * 4_001, "perlu Perlu PERLU perlu perlu", "aa bb cc dd ee ff"],
)
def test_without_a_proper_reason_no_identity_is_opened_and_no_event_written(world: World, reason: str) -> None:
    filed = world.file_and_route(NAMED)
    with pytest.raises(InvalidInput) as caught:
        open_it(world, filed, world.officer("64.08-pupr"), replace(GROUND, reason=reason))
    assert caught.value.errors[0].field == "/reason"
    assert "accessed" not in kinds(world, filed)


def test_a_case_without_an_identity_says_so_and_the_attempt_is_written(world: World) -> None:
    filed = world.file_and_route(ROAD)
    with pytest.raises(NoIdentity):
        open_it(world, filed, world.officer("64.08-pupr"))
    assert kinds(world, filed)[-1] == "accessed"


class Unreadable(MemoryIdentityStore):
    def get(self, tracking_id: str) -> Identity | None:
        raise AssertionError("read without an event")


class Busy(MemoryCaseStore):
    """A store in which somebody else is faster the next `rivals` times."""

    rivals: int = 0

    def append(self, after: Case, event: Event, schedule: Schedule, *rest: Any) -> None:
        if self.rivals:
            self.rivals -= 1
            raise StaleVersion(after.version - 1)
        super().append(after, event, schedule, *rest)


def busy(world: World, rivals: int, identities: MemoryIdentityStore) -> VaultService:
    event_writer = world.services.vault_service.event_writer
    store = Busy(world.cases.kept, world.cases.identities)
    store.rivals = rivals
    return VaultService(
        store, identities, replace(event_writer, cases=store), world.files, world.stack, world.access_log
    )


def test_a_stale_write_of_the_vault_is_retried_on_the_new_state(world: World) -> None:
    filed = world.file_and_route(NAMED)
    vault = busy(world, 4, MemoryIdentityStore(world.cases.identities))
    assert vault.open(filed.case.id, world.officer("64.08-pupr"), GROUND, world.now).identity == PERSON
    assert kinds(world, filed).count("accessed") == 1


def test_nothing_is_read_if_its_event_cannot_be_written(world: World) -> None:
    filed = world.file_and_route(NAMED)
    with pytest.raises(StaleVersion):
        busy(world, 99, Unreadable()).open(filed.case.id, world.officer("64.08-pupr"), GROUND, world.now)
    assert "accessed" not in kinds(world, filed)


@pytest.mark.parametrize("by", ["reporter", "operator"])
def test_an_erased_identity_is_gone_and_the_chain_stays_whole(world: World, by: str) -> None:
    filed = world.file_and_route(NAMED)
    open_it(world, filed, world.officer("64.08-pupr"))
    actor, secret = (REPORTER, filed.receipt.secret) if by == "reporter" else (ADMIN, None)
    first = world.services.vault_service.erase(filed.case.id, actor, secret, world.now)
    again = world.services.vault_service.erase(filed.case.id, actor, secret, world.now)
    assert first == again
    assert kinds(world, filed).count("erased") == 1
    assert world.cases.identities == {}
    assert_whole(world, filed)
    with pytest.raises(NoIdentity):
        open_it(world, filed, world.officer("64.08-pupr"))


def test_a_closed_case_can_still_be_erased(world: World) -> None:
    filed = world.file_and_route(NAMED)
    for command in (Command.ACCEPT, Command.RESPOND):
        world.do(filed, command)
    world.services.reporter.perform(reporter_commands.Reply("", True), filed.case.id, filed.receipt.secret, world.now)
    assert world.case(filed).status is Status.CLOSED
    world.services.vault_service.erase(filed.case.id, REPORTER, filed.receipt.secret, world.now)
    assert world.cases.identities == {}
    assert_whole(world, filed)


def test_the_next_erasure_finishes_one_that_could_not_write_its_event(world: World) -> None:
    filed = world.file_and_route(NAMED)
    vault = busy(world, 5, MemoryIdentityStore(world.cases.identities))
    with pytest.raises(StaleVersion):
        vault.erase(filed.case.id, ADMIN, None, world.now)
    assert "erased" not in kinds(world, filed)
    assert vault.erase(filed.case.id, ADMIN, None, world.now) == 3
    assert world.cases.identities == {}


@pytest.mark.parametrize(("hidden", "error"), [(False, WrongSecret), (True, UnknownCase)])
@pytest.mark.parametrize("secret", [None, "", "AAAA-AAAA-AAAA-AAAA-AAAA"])
def test_nobody_erases_as_a_reporter_without_the_secret(
    world: World, hidden: bool, error: type[Exception], secret: str | None
) -> None:
    filed = world.file_and_route(replace(NAMED, secret=hidden))
    with pytest.raises(error):
        world.services.vault_service.erase(filed.case.id, REPORTER, secret, world.now)
    assert world.cases.identities == {filed.case.id: PERSON}


def test_an_office_cannot_have_an_identity_erased(world: World) -> None:
    filed = world.file_and_route(NAMED)
    for actor in (world.officer("64.08-pupr"), world.coordinator("64-diskominfo")):
        with pytest.raises(RoleNotAllowed):
            world.services.vault_service.erase(filed.case.id, actor, filed.receipt.secret, world.now)
    assert world.cases.identities == {filed.case.id: PERSON}


def test_emptied_flags_do_not_open_an_anonymous_reporter(world: World) -> None:
    """One write into the table, and the ordinary request of the office that holds the case."""
    filed = world.file_and_route(replace(NAMED, anonymous=True))
    world.cases.identities[filed.case.id] = PERSON
    kept = world.cases.kept[filed.case.id]
    kept.case = replace(kept.case, filing=kept.case.filing.with_flags([]))
    before = kinds(world, filed)
    with pytest.raises(RecordAltered, match="the state does not follow from the events"):
        open_it(world, filed, world.officer("64.08-pupr"))
    assert kinds(world, filed) == before


def alter(world: World, filed: Filed, field: str) -> None:
    """One write into the table."""
    kept = world.cases.kept[filed.case.id]
    if field == "agency":
        kept.case = replace(kept.case, agency="64.08-dlh")
    elif field == "event":
        kept.events[1] = replace(kept.events[1], data={**kept.events[1].data, "to": "64.08-dlh"})
    elif field == "text":
        kept.content = replace(kept.content, text="Kata-kata lain yang tidak pernah dikirim.")
    else:
        changed = {"title": {"title": "Lain"}, "secret_hash": {"secret_hash": bytes(32)}}[field]
        kept.case = replace(kept.case, filing=replace(kept.case.filing, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["agency", "title", "text", "secret_hash", "event"])
def test_the_vault_opens_nothing_by_an_altered_record(world: World, field: str) -> None:
    filed = world.file_and_route(NAMED)
    alter(world, filed, field)
    with pytest.raises(RecordAltered):
        open_it(world, filed, world.officer("64.08-dlh"))
    assert filed.case.id in world.cases.identities


@pytest.mark.parametrize("by", [REPORTER, ADMIN])
@pytest.mark.parametrize("field", ["agency", "title", "text", "event"])
def test_an_altered_record_is_erased_and_still_seen_to_be_altered(world: World, field: str, by: Actor) -> None:
    filed = world.file_and_route(NAMED)
    alter(world, filed, field)
    seq = world.services.vault_service.erase(filed.case.id, by, filed.receipt.secret, world.now)
    assert filed.case.id not in world.cases.identities
    history = world.cases.load_history(filed.case.id)
    assert (history.case.filing.title, history.content.text) == (REDACTED, REDACTED)
    assert history.events[-1].data["altered"] is True
    assert find_alterations(history.case, history.content, history.events)
    # Once more changes nothing.
    assert world.services.vault_service.erase(filed.case.id, by, filed.receipt.secret, world.now) == seq


def test_who_puts_another_secret_into_the_record_erases_as_a_reporter_no_more_than_before(world: World) -> None:
    filed = world.file_and_route(NAMED)
    alter(world, filed, "secret_hash")
    with pytest.raises(WrongSecret):
        world.services.vault_service.erase(filed.case.id, REPORTER, filed.receipt.secret, world.now)
    world.services.vault_service.erase(filed.case.id, ADMIN, None, world.now)
    assert filed.case.id not in world.cases.identities
