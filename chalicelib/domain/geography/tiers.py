"""Tiers, the ladder of offices: "if RT can solve it, RT does; else desa, camat, and only then the OPD"."""

from enum import IntEnum


class Tier(IntEnum):
    """A rung of the ladder; a higher value is a higher tier. Values are spaced so that they never need renumbering in
    stored data, which holds the names."""

    RT = 10
    DESA = 20
    KECAMATAN = 30
    OPD = 40
    PROVINSI = 50
    PUSAT = 60

    @property
    def label(self) -> str:
        """The name used in data and in the API."""
        return self.name.lower()

    @classmethod
    def named(cls, label: str) -> "Tier":
        """The tier of a label such as `opd`; raises KeyError for any other word."""
        return cls[label.upper()]
