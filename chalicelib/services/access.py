"""Bearer keys of offices: `lapor_<key id>_<secret>`. Only a hash is kept."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import tracking
from chalicelib.domain.case import Actor, Agency, Role
from chalicelib.services.ports import ApiKey, KeyStore
from chalicelib.services.stack import Entropy

_ID_CHARACTERS = 12
_SECRET_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class AccessService:
    """Issues keys and recognises their bearers."""

    keys: KeyStore
    entropy: Entropy

    def issue(self, role: Role, office: Agency, now: datetime, expires_at: datetime) -> str:
        """A new bearer key. This is the only moment at which its secret exists in the clear."""
        key_id, secret = self._random(_ID_CHARACTERS), self._random(_SECRET_CHARACTERS)
        self.keys.put(ApiKey(key_id, _hash(secret), role, office.id, office.name, now, expires_at))
        return f"lapor_{key_id}_{secret}"

    def recognise(self, bearer: str, now: datetime) -> Actor | None:
        """Who holds this key; None for anything that is no valid key at `now`."""
        scheme, _, rest = bearer.partition("_")
        key_id, _, secret = rest.partition("_")
        if scheme != "lapor" or len(key_id) != _ID_CHARACTERS or len(secret) != _SECRET_CHARACTERS:
            return None
        key = self.keys.get(key_id)
        if key is None or not hmac.compare_digest(_hash(secret), key.secret_hash) or key.expires_at <= now:
            return None
        return Actor(key.role, key.agency, key.agency_name, key.id)

    def _random(self, characters: int) -> str:
        number = int.from_bytes(self.entropy(characters), "big") & ((1 << 5 * characters) - 1)
        return tracking.base32(number, characters)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(f"lapor/v1/key/{secret}".encode()).digest()
