"""The address in a report changes neither the office nor how sure the decision is, in any district."""

import pytest

from bench.textmodel import addresses
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import shipped_model

ROUTER = addresses.router_of(TextModel.load(shipped_model()))
DISTRICTS = addresses.districts()


@pytest.mark.parametrize("form", [name for name in addresses.FORMS if name != "without"])
@pytest.mark.parametrize("matter", ["Jalan rusak di depan pasar", "KTP tiga bulan belum jadi"])
def test_an_address_does_not_blur_the_matter(matter: str, form: str) -> None:
    assert len(DISTRICTS) == 105
    sure = 0
    for place in DISTRICTS:
        plain = addresses.decided(ROUTER, matter, place[0]).decision
        told = addresses.decided(ROUTER, addresses.text_of(addresses.FORMS[form], matter, place), place[0]).decision
        assert told.office.id == plain.office.id, place
        sure += not told.triage
    assert sure == 105
