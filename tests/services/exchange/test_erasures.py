"""An erasure in one stack reaches every stack that shares the case."""

import json
from dataclasses import dataclass, field, replace

import pytest

from chalicelib.api.labels import of_event
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER, SYSTEM, Actor, Role, Status
from chalicelib.domain.errors import RoleNotAllowed, UnknownCase
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.gateways.vault import VaultFailed
from chalicelib.services.attachments.sanitizer import Outcome
from chalicelib.services.cases.filing import Filed
from tests.support.country import Country
from tests.support.erasures import NAMED, assert_forgotten, erase, events, invite, send_photo
from tests.support.memory import MemoryFileStore
from tests.support.world import ROAD

NAMES = {"KI": "Kalimantan Timur", "KU": "Kalimantan Utara", "ID": "Pusat"}


@pytest.fixture
def country() -> Country:
    return Country()


@pytest.fixture
def filed(country: Country) -> Filed:
    """A report filed in Kalimantan Timur with a name, handed to Kalimantan Utara, with a photo in each of the two."""
    filed = country.kaltim.file_and_route(NAMED)
    send_photo(country, filed, "KI")
    country.refer(filed, "KI", "KU")
    country.settle()
    send_photo(country, filed, "KU")
    return filed


@pytest.mark.parametrize(("here", "there"), [("KI", "KU"), ("KU", "KI")])
@pytest.mark.parametrize("actor", [REPORTER, Actor(Role.ADMIN)])
def test_an_erasure_in_one_stack_reaches_the_other(
    country: Country, filed: Filed, here: str, there: str, actor: Actor
) -> None:
    seq = erase(country, filed, here, actor)
    country.settle()
    assert_forgotten(country, filed)
    origin, (event,) = (
        country.worlds[here].cases.load_history(filed.case.id).events[seq - 1],
        events(country, filed, there),
    )
    assert (event.actor, event.note, event.data["stack"], event.data["photos"]) == (SYSTEM, "", here, 1)
    assert event.data["chain"] == origin.hash.hex()
    assert of_event(event) == {
        "id": f"Data pelapor dihapus atas permintaan di LAPOR! {NAMES[here]}",
        "en": f"The reporter's data were erased, as asked at LAPOR! {NAMES[here]}",
    }
    assert len(events(country, filed, here)) == 1


def test_the_message_holds_no_name_no_secret_and_no_word(country: Country, filed: Filed) -> None:
    erase(country, filed, "KU")
    country.publish()
    ((inbox, body),) = country.empty_all()
    message = json.loads(body)
    assert inbox == "inbox-KI"
    assert set(message) == {
        "kind",
        "from",
        "from_name",
        "tracking_id",
        "receipt",
        "stack",
        "stack_name",
        "chain",
        "asked",
    }
    history = country.kaltara.cases.load_history(filed.case.id)
    hidden = ("Contoh", "0811000111", filed.receipt.secret, history.content.text, history.case.filing.secret_hash.hex())
    assert not [word for word in hidden if word in body]


def test_a_repeated_erasure_message_does_not_erase_photos_sent_since(country: Country, filed: Filed) -> None:
    erase(country, filed, "KI")
    country.publish()
    (message,) = country.empty_all()
    assert country.bring(*message) == "erased"
    country.later(minutes=1)
    send_photo(country, filed, "KU")
    assert [country.bring(*message) for _ in range(2)] == ["known", "known"]
    assert len(attachments.attachments_of(country.kaltara.cases.load_history(filed.case.id).events)) == 1
    assert len(events(country, filed, "KU")) == 1


def test_clocks_that_differ_do_not_make_a_message_new(country: Country, filed: Filed) -> None:
    country.kaltim.later(seconds=5)
    erase(country, filed, "KI")
    country.publish()
    (message,) = country.empty_all()
    assert [country.bring(*message) for _ in range(2)] == ["erased", "known"]
    country.kaltara.later(seconds=1)
    assert country.bring(*message) == "known"


