"""What makes a built site a stack's own."""

import json
from pathlib import Path

import pytest

from laporctl import paths, site
from laporctl.site import FILES_PLACEHOLDER, allow_files, branded
from laporctl.stack_config import parse
from laporctl.stacks import load_config, province_of

PAGES = sorted(paths.WEB.glob("*.html"))


def test_the_policy_of_a_page_names_the_bucket_of_its_stack() -> None:
    page = b"img-src 'self' " + FILES_PLACEHOLDER + b"; connect-src 'self' " + FILES_PLACEHOLDER
    origin = "https://bucket.s3.ap-southeast-3.amazonaws.com"
    assert allow_files(page, origin).decode() == f"img-src 'self' {origin}; connect-src 'self' {origin}"


def test_the_build_writes_the_placeholder_that_the_deployment_replaces() -> None:
    assert FILES_PLACEHOLDER.decode() in (paths.WEB / "vite.config.ts").read_text()


def built(name: str) -> bytes:
    """A page as the build makes it, but for its scripts and sheets."""
    page = (paths.WEB / name).read_text()
    for partial in ("header", "footer"):
        page = page.replace(f"<!-- {partial} -->", (paths.WEB / "partials" / f"{partial}.html").read_text())
    return page.encode()


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_page_without_script_has_the_name_words_and_logo_of_its_stack(name: str) -> None:
    page = branded(built(name), load_config("kaltim")).decode()
    assert " - LAPOR WAL!</title>" in page
    assert '<strong data-stack="brand">LAPOR WAL!</strong>' in page
    assert '<small data-stack="name">Pengaduan dan aspirasi Kalimantan Timur</small>' in page
    assert '<p data-stack="about">LAPOR WAL! adalah' in page
    assert '<img src="/icon.svg" width="36" height="36" alt="">' in page
    assert 'class="mark"' not in page


def test_what_a_stack_does_not_say_stays_as_it_was_built() -> None:
    own = parse(
        'slug = "kaltara"\nname = "Kalimantan Utara"\nprovince = "65"\npolicy = "progress-30"\nbrand = "A & <b>"\n',
        "stacks/kaltara.toml",
    )
    page = branded(built("index.html"), own).decode()
    assert "A &amp; &lt;b&gt;</strong>" in page
    assert '<small data-stack="name">Kalimantan Utara</small>' in page
    assert '<p data-stack="about" hidden></p>' in page
    assert 'class="mark"' in page


DESK = b"connect-src https://signin.invalid"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://localhost:4566", b"connect-src http://localhost:4566"),
        (
            "https://lapor-kaltim-1f2e.auth.ap-southeast-3.amazoncognito.com",
            b"connect-src https://lapor-kaltim-1f2e.auth.ap-southeast-3.amazoncognito.com"
            b" https://cognito-idp.ap-southeast-3.amazonaws.com",
        ),
    ],
)
def test_the_desk_alone_may_speak_to_where_people_sign_in(origin: str, allowed: bytes) -> None:
    assert site.allow_sign_in(DESK, origin) == allowed


def test_the_logo_is_the_icon_of_the_site_and_the_pages_learn_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "SITE", tmp_path)
    monkeypatch.setattr(paths, "BUILD", tmp_path)
    for name, content in {
        "icon.svg": b"national",
        "index.html": built("index.html"),
        "meja/index.html": DESK,
        "sw.js": b"precache(self.__WB_MANIFEST)",
        "sw-removal.js": b"leave",
        "categories.json": b"[]",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    outputs = {
        "FilesOrigin": "https://files.example.org",
        "SignInOrigin": "https://sign.example",
        "DeskClient": "desk",
        "RenewsBy": "mail sms",
        "SiteUrl": "https://lapor.example.go.id",
    }
    files = site.files_of("kaltim", outputs)
    assert files["icon.svg"] == (paths.STACKS / "kaltim.svg").read_bytes()
    assert b"LAPOR WAL!" in files["index.html"]
    assert files["meja/"] == files["meja/index.html"] == b"connect-src https://sign.example"
    told = json.loads(files["stack.json"])
    assert told.pop("sign_in") == {"origin": "https://sign.example", "client_id": "desk"}
    assert told.pop("renews_by") == ["mail", "sms"]
    assert told == site.stack_config(load_config("kaltim"), province_of("kaltim"))
    assert told["band"] == {"ground": "#0b5d4b", "ink": "#ffffff"}
    assert told["languages"] == ["id", "en"]
    assert set(told["texts"]) == {"tagline", "about"}
