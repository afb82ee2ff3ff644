"""The page of what a person is told by mail, in a real browser."""

from typing import Any

import pytest

from chalicelib.domain.cases.model import Role
from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notices.officials import Topic
from tests.api.conftest import Api
from tests.api.test_whole_case import OFFICE
from tests.support.desk import PHONE, sit_down

pytestmark = pytest.mark.browser


def test_an_officer_switches_mails_off_and_reads_that_none_arrives(browser: Any, site: str, api: Api) -> None:
    api.world.services.returns.came_back_from("officer-person", Stop.BOUNCED, api.world.now)
    rina = sit_down(browser, site, api, Role.OFFICER, OFFICE, path="#/kabar", viewport=PHONE)
    page = rina.page
    page.get_by_text("E-mail kami tidak sampai ke Anda.").wait_for()
    assert page.get_by_label("Darurat, kapan saja").is_disabled()
    rina.look("mails-1-stopped")
    page.get_by_label("Laporan baru").uncheck()
    page.click("#mail .primary")
    page.locator("#said").get_by_text("Pilihan tersimpan.").wait_for()
    assert page.get_by_text("E-mail kami tidak sampai").count() == 0
    assert api.world.services.stops.wishes_of("officer-person").off == {Topic.NEW}
    page.reload()
    page.wait_for_selector("#mail-new")
    assert not page.get_by_label("Laporan baru").is_checked()
    assert page.get_by_label("Laporan yang lewat batas").is_checked()
    rina.look("mails-2-saved")
    page.context.close()
