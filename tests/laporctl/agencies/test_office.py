"""What the table keeps of an office beside its name."""

from chalicelib.storage.models import Row
from laporctl.agencies.office import EarlierName, Office, from_row


def test_most_offices_keep_nothing_beside_their_name() -> None:
    assert Office("64.08-pupr", "Dinas PU", "opd").register == {}


def test_an_office_reads_back_as_it_was_kept() -> None:
    office = Office(
        "64.08-pupr",
        "Dinas PUTR",
        "opd",
        since="2026-01-01",
        decree="Perda 3/2025",
        ended="2026-06-01",
        successor="64.08-perkim",
        end_decree="Perda 1/2026",
        earlier=(EarlierName("Dinas PU", "2026-01-01", "Perda 3/2025"),),
    )
    row = Row("REGION#64.08", "AGENCY#pupr", name=office.name, tier=office.tier, register=office.register)
    assert from_row(row) == office
    assert (office.region, len(office.register)) == ("64.08", 6)