def test_an_earlier_request_that_comes_after_a_later_one_does_nothing(country: Country, filed: Filed) -> None:
    erase(country, filed, "KI")
    country.later(minutes=1)
    erase(country, filed, "KU")
    country.later(minutes=1)
    country.publish()
    assert sorted(country.carry()) == ["acknowledged", "erased", "known"]
    country.settle()
    assert_forgotten(country, filed)


def test_a_second_erasure_removes_photos_sent_since_in_either_stack(country: Country, filed: Filed) -> None:
    erase(country, filed, "KI")
    country.settle()
    country.later(minutes=1)
    send_photo(country, filed, "KU")
    erase(country, filed, "KI")
    country.settle()
    assert_forgotten(country, filed)


def test_a_repeated_erasure_sends_a_lost_message_again(country: Country, filed: Filed) -> None:
    erase(country, filed, "KU")
    country.publish()
    country.empty_all()
    assert filed.case.id in country.kaltim.cases.identities
    erase(country, filed, "KU", Actor(Role.ADMIN))
    country.settle()
    assert_forgotten(country, filed)


def test_an_erasure_keeps_photos_of_offices_in_every_stack(country: Country, filed: Filed) -> None:
    pupr = "65.01-pupr"
    country.kaltara.do(filed, Command.DISPOSE, by=country.kaltara.coordinator("65-diskominfo"), target=pupr)
    send_photo(country, filed, "KU", office=pupr)
    erase(country, filed, "KI")
    country.settle()
    assert_forgotten(country, filed)
    (left,) = attachments.attachments_of(country.kaltara.cases.load_history(filed.case.id).events)
    assert left.agency == pupr


def test_a_photo_that_is_being_cleaned_when_the_erasure_arrives_never_appears(country: Country, filed: Filed) -> None:
    key = invite(country, filed, "KU")
    erase(country, filed, "KI")
    country.settle()
    world = country.kaltara
    assert world.services.sanitizer.clean(key, world.now).ending is Outcome.FORGOTTEN
    assert_forgotten(country, filed)


def test_an_erasure_reaches_a_third_stack_that_does_not_know_the_first_and_does_not_circulate(
    country: Country, filed: Filed
) -> None:
    country.refer(filed, "KU", "ID")
    country.settle()
    send_photo(country, filed, "ID")
    erase(country, filed, "KI")
    sent = []
    while carried := (country.publish(), country.empty_all())[1]:
        sent += [
            (inbox, json.loads(body)["from"], outcome)
            for inbox, body in carried
            if (outcome := country.bring(inbox, body)) != "acknowledged"
        ]
    assert sent == [("inbox-KU", "KI", "erased"), ("inbox-ID", "KU", "erased")]
    assert_forgotten(country, filed)
    (event,) = events(country, filed, "ID")
    assert (event.data["stack"], event.data["stack_name"], event.data["via"]) == ("KI", NAMES["KI"], "KU")


def test_an_erasure_while_the_case_is_on_its_way_reaches_both_stacks(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "KU")
    country.publish()
    for message in country.empty_all():
        country.bring(*message)
    receipt = country.empty_all()
    send_photo(country, filed, "KU")
    erase(country, filed, "KI")
    country.publish()
    assert country.empty_all() == []
    for message in receipt:
        country.bring(*message)
    country.settle()
    assert_forgotten(country, filed)
    assert [event.data["stack"] for event in events(country, filed, "KU")] == ["KI"]


def test_an_erasure_before_the_referral_needs_no_event_in_the_other_stack(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    erase(country, filed, "KI")
    country.refer(filed, "KI", "KU")
    country.settle()
    assert events(country, filed, "KU") == []
    assert_forgotten(country, filed)


def test_an_erasure_after_the_case_came_back_before_its_receipt_reaches_both_stacks(country: Country) -> None:
    """The case comes back before the receipt for its referral: no event here says `handed_over`."""
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "KU")
    country.publish()
    for message in country.empty_all():
        country.bring(*message)
    late = country.empty_all()
    send_photo(country, filed, "KU")
    erase(country, filed, "KI")
    country.kaltara.services.route_case.route(filed.case.id, country.kaltara.now)
    country.refer(filed, "KU", "KI")
    country.settle()
    for message in late:
        assert country.bring(*message) == "known"
    assert_forgotten(country, filed)


