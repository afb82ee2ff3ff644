"""What signs messages between stacks, and how two stacks come to share it."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib.storage.models import Tables
from chalicelib.storage.stack_secrets import DynamoStackSecrets
from laporctl import stack_register
from laporctl.stack_register import link_stacks
from laporctl.stacks import Stack
from tests.storage.conftest import _on


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Tables]]:
    """The tables of two stacks, by slug."""
    with mock_aws():
        found = {slug: _on(None).stores().tables for slug in ("kaltim", "kaltara")}
        monkeypatch.setattr(stack_register, "tables_of", lambda stack: found[stack.slug])
        yield {slug: tables for slug, tables in found.items() if tables}


def link(*, rotate: bool = False) -> None:
    outputs = {"ReferralInbox": "inbox", "SiteUrl": "https://example.go.id"}
    stacks = [Stack(slug, "ap-southeast-3", outputs) for slug in ("kaltim", "kaltara")]
    assert link_stacks(stacks, rotate=rotate) == 2


def test_linking_gives_each_direction_a_secret_that_only_the_pair_has(linked: dict[str, Tables]) -> None:
    here, there = (DynamoStackSecrets(linked[slug]) for slug in ("kaltim", "kaltara"))
    assert (here.for_sending("KU"), here.of_sender("KU")) == (None, ())
    link()
    forth, back = here.for_sending("KU"), there.for_sending("KI")
    assert forth
    assert back
    assert forth != back
    assert (there.of_sender("KI"), here.of_sender("KU")) == ((forth,), (back,))
    assert here.for_sending("ID") is None
    link()
    assert (here.for_sending("KU"), there.of_sender("KI")) == (forth, (forth,)), "linking again changes nothing"


def test_after_a_rotation_what_is_on_its_way_is_still_believed(linked: dict[str, Tables]) -> None:
    here, there = (DynamoStackSecrets(linked[slug]) for slug in ("kaltim", "kaltara"))
    link()
    secrets = [here.for_sending("KU")]
    for _ in range(2):
        link(rotate=True)
        secrets.append(here.for_sending("KU"))
    assert len(set(secrets)) == 3
    assert there.of_sender("KI") == (secrets[2], secrets[1], secrets[0])
    link(rotate=True)
    assert secrets[0] in there.of_sender("KI"), "with files that crossed the other may sign with it"
    link(rotate=True)
    assert secrets[0] not in there.of_sender("KI")
