"""Two stacks whose admins have no rights in each other's account, and what they mail each other."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from moto import mock_aws

from chalicelib.services.ports.stack_register import Inbox
from chalicelib.storage.models import Tables
from chalicelib.storage.stack_register import DynamoStackRegister
from chalicelib.storage.stack_secrets import DynamoStackSecrets
from laporctl import stack_config
from laporctl.partners import pairing
from laporctl.partners.offer import Offer, OfferError
from laporctl.partners.pairing import Pairing
from laporctl.stacks import Stack
from tests.storage.conftest import _on
from tests.support.budgets import examples

BEGAN = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)
PREFIX = {"kaltim": "KI", "kaltara": "KU"}
OTHER = {"kaltim": "kaltara", "kaltara": "kaltim"}


class Pair:
    """Both sides of a link."""

    def __init__(self) -> None:
        self.now = BEGAN
        self.tables: dict[str, Tables] = {slug: _on(None).stores().tables for slug in OTHER}  # type: ignore[misc]
        self.sides = {
            here: Pairing(
                self.tables[here],
                Offer(
                    here, there, f"https://{here}.example", f"https://sqs/{here}", "1" * 12, "ap-southeast-3", "", ""
                ),
            )
            for here, there in OTHER.items()
        }

    def offer(self, slug: str, *, new_key: bool = False) -> Offer:
        self.now += timedelta(minutes=1)
        return self.sides[slug].offer(self.now, new_key=new_key)

    def accept(self, offer: Offer) -> pairing.Accepted:
        self.now += timedelta(minutes=1)
        return self.sides[offer.to].accept(offer, self.now)

    def signs_with(self, slug: str) -> bytes | None:
        return DynamoStackSecrets(self.tables[slug]).for_sending(PREFIX[OTHER[slug]])

    def takes(self, slug: str) -> tuple[bytes, ...]:
        return DynamoStackSecrets(self.tables[slug]).of_sender(PREFIX[OTHER[slug]])

    def believed(self) -> bool:
        """Whether whatever either signs now would be taken by the other."""
        signed = {slug: self.signs_with(slug) for slug in OTHER}
        return all(secret is None or secret in self.takes(OTHER[slug]) for slug, secret in signed.items())


@pytest.fixture
def pair() -> Iterator[Pair]:
    with mock_aws():
        yield Pair()


def test_three_files_link_two_stacks_and_the_fourth_is_not_owed(pair: Pair) -> None:
    begun = pair.offer("kaltim")
    answered = pair.accept(begun)
    assert (answered.sends, answered.owes_answer) == (False, True), "kaltim does not take kaltara's messages yet"
    confirmed = pair.accept(answered.answer)
    assert (confirmed.sends, confirmed.owes_answer) == (True, True)
    done = pair.accept(confirmed.answer)
    assert (done.sends, done.owes_answer) == (True, False)
    assert pair.signs_with("kaltim") in pair.takes("kaltara")
    assert pair.signs_with("kaltara") in pair.takes("kaltim")
    assert pair.signs_with("kaltim") != pair.signs_with("kaltara")
    register = DynamoStackRegister(pair.tables["kaltara"])
    assert (register.site_of("KI"), register.inbox_of("KI")) == (
        "https://kaltim.example",
        Inbox("KI", "https://sqs/kaltim"),
    )


def test_files_that_crossed_link_them_as_well(pair: Pair) -> None:
    crossing = [pair.offer("kaltim"), pair.offer("kaltara")]
    answers = [pair.accept(offer).answer for offer in crossing]
    done = [pair.accept(answer) for answer in answers]
    assert [(each.sends, each.owes_answer) for each in done] == [(True, False), (True, False)]


def test_an_offer_is_the_same_until_something_changes(pair: Pair) -> None:
    first = pair.offer("kaltim")
    assert pair.offer("kaltim") == first
    answered = pair.accept(first)
    assert pair.accept(first) == answered
    assert pair.offer("kaltara") == answered.answer


def test_a_new_key_waits_for_the_answer_to_the_last_one(pair: Pair) -> None:
    pair.accept(pair.accept(pair.accept(pair.offer("kaltim")).answer).answer)
    before = pair.signs_with("kaltim")
    renewed = pair.offer("kaltim", new_key=True)
    assert pair.signs_with("kaltim") == before
    with pytest.raises(OfferError, match="has not answered the last key yet"):
        pair.offer("kaltim", new_key=True)
    done = pair.accept(pair.accept(renewed).answer)
    assert (done.sends, done.owes_answer) == (True, False)
    assert before != pair.signs_with("kaltim")


def test_an_offer_that_a_later_one_replaced_is_refused(pair: Pair) -> None:
    late = pair.offer("kaltim")
    pair.accept(pair.accept(pair.accept(late).answer).answer)
    pair.accept(pair.offer("kaltim", new_key=True))
    with pytest.raises(OfferError, match="kaltim has made a later key"):
        pair.accept(late)


def test_only_the_pairs_own_offers_are_taken(pair: Pair) -> None:
    with pytest.raises(OfferError, match="this offer is from kaltim to kaltara"):
        pair.sides["kaltim"].accept(pair.offer("kaltim"), BEGAN)
    with pytest.raises(OfferError, match="agrees on no secret"):
        pair.accept(Offer(**{**vars(pair.offer("kaltim")), "key": "0" * 64}))
    assert pair.takes("kaltara") == ()


CROSSED = "offer+ carry- new- offer+ offer- offer+ late+ carry- new+ new- carry+ carry- carry- new-"
"""Both renew their keys while files cross: kaltara still signs with what is three secrets old for kaltim."""


@example([(step[:-1], step[-1] == "+") for step in CROSSED.split()])
@settings(max_examples=examples(0.12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["offer", "new", "carry", "carry", "late"]), st.booleans()), max_size=14))
def test_nobody_ever_signs_with_what_the_other_does_not_take(steps: list[tuple[str, bool]]) -> None:
    """Whatever is lost, late, twice or in the wrong order; and from anywhere, each other's files link them."""
    with mock_aws():
        pair = Pair()
        mailed: list[Offer] = []
        for act, first in steps:
            slug = "kaltim" if first else "kaltara"
            try:
                if act in ("offer", "new"):
                    mailed.append(pair.offer(slug, new_key=act == "new"))
                elif to_it := [offer for offer in mailed if offer.to == slug]:
                    mailed.append(pair.accept(to_it[0 if act == "late" else -1]).answer)
            except OfferError:
                continue
            finally:
                assert pair.believed()
        for _ in range(2):
            for slug in OTHER:
                pair.accept(pair.offer(slug))
                assert pair.believed()
        for slug in OTHER:
            assert pair.signs_with(slug) == pair.takes(OTHER[slug])[0]