def test_an_erasure_that_arrives_before_its_case_is_retried(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    early = {"kind": "erasure", "from": "KI", "from_name": NAMES["KI"], "stack": "KI", "stack_name": NAMES["KI"]}
    early |= {"tracking_id": filed.case.id, "chain": "ab" * 32, "asked": "2026-11-23T02:00:00.000Z"}
    with pytest.raises(UnknownCase):
        country.bring("inbox-KU", json.dumps(early))
    country.refer(filed, "KI", "KU")
    country.settle()
    assert country.bring("inbox-KU", json.dumps(early)) == "erased"


@dataclass
class Dying(MemoryFileStore):
    """Dies at the second file that it is to delete."""

    left: int = field(default=1)

    def forget(self, key: str) -> None:
        if not self.left:
            raise OSError("died")
        self.left -= 1
        super().forget(key)


def test_an_erasure_that_died_half_way_is_finished_when_the_message_comes_again(country: Country, filed: Filed) -> None:
    world = country.kaltara
    whole = world.services.vault_service
    world.services.vault_service = replace(whole, files=Dying(world.files.kept))
    erase(country, filed, "KI")
    country.publish()
    (message,) = country.empty_all()
    with pytest.raises(VaultFailed):
        country.bring(*message)
    assert events(country, filed, "KU") == [], "a timeline that says so must be true"
    world.services.vault_service = whole
    assert country.bring(*message) == "erased"
    assert_forgotten(country, filed)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.ARCHIVED, Status.REFERRED])
def test_an_erasure_reaches_a_case_that_has_ended_in_the_other_stack(
    country: Country, filed: Filed, status: Status
) -> None:
    world, coordinator = country.kaltara, country.kaltara.coordinator("65-diskominfo")
    if status is Status.CLOSED:
        world.services.reporter.perform(
            reporter_commands.Withdraw("Sudah."), filed.case.id, filed.receipt.secret, world.now
        )
    elif status is Status.ARCHIVED:
        world.archive(filed, coordinator, "repeated")
    else:
        country.refer(filed, "KU", "ID")
        country.settle()
    assert world.case(filed).status is status
    erase(country, filed, "KI")
    country.settle()
    assert_forgotten(country, filed)
    assert world.case(filed).status is status


def test_an_erasure_reaches_a_case_that_was_merged_in_the_other_stack(country: Country, filed: Filed) -> None:
    world = country.kaltara
    other = world.file_and_route(replace(ROAD, text="Lubang yang sama di jalan itu.", region="65.01"))
    world.do(filed, Command.MERGE, by=world.coordinator("65-diskominfo"), into=other.case.id)
    erase(country, filed, "KI")
    country.settle()
    assert_forgotten(country, filed)


def test_a_stack_that_does_not_share_the_case_cannot_request_an_erasure(country: Country, filed: Filed) -> None:
    country.refer(filed, "KU", "ID")
    country.settle()
    names = {prefix: world.stack.province.name for prefix, world in country.worlds.items()}
    message = {"kind": "erasure", "stack": "KU", "stack_name": names["KU"], "chain": "ab" * 32}
    message |= {"tracking_id": filed.case.id, "asked": "2026-11-23T02:00:00.000Z"}
    with pytest.raises(UnknownCase):
        country.bring("inbox-KI", json.dumps(message | {"from": "ID", "from_name": names["ID"]}))
    with pytest.raises(RefusedMessage, match="unknown_sender"):
        country.bring("inbox-KI", json.dumps(message | {"from": "ZZ", "from_name": "Zeta"}))
    assert filed.case.id in country.kaltim.cases.identities


def test_nothing_is_erased_for_a_stack_that_is_not_named(country: Country, filed: Filed) -> None:
    with pytest.raises(RoleNotAllowed):
        erase(country, filed, "KI", SYSTEM)
    assert filed.case.id in country.kaltim.cases.identities
