"""Reporters who are forgotten in several stacks: photos in each, and whether anything is left anywhere."""

import json
from dataclasses import replace

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import REPORTER, Actor, Event, Role
from chalicelib.services.attachments.sanitizer import Outcome
from chalicelib.services.attachments.uploads import Offer
from chalicelib.services.cases.filing import Filed
from laporctl.case_audit import find_alterations
from tests.support import pictures
from tests.support.country import Country
from tests.support.world import ROAD

NAMED = replace(ROAD, reporter=Reporter("Pelapor Contoh", "0811000111", "pelapor@contoh.id"))
PHOTO = pictures.photo()


def invite(country: Country, filed: Filed, here: str, *, office: str | None = None) -> str:
    """Send a photo, as the reporter or an office; answers the key it lies under before it is cleaned."""
    world, offer = country.worlds[here], Offer("image/jpeg", len(PHOTO))
    service, number = world.services.uploads, filed.case.id
    if office:
        made = service.invite_from_office(number, world.officer(office), offer, world.now)
    else:
        made = service.invite_from_reporter(number, filed.receipt.secret, offer, world.now)
    key = world.files.send(made.upload, PHOTO)
    world.files.sent[key] = world.now
    return key


def send_photo(country: Country, filed: Filed, here: str, *, office: str | None = None) -> None:
    key, world = invite(country, filed, here, office=office), country.worlds[here]
    assert world.services.sanitizer.clean(key, world.now).ending is Outcome.ATTACHED


def erase(country: Country, filed: Filed, here: str, actor: Actor = REPORTER) -> int:
    world = country.worlds[here]
    secret = filed.receipt.secret if actor is REPORTER else None
    return world.services.vault_service.erase(filed.case.id, actor, secret, world.now)


def events(country: Country, filed: Filed, here: str, kind: str = "erased") -> list[Event]:
    return [event for event in country.worlds[here].cases.load_history(filed.case.id).events if event.kind == kind]


def assert_forgotten(country: Country, filed: Filed) -> None:
    """No stack holds anything that the reporter gave about himself, and all chains are whole."""
    for prefix, record in country.records(filed).items():
        world = country.worlds[prefix]
        assert filed.case.id not in world.cases.identities
        assert not [each for each in attachments.attachments_of(record.events) if each.by is Role.REPORTER]
        kept = {attachments.attachment_in(key) for key in world.files.kept if filed.case.id in key}
        assert kept == {each.id for each in attachments.attachments_of(record.events)}
        assert find_alterations(record) == []


def assert_no_echo(sent: list[tuple[str, str]]) -> None:
    """No stack is told of what was asked for in it."""
    for inbox, body in sent:
        said = json.loads(body)
        assert said["kind"] != "erasure" or inbox != f"inbox-{said['stack']}"
