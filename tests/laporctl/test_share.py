"""What search engines and messengers learn of a site."""

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from laporctl import paths, share
from laporctl.stacks import load_config

SITE = "https://lapor.example.go.id"


def test_search_engines_are_kept_from_what_is_nobody_elses_and_told_of_the_sitemap() -> None:
    lines = share.robots(SITE).decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /meja", "Disallow: /terima.html", "Disallow: /v1/"} <= set(lines)
    assert lines[-1] == f"Sitemap: {SITE}/sitemap.xml"
    assert not any(line == f"Disallow: /{path}" for line in lines for path in share.LISTED)


def test_the_sitemap_names_every_listed_page_in_each_language_and_they_exist() -> None:
    root = ElementTree.fromstring(share.sitemap(SITE, ["id", "en"]))
    addresses = [each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert addresses == [f"{SITE}/{path}" for path in share.LISTED]
    assert all((paths.WEB / (path or "index.html")).is_file() for path in share.LISTED)
    links = [each.attrib["href"] for each in root.iter("{http://www.w3.org/1999/xhtml}link")]
    assert f"{SITE}/lacak.html?bahasa=en" in links
    assert len(links) == 2 * len(addresses)


@pytest.mark.parametrize("name", sorted(page.name for page in paths.WEB.glob("*.html")))
def test_every_page_has_words_of_its_own_for_the_card(name: str) -> None:
    page = share.with_card((paths.WEB / name).read_bytes(), name, SITE, "A & B").decode()
    told = dict(re.findall(r'<meta property="([\w:]+)" content="([^"]*)">', page))
    assert told["og:url"] == f"{SITE}/{'' if name == 'index.html' else name}"
    assert told["og:image"] == f"{SITE}/share.png"
    assert told["og:site_name"] == "A &amp; B"
    assert told["og:title"] in page
    assert 20 < len(told["og:description"]) < 200
    others = [each.read_text() for each in paths.WEB.glob("*.html") if each.name != name]
    assert not any(told["og:description"] in each for each in others)


def test_a_page_without_words_of_its_own_gets_no_card() -> None:
    assert share.with_card(b"<title>Meja</title>", "meja/index.html", SITE, "LAPOR!") == b"<title>Meja</title>"


@pytest.mark.parametrize("slug", ["kaltim", "kaltara", "papua-pegunungan"])
def test_the_card_is_the_stacks_own_light_picture_and_the_same_each_time(slug: str) -> None:
    config = load_config(slug)
    drawn = share.draw_card(config)
    assert drawn == share.draw_card(config), "so that it is uploaded once"
    assert len(drawn) < 40_000
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    assert image.size == share.CARD_SIZE
    ground = config.band.ground if config.band else config.accent
    corner = image.getpixel((5, 5))
    assert isinstance(corner, tuple)
    assert all(abs(a - b) <= 4 for a, b in zip(corner, bytes.fromhex(ground[1:]), strict=True))
    edge = {image.getpixel((share.CARD_SIZE[0] - 40, y)) for y in range(share.CARD_SIZE[1])}
    assert edge == {corner}, "no word is cut off"
