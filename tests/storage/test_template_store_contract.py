"""What every store of answer templates must do."""

from chalicelib.domain.cases.answer_templates import Template, Templates
from tests.storage.conftest import Stores

ROADS, WASTE = "64.08-pupr", "64.08-dlh"
MENDED, CLEANED = Template("Lubang ditutup", "Satu\nDua {nomor}"), Template("Dibersihkan", "Tiga")


def test_an_office_has_the_templates_that_were_kept_last(stores: Stores) -> None:
    assert stores.templates.of_office(ROADS) == Templates()
    for kept in (Templates(1, (MENDED, CLEANED)), Templates(2, (CLEANED,)), Templates(3)):
        assert stores.templates.replace(ROADS, kept)
        assert stores.templates.of_office(ROADS) == kept
    assert stores.templates.of_office(WASTE) == Templates()


def test_the_second_of_two_changes_at_once_is_refused(stores: Stores) -> None:
    assert stores.templates.replace(ROADS, Templates(1, (MENDED,)))
    assert not stores.templates.replace(ROADS, Templates(1, (CLEANED,)))
    assert not stores.templates.replace(ROADS, Templates(3, (CLEANED,)))
    assert stores.templates.of_office(ROADS) == Templates(1, (MENDED,))
