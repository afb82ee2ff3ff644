"""What others make of the site's addresses: search engines (robots.txt, sitemap.xml), and messengers that show a card
for a link."""

import html
import io
import re
from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFont

from laporctl.stack_config import StackConfig

CARD = "share.png"
CARD_SIZE = (1200, 630)
"""Pixels; what messengers show without cutting anything off."""

LISTED = ("", "publik.html", "lacak.html", "statistik.html", "bantuan.html", "papan.html", "api.html")
"""The pages for search engines; the others show what one phone holds, or what one officer works on."""

_NOT_FOR_SEARCH = ("/meja", "/terima.html", "/v1/", "/open311/")
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>")
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
_LEFT = 90
INK = "#ffffff"


def robots(site: str) -> bytes:
    """robots.txt of the site at `site`."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_SEARCH), "", f"Sitemap: {site}/sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()


def sitemap(site: str, languages: Iterable[str]) -> bytes:
    """sitemap.xml of the site at `site`: each page with its address in each language."""
    entries = []
    for path in LISTED:
        address = f"{site}/{path}"
        spoken = {"id": address, "en": f"{address}?bahasa=en"}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{each}" href="{html.escape(spoken[each])}"/>' for each in languages
        )
        entries.append(f"<url><loc>{html.escape(address)}</loc>{links}</url>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(entries)
        + "\n</urlset>\n"
    ).encode()


def with_card(page: bytes, path: str, site: str, brand: str) -> bytes:
    """A built page that tells messengers its title, words and picture. Both addresses are whole ones, as they need
    them, so the site must have one."""
    text = page.decode()
    title, description = _TITLE.search(text), _DESCRIPTION.search(text)
    if title is None or description is None:
        return page
    address = f"{site}/{'' if path == 'index.html' else path}"
    tags = {
        "og:type": "website",
        "og:locale": "id_ID",
        "og:site_name": html.escape(brand),
        "og:title": title[1],
        "og:description": description[1],
        "og:url": html.escape(address),
        "og:image": html.escape(f"{site}/{CARD}"),
        "og:image:width": str(CARD_SIZE[0]),
        "og:image:height": str(CARD_SIZE[1]),
    }
    metas = "".join(f'<meta property="{name}" content="{content}">\n    ' for name, content in tags.items())
    return text.replace(description[0], f"{description[0]}\n    {metas.rstrip()}").encode()


def draw_card(config: StackConfig) -> bytes:
    """The picture of a shared link: the stack's name and words in its colours, a PNG. The same for the same stack."""
    ground, ink = (config.band.ground, config.band.ink) if config.band else (config.accent, INK)
    image = Image.new("RGB", CARD_SIZE, ground)
    draw = ImageDraw.Draw(image)
    draw_mark(image, (_LEFT, 80), 136, ground, ink)
    below = "" if config.name in config.brand else config.name
    tagline = config.texts.get("tagline", {}).get("id", below)
    _write(draw, config.brand, top=270, size=96, ink=ink)
    _write(draw, tagline, top=400, size=44, ink=ink)
    _write(draw, "Laporkan. Pantau dengan nomor. Tanpa akun.", top=500, size=40, ink=ink)
    stored = io.BytesIO()
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=16).save(stored, "PNG", optimize=True)
    return stored.getvalue()


def draw_mark(image: Image.Image, at: tuple[float, float], width: float, ground: str, ink: str) -> None:
    """The mark of the pages, `width` pixels wide with its upper left corner `at`: a speech bubble with an exclamation
    mark, in the colour `ink` on `ground`."""
    draw, (left, top), unit = ImageDraw.Draw(image), at, width / 136

    def place(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(left + x * unit, top + y * unit) for x, y in points]

    draw.rounded_rectangle(place((0, 0), (136, 110)), 20 * unit, fill=ink)
    draw.polygon(place((28, 106), (62, 106), (28, 142)), fill=ink)
    draw.polygon(place((60, 18), (76, 18), (73, 62), (63, 62)), fill=ground)
    draw.ellipse(place((60, 72), (76, 88)), fill=ground)


def _write(draw: ImageDraw.ImageDraw, words: str, top: int, size: int, ink: str) -> None:
    """One line, smaller where it would not fit."""
    font = ImageFont.load_default(size)
    while size > 20 and draw.textlength(words, font) > CARD_SIZE[0] - 2 * _LEFT:
        size -= 4
        font = ImageFont.load_default(size)
    draw.text((_LEFT, top), words, fill=ink, font=font)
