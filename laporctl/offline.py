"""What a phone keeps of a stack's site: the list that the service worker fetches, and the manifest by which the site is
installed like an app."""

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image

from laporctl import share
from laporctl.stack_config import StackConfig

WORKER = "sw.js"
REMOVAL = "sw-removal.js"
"""What a stack serves in place of the worker that wishes to have none."""
MANIFEST = "manifest.webmanifest"
PAGES = ("index.html", "lacak.html", "terima.html", "statistik.html", "bantuan.html")
"""The citizens' pages. The API's reference is for people at a desk, and as heavy as all of these."""

_LIST = b"self.__WB_MANIFEST"
"""Stands in the built worker where the list belongs."""
_ASSET = re.compile(rb"assets/[\w.-]+\.(?:js|css)|(?<=\./)[\w.-]+\.(?:js|css)")
_NEEDS_A_CONNECTION = "assets/map-"
"""What maps are made of, by the names that the build gives it: heavy, and no use without a signal."""
_ICONS = (180, 192, 512)
_SHORT = 12
"""Letters that stand below an icon on most phones."""


def kept(files: Mapping[str, bytes], region: str) -> list[dict[str, str | None]]:
    """What the worker keeps of the site's files, as Workbox reads it: addresses with a revision, which is `None` where
    the name itself has a hash. `region` is the province's code."""
    paths = [*PAGES, "icon.svg", MANIFEST, "categories.json", f"regions/{region}.json"]
    kept_files: list[dict[str, str | None]] = [
        {"url": _address(path), "revision": _revision(files[path])} for path in paths if path in files
    ]
    return kept_files + [{"url": f"/{path}", "revision": None} for path in sorted(_assets(files))]


def with_worker(files: Mapping[str, bytes], region: str, offline: bool) -> dict[str, bytes]:
    """The files of a site, whose `/sw.js` is the worker with its list, or the one that takes it back."""
    rest = {path: content for path, content in files.items() if path != REMOVAL}
    if not offline:
        return {**rest, WORKER: files[REMOVAL]}
    listed = json.dumps(kept(files, region), separators=(",", ":")).encode()
    return {**rest, WORKER: files[WORKER].replace(_LIST, listed)}


def manifest(config: StackConfig) -> bytes:
    """The site as an app under the stack's own name, words, colours and icons."""
    ground = config.band.ground if config.band else config.accent
    app: dict[str, Any] = {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "lang": "id",
        "dir": "ltr",
        "name": config.brand,
        "short_name": config.brand if len(config.brand) <= _SHORT else "LAPOR!",
        "description": config.texts.get("tagline", {}).get("id", f"Pengaduan dan aspirasi {config.name}"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": ground,
        "icons": [
            *([{"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml"}] if config.logo else []),
            *(
                {"src": f"/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for size in _ICONS[1:]
                for purpose in ("any", "maskable")
            ),
        ],
        "shortcuts": [
            {"name": "Buat laporan", "url": "/"},
            {"name": "Lacak laporan", "url": "/lacak.html"},
            {"name": "Laporan saya", "url": "/terima.html"},
        ],
    }
    if config.offline:
        # Only the worker answers this address.
        app["share_target"] = {
            "action": "/bagikan",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": "photos", "accept": ["image/*"]}]},
        }
    return json.dumps(app, ensure_ascii=False, indent=2).encode()


def icons(config: StackConfig) -> dict[str, bytes]:
    """The mark of the pages in the stack's colours, as phones want it: PNGs that may be cut to a circle."""
    return {f"icon-{size}.png": _icon(config, size) for size in _ICONS}


def _icon(config: StackConfig, size: int) -> bytes:
    ground, ink = (config.band.ground, config.band.ink) if config.band else (config.accent, share.INK)
    drawn = 4 * size
    image = Image.new("RGB", (drawn, drawn), ground)
    # Drawn large and made small, so that its edges are smooth; what a circle cuts off holds nothing of the mark.
    share.draw_mark(image, (drawn * 0.26, drawn * 0.26), drawn * 0.48, ground, ink)
    stored = io.BytesIO()
    small = image.resize((size, size), Image.Resampling.LANCZOS)
    small.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(stored, "PNG", optimize=True)
    return stored.getvalue()


def _assets(files: Mapping[str, bytes]) -> set[str]:
    """The scripts and sheets of the pages, with what they load in their turn."""
    found, waiting = set[str](), [path for path in PAGES if path in files]
    while waiting:
        for path in _named_in(files[waiting.pop()]):
            if path in files and path not in found and not path.startswith(_NEEDS_A_CONNECTION):
                found.add(path)
                waiting.append(path)
    return found


def _named_in(content: bytes) -> Iterator[str]:
    for name in _ASSET.findall(content):
        yield name.decode() if name.startswith(b"assets/") else f"assets/{name.decode()}"


def _address(path: str) -> str:
    return "/" if path == "index.html" else f"/{path}"


def _revision(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
