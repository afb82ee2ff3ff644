"""One side of a link: what a stack offers to another, and what it does with the other's offer.

Nobody signs with a secret that the other does not take yet. A stack takes a new secret as soon as it can make it, and
signs with it once the other's offer says that it has accepted this stack's key. So a link needs three files, one that
begins, one that answers and one that confirms, each of which may come twice, late, or be lost and sent again.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from chalicelib.domain.timestamps import to_text
from chalicelib.storage import table_keys
from chalicelib.storage.models import Tables, item_or_none
from chalicelib.storage.stack_register import DynamoStackRegister
from chalicelib.storage.stack_secrets import DynamoStackSecrets
from laporctl.partners.agreement import new_private_key, public_key, secret
from laporctl.partners.offer import Offer, OfferError
from laporctl.remote import tables_of
from laporctl.stack_config import Partner
from laporctl.stacks import Stack, load_config, province_of


@dataclass(frozen=True)
class Accepted:
    """What came of an offer: whether this stack now signs its messages to the other; and the `answer`, which it owes if
    the other does not know yet that its key was accepted."""

    answer: Offer
    sends: bool
    owes_answer: bool


@dataclass(frozen=True)
class _Keys:
    """A stack's private key for a pair and the other's public key it has accepted, in hexadecimal digits, each with the
    moment it was made."""

    private: str
    made_at: str
    other: str | None = None
    other_made_at: str = ""

    @property
    def public(self) -> str:
        return public_key(bytes.fromhex(self.private)).hex()


def pairing_of(stack: Stack, other: str) -> "Pairing":
    """The link of a deployed stack with another slug. Raises OfferError for itself, StackError for what is no stack."""
    province_of(other)
    if other == stack.slug:
        raise OfferError("a stack is not linked with itself")
    inbox = stack.outputs["ReferralInbox"]
    account = urlsplit(inbox).path.split("/")[1]
    own = Offer(stack.slug, other, stack.site, inbox, account, stack.region, key="", made_at="")
    return Pairing(tables_of(stack), own)


def missing_partner(slug: str, own: Offer, offer: Offer) -> str | None:
    """The lines that the configuration of `slug` lacks for the roles of the other stack to be let in and its inbox to
    be written to; None if it lacks none, as within one account and region."""
    partner = Partner(offer.sender, offer.account, offer.region)
    if (offer.account, offer.region) == (own.account, own.region) or partner in load_config(slug).partners:
        return None
    lines = (f'{name} = "{value}"' for name, value in asdict(partner).items())
    return "\n".join(("[[partners]]", *lines)) + "\n"


class Pairing:
    """The link between a stack and another, seen from the stack. `own` is its offer without keys."""

    def __init__(self, tables: Tables, own: Offer) -> None:
        self.own = own
        self._row = tables.secret
        self._secrets = DynamoStackSecrets(tables)
        self._register = DynamoStackRegister(tables)
        self._here, self._there = (province_of(slug)["prefix"] for slug in (own.sender, own.to))

    def offer(self, now: datetime, *, new_key: bool = False) -> Offer:
        """What to send to the other stack; the same until something changes. A new key is made at the first time, or
        when it is asked for; raises OfferError while one waits for its answer."""
        keys = self._keys()
        if keys is None:
            keys = self._keep(_Keys(new_private_key().hex(), to_text(now)))
        elif new_key:
            if keys.other is None or not self._sends(keys):
                raise OfferError(f"{self.own.to} has not answered the last key yet: send it the same offer again")
            keys = replace(keys, private=new_private_key().hex(), made_at=to_text(now))
            self._take(keys)
            self._keep(keys)
        return self._offer(keys)

    def accept(self, offer: Offer, now: datetime) -> Accepted:
        """Believe the other's offer, whose fingerprint was compared. Raises OfferError for one of somebody else, and
        for one that a later one has taken the place of."""
        if (offer.sender, offer.to) != (self.own.to, self.own.sender):
            raise OfferError(f"this offer is from {offer.sender} to {offer.to}")
        before = self._keys()
        if before and offer.made_at < before.other_made_at:
            raise OfferError(f"{offer.sender} has made a later key: ask for the offer that it makes now")
        keys = before or _Keys(new_private_key().hex(), to_text(now))
        keys = replace(keys, other=offer.key, other_made_at=offer.made_at)
        try:
            self._take(keys)
        except ValueError:
            raise OfferError("key: agrees on no secret") from None
        if keys != before:
            self._keep(keys)
        if offer.answers == keys.public:
            self._secrets.put_for_sending(self._there, self._secret(keys, self._here, self._there))
        self._register.put(self._there, offer.site, offer.inbox)
        told = before is not None and before.other == offer.key and offer.answers == keys.public
        return Accepted(self._offer(keys), self._sends(keys), owes_answer=not told)

    def _offer(self, keys: _Keys) -> Offer:
        return replace(self.own, key=keys.public, made_at=keys.made_at, answers=keys.other)

    def _take(self, keys: _Keys) -> None:
        """Take messages that are signed with what the keys agree on, before the keys themselves are kept: of keys that
        were lost in between nobody knows, so nobody signs with them."""
        made = self._secret(keys, self._there, self._here)
        if made not in self._secrets.of_sender(self._there):
            self._secrets.put_of_sender(self._there, made)

    def _sends(self, keys: _Keys) -> bool:
        return self._secrets.for_sending(self._there) == self._secret(keys, self._here, self._there)

    def _secret(self, keys: _Keys, sender: str, receiver: str) -> bytes:
        return secret(bytes.fromhex(keys.private), bytes.fromhex(keys.other or ""), sender, receiver)

    def _keys(self) -> _Keys | None:
        row = item_or_none(self._row, table_keys.stack(self._there), table_keys.OFFERED, consistent=True)
        return _Keys(**json.loads(row.current)) if row else None

    def _keep(self, keys: _Keys) -> _Keys:
        text = json.dumps(asdict(keys))
        self._row(pk=table_keys.stack(self._there), sk=table_keys.OFFERED, current=text).save()
        return keys
