"""Identities in memory."""

from dataclasses import dataclass, field, replace

from chalicelib.domain.cases.model import Identity


@dataclass
class MemoryIdentityStore:
    """`ports.identity_store.IdentityStore`, over what `MemoryCaseStore` was given."""

    kept: dict[str, Identity] = field(default_factory=dict)

    def get(self, tracking_id: str) -> Identity | None:
        return self.kept.get(tracking_id)

    def correct(self, tracking_id: str, email: str) -> bool:
        if tracking_id not in self.kept:
            return False
        self.kept[tracking_id] = replace(self.kept[tracking_id], email=email)
        return True

    def erase(self, tracking_id: str) -> None:
        self.kept.pop(tracking_id, None)
