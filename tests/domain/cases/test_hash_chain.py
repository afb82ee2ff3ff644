"""What the chain seals, as literals: cases that were filed years ago must still verify."""

from datetime import date

from chalicelib.domain.cases import hash_chain
from chalicelib.domain.cases.model import Content


def test_the_commitment_to_a_content_never_changes() -> None:
    """A field that is added later is sealed only where it is given: otherwise no earlier case verifies any more."""
    content = Content(
        text="Jalan berlubang.",
        place="Depan pasar",
        region_path=("Kalimantan Timur", "Kabupaten Kutai Timur"),
        lat=0.5,
        lon=117.5,
        incident_date=date(2026, 11, 20),
        salt=bytes(range(16)),
    )
    assert hash_chain.commit_content(content) == "200e27126a1f5031e2a1a1fcd1734cde5ec5143e7311c6a9bc4f0d7a973baf00"
