"""Bearer keys of offices: `lapor_<key id>_<secret>`. Only a hash is stored, beside the grant that the key carries."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Actor, Agency, Role
from chalicelib.domain.cases.tracking_id import encode_base32
from chalicelib.domain.errors import FieldError, InvalidInput, RoleNotAllowed
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing.readiness import AT_THE_OFFICE
from chalicelib.services.access.authorization import require_office
from chalicelib.services.ports.key_store import ApiKey, KeyStore, NoSuchKey
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.presence_store import PresenceStore
    from chalicelib.services.stack import Entropy

BODIES = {
    Role.OVERSEER_KEMENPANRB: Agency("00-panrb", "Kementerian PANRB", Tier.PUSAT),
    Role.OVERSEER_KSP: Agency("00-ksp", "Kantor Staf Presiden", Tier.PUSAT),
    Role.OVERSEER_OMBUDSMAN: Agency("00-ombudsman", "Ombudsman Republik Indonesia", Tier.PUSAT),
}
"""The overseers, who sit at the centre and in no stack's directory."""

_WITHOUT_KEYS = (Role.REPORTER, Role.SYSTEM, Role.OVERSEER, Role.REGION_HEAD)
ISSUED_ROLES = tuple(role for role in Role if role not in _WITHOUT_KEYS)
"""The roles that a new key can have. A head of region is a person, and what the role reads is public."""

LOOKS_AFTER_KEYS = (Role.LIAISON, Role.COORDINATOR, Role.AUDITOR, Role.ADMIN)

_ID_CHARACTERS = 12
_SECRET_CHARACTERS = 32
_NOBODYS = bytes(32)
"""The hash to compare with where there is no key, so that its absence takes as long to find as a wrong secret."""


class Standing(StrEnum):
    """Whether a key is valid, and if not, why. The bearer of an invalid key never learns which."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"


@use_case
class KeyService:
    """Issues keys, recognises their bearers, and ends them."""

    keys: KeyStore
    presence: PresenceStore
    entropy: Entropy

    def issue(
        self,
        role: Role,
        office: Agency,
        now: datetime,
        expires_at: datetime,
        *,
        decree: str = "",
        valid_from: datetime | None = None,
        categories: tuple[str, ...] = (),
    ) -> str:
        """A new bearer key. This is the only moment at which its secret exists in the clear. Raises InvalidInput for
        a grant that ends before it begins, and for categories where the role has none or the other way round."""
        errors = []
        if expires_at <= (valid_from or now):
            errors.append(FieldError("/valid_until", "too_long_ago", f"{valid_from or now:%Y-%m-%d}"))
        if (role is Role.OVERSEER_KSP) != bool(categories):
            errors.append(FieldError("/categories", "unknown_field" if categories else "missing"))
        if errors:
            raise InvalidInput(*errors)
        key_id, secret = self._random(_ID_CHARACTERS), self._random(_SECRET_CHARACTERS)
        grant = ApiKey(
            key_id, _hash(secret), role, office.id, office.name, now, expires_at, decree, valid_from, categories
        )
        self.keys.put(grant)
        if role in AT_THE_OFFICE:
            self.presence.note_appointed(office.id, now.date())
        return _bearer(key_id, secret)

    def rotate(self, key_id: str, now: datetime, overlap: timedelta) -> str:
        """The same key with another secret; the earlier one stays valid for `overlap`, so that a program can be given
        the new one in time. Raises NoSuchKey for a key that does not exist, has expired or was revoked."""
        key = self.keys.get(key_id)
        if key is None or standing(key, now) in (Standing.EXPIRED, Standing.REVOKED):
            raise NoSuchKey
        secret = self._random(_SECRET_CHARACTERS)
        self.keys.rotate(key, _hash(secret), now + overlap)
        return _bearer(key_id, secret)

    def recognise(self, bearer: str, now: datetime) -> Actor | None:
        """The actor behind a bearer key; None for anything that is no valid key at `now`. Neither the answer nor the
        time it takes tells an unknown key, a wrong secret, an expired and a revoked key apart."""
        scheme, _, rest = bearer.partition("_")
        key_id, _, secret = rest.partition("_")
        if scheme != "lapor" or len(key_id) != _ID_CHARACTERS or len(secret) != _SECRET_CHARACTERS:
            return None
        key = self.keys.get(key_id)
        fits = _fits(secret, key, now)
        if key is None or not fits or standing(key, now) is not Standing.VALID:
            return None
        if key.last_used != now.date():
            if key.role in AT_THE_OFFICE:
                # Beside the key's own mark, so that an office is written to once a day for each of its keys at most,
                # and before it: a process that dies between the two is made good by the next request.
                self.presence.note_seen(key.agency, now.date())
            self.keys.mark_used(key_id, now.date())
        return Actor(key.role, key.agency, key.agency_name, key.id, key.categories)

    def of_office(self, actor: Actor, agency_id: str) -> list[ApiKey]:
        """The keys of an office, for those who look after them. Raises RoleNotAllowed or NotYourCase."""
        if actor.role not in LOOKS_AFTER_KEYS:
            raise RoleNotAllowed(actor.role, LOOKS_AFTER_KEYS)
        require_office(actor, agency_id)
        return list(self.keys.issued(agency_id))

    def _random(self, characters: int) -> str:
        number = int.from_bytes(self.entropy(characters), "big") & ((1 << 5 * characters) - 1)
        return encode_base32(number, characters)


def standing(key: ApiKey, now: datetime) -> Standing:
    """The standing of a key at `now`."""
    if key.revoked_at is not None:
        return Standing.REVOKED
    if key.expires_at <= now:
        return Standing.EXPIRED
    if key.valid_from is not None and now < key.valid_from:
        return Standing.NOT_YET
    return Standing.VALID


def _fits(secret: str, key: ApiKey | None, now: datetime) -> bool:
    """Whether the secret is the key's, or the one before while that is still valid. Always two comparisons, in constant
    time."""
    hashed = _hash(secret)
    own = hmac.compare_digest(hashed, key.secret_hash if key else _NOBODYS)
    earlier = hmac.compare_digest(hashed, key.earlier_hash or _NOBODYS if key else _NOBODYS)
    in_time = key is not None and key.earlier_until is not None and now < key.earlier_until
    return own or (earlier and in_time)


def _bearer(key_id: str, secret: str) -> str:
    return f"lapor_{key_id}_{secret}"


def _hash(secret: str) -> bytes:
    return hashlib.sha256(f"lapor/v1/key/{secret}".encode()).digest()