def test_a_stack_elsewhere_needs_a_line_in_the_configuration(monkeypatch: pytest.MonkeyPatch, pair: Pair) -> None:
    own = pair.offer("kaltara")
    there = Offer(**{**vars(pair.offer("kaltim")), "account": "222222222222"})
    text = 'slug = "kaltara"\nname = "Kalimantan Utara"\nprovince = "65"\npolicy = "progress-30"\nbrand = "LAPOR!"\n'
    lines: list[str] = []
    monkeypatch.setattr(
        pairing, "load_config", lambda slug: stack_config.parse(text + "".join(lines), "stacks/kaltara.toml")
    )
    assert pairing.missing_partner("kaltara", own, pair.offer("kaltim")) is None, "of the same account and region"
    missing = pairing.missing_partner("kaltara", own, there)
    assert missing is not None
    lines.append(missing)
    assert pairing.missing_partner("kaltara", own, there) is None


def test_what_a_stack_says_of_itself_comes_from_its_outputs(monkeypatch: pytest.MonkeyPatch, pair: Pair) -> None:
    monkeypatch.setattr(pairing, "tables_of", lambda stack: pair.tables[stack.slug])
    inbox = "https://sqs.ap-southeast-3.amazonaws.com/222222222222/lapor-kaltim-ReferralInbox-A1"
    outputs = {"ReferralInbox": inbox, "SiteUrl": "https://lapor.example.go.id"}
    stack = Stack("kaltim", "ap-southeast-3", outputs)
    offer = pairing.pairing_of(stack, "kaltara").offer(BEGAN)
    assert (offer.account, offer.region, offer.inbox) == ("222222222222", "ap-southeast-3", inbox)
    with pytest.raises(OfferError, match="not linked with itself"):
        pairing.pairing_of(stack, "kaltim")
