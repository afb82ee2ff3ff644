"""Addresses that the site has not: what the edge answers, and the page that a browser shows."""

import re

import pytest

from laporctl import paths, site
from tests.support import site_addresses
from tests.support.webstub import DIST
from tests.web.conftest import OpenPage

pytestmark = pytest.mark.browser

OUTPUTS = {
    "FilesOrigin": "https://files.example.org",
    "SignInOrigin": "https://sign.example",
    "DeskClient": "desk",
    "RenewsBy": "none",
    "SiteUrl": "https://lapor.example.go.id",
}


def test_every_file_of_a_site_is_let_through(built_site: object) -> None:
    paths.BUILD.joinpath("categories.json").touch()
    wanted = [f"/{path}" for path in site.files_of("kaltim", OUTPUTS)]
    assert len(wanted) > 20
    stopped = [
        path
        for path, each in zip(["/", *wanted], site_addresses.answers("/", *wanted), strict=True)
        if each.get("uri") != path
    ]
    assert stopped == []


def test_the_page_list_of_the_function_is_that_of_the_build() -> None:
    (listed,) = re.findall(r"const PAGES = \[([^\]]+)\]", site_addresses.code())
    assert sorted(f"{name.strip(' ')}.html".replace("'", "") for name in listed.split(",")) == sorted(
        page.name for page in DIST.glob("*.html")
    )


@pytest.mark.parametrize(
    "path", ["/no-such", "/wp-login.php", "/lacak.htm", "/assets", "/a/b/c", "/meja/orang", "/lacak.html/x", "/.env"]
)
def test_an_unknown_address_is_answered_404_with_a_page_that_nobody_stores(path: str) -> None:
    (answer,) = site_addresses.answers(path)
    assert answer["statusCode"] == 404
    assert answer["headers"]["content-type"]["value"] == "text/html; charset=utf-8"
    assert answer["headers"]["cache-control"]["value"] == "no-store"
    assert "Halaman ini tidak ada" in answer["body"]["data"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/lacak", "/lacak.html"),
        ("/LACAK", "/lacak.html"),
        ("/Statistik.html", "/statistik.html"),
        ("/statistik/", "/statistik.html"),
        ("/meja", "/meja/"),
    ],
)
def test_an_address_as_people_type_it_leads_to_the_page_that_is_meant(typed: str, meant: str) -> None:
    (answer,) = site_addresses.answers(typed, query={"id": "KI-N4MY-SXYG-J405-C"})
    assert (answer["statusCode"], answer["headers"]["location"]["value"]) == (302, f"{meant}?id=KI-N4MY-SXYG-J405-C")


def test_the_function_is_as_small_as_cloudfront_takes() -> None:
    assert len(site_addresses.code().encode()) <= 10 * 1024


def test_the_page_leads_to_the_report_by_its_number(open_page: OpenPage, site: str) -> None:
    page = open_page("/nothing-here", java_script_enabled=False)
    assert page.inner_text("h1") == "Halaman ini tidak ada"
    page.fill("#id", "KI-N4MY-SXYG-J405-C")
    page.click("button")
    page.wait_for_url(f"{site}/lacak.html?id=KI-N4MY-SXYG-J405-C")
