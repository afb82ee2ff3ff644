"""The static site of a stack: built once for all stacks, uploaded with what makes it this stack's own."""

import hashlib
import html
import json
import mimetypes
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from laporctl import offline, paths, share
from laporctl.errors import OperatorError, cause_of
from laporctl.stack_config import StackConfig
from laporctl.stacks import Stack, load_config, province_of

NODE_MAJOR = 20
BUILD_STAMP = paths.BUILD / "site.json"
INSTALL_STAMP = paths.WEB / "node_modules" / ".installed"
NOT_INPUTS = frozenset({"dist", "node_modules"})

HASHED_DIR = "assets/"
"""The bundler puts a hash into every name below it: such a file never changes."""
FILES_PLACEHOLDER = b"https://files.invalid"
"""The build writes this into the pages' policy where the bucket of the stack's photos belongs."""
LOGO = "icon.svg"
"""The drawing in the browser's tab, and at the top of a page whose stack has a logo of its own."""
_LOGO_DRAWN = re.compile(r'<svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true">.*?</svg>', re.DOTALL)
_LOGO_SHOWN = f'<img src="/{LOGO}" width="36" height="36" alt="">'
_NATIONAL = "SP4N-LAPOR!"
"""The name in the pages as they are built."""
_NAMED = re.compile(rf"(<title[^>]*>[^<]*|<strong data-stack=\"brand\">){re.escape(_NATIONAL)}")
_TAGLINE = '<small data-stack="name">'
_ABOUT = '<p data-stack="about" hidden>'
SIGN_IN_PLACEHOLDER = b"https://signin.invalid"
"""The same for where officers sign in."""
_OF_A_REGION = re.compile(r"\.auth\.([a-z0-9-]+)\.amazoncognito\.com$")
DESK = "meja/index.html"
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"


class SiteError(OperatorError):
    """Raised when the site cannot be built; the message is for the operator."""


def build_site() -> bool:
    """Build web/dist with npm, unless nothing changed since the last time. Returns whether it built."""
    inputs = _hash_of_sources()
    if (paths.SITE / "index.html").exists() and _last_built() == inputs:
        return False
    lock = paths.WEB / "package-lock.json"
    if not INSTALL_STAMP.exists() or INSTALL_STAMP.stat().st_mtime < lock.stat().st_mtime:
        _npm("ci")
        INSTALL_STAMP.touch()
    _npm("run", "build")
    paths.BUILD.mkdir(exist_ok=True)
    BUILD_STAMP.write_text(json.dumps({"inputs": inputs}) + "\n")
    return True


def allow_files(page: bytes, origin: str) -> bytes:
    """A built page whose policy lets photos come from and go to `origin`."""
    return page.replace(FILES_PLACEHOLDER, origin.encode())


def allow_sign_in(page: bytes, origin: str) -> bytes:
    """The desk's page, whose policy lets it fetch tokens from `origin` and set up authenticators."""
    region = _OF_A_REGION.search(origin)
    hosts = f"{origin} https://cognito-idp.{region[1]}.amazonaws.com" if region else origin
    return page.replace(SIGN_IN_PLACEHOLDER, hosts.encode())


def branded(page: bytes, config: StackConfig) -> bytes:
    """A built page under the stack's own name, words and logo, for readers whose browser runs no script as well."""
    text = _NAMED.sub(lambda found: found[1] + html.escape(config.brand), page.decode())
    below = "" if config.name in config.brand else config.name
    if tagline := config.texts.get("tagline", {}).get("id", below):
        text = text.replace(_TAGLINE, f"{_TAGLINE}{html.escape(tagline)}")
    if about := config.texts.get("about"):
        text = text.replace(_ABOUT, f'<p data-stack="about">{html.escape(about["id"])}')
    return (_LOGO_DRAWN.sub(_LOGO_SHOWN, text) if config.logo else text).encode()


def files_of(slug: str, outputs: Mapping[str, str]) -> dict[str, bytes]:
    """The files of the site of `slug`: path -> content. `outputs` of its stack say where it is itself, where
    its photos are, and where people sign in."""
    files = {p.relative_to(paths.SITE).as_posix(): p.read_bytes() for p in _files(paths.SITE)}
    province, own = province_of(slug), load_config(slug)
    for path, page in files.items():
        if path.endswith(".html"):
            worn = branded(allow_files(page, outputs["FilesOrigin"]), own)
            files[path] = share.with_card(worn, path, outputs["SiteUrl"], own.brand)
    files[DESK] = allow_sign_in(files[DESK], outputs["SignInOrigin"])
    # CloudFront knows no index below the root: this is what an address ending in a slash asks the bucket for.
    files["meja/"] = files[DESK]
    if own.logo:
        files[LOGO] = (paths.STACKS / own.logo).read_bytes()
    for regions in sorted(paths.REGIONS.glob(f"{province['code']}*.json")):
        files[f"regions/{regions.name}"] = regions.read_bytes()
    files["coast.json"] = (paths.COASTS / f"{province['code']}.json").read_bytes()
    files["categories.json"] = (paths.BUILD / "categories.json").read_bytes()
    config = stack_config(own, province)
    config["renews_by"] = [each for each in outputs["RenewsBy"].split() if each != "none"]
    config["sign_in"] = {"origin": outputs["SignInOrigin"], "client_id": outputs["DeskClient"]}
    files["robots.txt"] = share.robots(outputs["SiteUrl"])
    files["sitemap.xml"] = share.sitemap(outputs["SiteUrl"], own.languages)
    files[share.CARD] = share.draw_card(own)
    files["stack.json"] = json.dumps(config, ensure_ascii=False, indent=2).encode()
    files |= {offline.MANIFEST: offline.manifest(own), **offline.icons(own)}
    return offline.with_worker(files, province["code"], own.offline)


def stack_config(config: StackConfig, province: dict[str, Any]) -> dict[str, Any]:
    """The content of /stack.json: what the pages must know about their stack."""
    return {
        "slug": province["slug"],
        "name": province["name"],
        "prefix": province["prefix"],
        "region": province["code"],
        "timezone": province["timezone"],
        "utc_offset": province["utc_offset"],
        "brand": config.brand,
        "accent": config.accent,
        "band": {"ground": config.band.ground, "ink": config.band.ink} if config.band else None,
        "texts": {place: dict(words) for place, words in config.texts.items()},
        "languages": list(config.languages),
        "offline": config.offline,
        "emergency": [{"number": each.number, "label": each.label} for each in config.emergency],
    }


def upload_site(stack: Stack) -> int:
    """Upload what was built, as `upload_files` does."""
    return upload_files(stack, files_of(stack.slug, stack.outputs))


def upload_files(stack: Stack, files: Mapping[str, bytes]) -> int:
    """Upload the files (path -> content) that the bucket does not hold yet and invalidate CloudFront; returns how many
    they were.

    Files of earlier builds stay: a page that is open on somebody's phone may still ask for them.
    """
    s3, bucket = stack.client("s3"), stack.outputs["SiteBucket"]
    present = {
        item["Key"]: item["ETag"].strip('"')
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        for item in page.get("Contents", [])
    }
    uploaded = 0
    for path, content in sorted(files.items(), key=lambda each: _turn(each[0])):
        if present.get(path) == hashlib.md5(content, usedforsecurity=False).hexdigest():
            continue
        is_page = path.endswith((".html", "/"))
        kind = "text/html" if is_page else mimetypes.guess_type(path)[0] or "application/octet-stream"
        textual = kind.startswith("text/") or kind in ("application/json", "application/manifest+json")
        s3.put_object(
            Bucket=bucket,
            Key=path,
            Body=content,
            ContentType=f"{kind}; charset=utf-8" if textual else kind,
            CacheControl=FOREVER if path.startswith(HASHED_DIR) else ALWAYS_ASK,
        )
        uploaded += 1
    if uploaded and stack.endpoint is None:
        stack.client("cloudfront").create_invalidation(
            DistributionId=stack.outputs["DistributionId"],
            InvalidationBatch={
                "Paths": {"Quantity": 1, "Items": ["/*"]},
                "CallerReference": str(time.time()),
            },
        )
    return uploaded


def _turn(path: str) -> int:
    """The pages after the files that they name, and the worker after the pages whose revisions it names."""
    return 2 if path == offline.WORKER else 1 if path.endswith((".html", "/")) else 0


def check_node() -> None:
    """Raises SiteError unless Node of the needed version is there."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        raise SiteError(f"Node {NODE_MAJOR} or newer with npm is needed to build the site: https://nodejs.org")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").partition(".")[0]) < NODE_MAJOR:
        raise SiteError(f"Node {NODE_MAJOR} or newer is needed, this is {version}: https://nodejs.org")


def _files(root: Path) -> Iterator[Path]:
    return (p for p in sorted(root.rglob("*")) if p.is_file())


def _hash_of_sources() -> str:
    # The page for developers is made from the API's description.
    digest = hashlib.sha256(paths.DESCRIPTION.read_bytes())
    for file in _files(paths.WEB):
        inside = file.relative_to(paths.WEB)
        if inside.parts[0] not in NOT_INPUTS:
            digest.update(f"{inside}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _last_built() -> str | None:
    try:
        return str(json.loads(BUILD_STAMP.read_text())["inputs"])
    except (FileNotFoundError, ValueError, KeyError):
        return None


def _npm(*arguments: str) -> None:
    check_node()
    result = subprocess.run(["npm", *arguments], cwd=paths.WEB, capture_output=True, text=True, check=False)
    if result.returncode:
        log = paths.BUILD / "npm.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(result.stdout + result.stderr)
        cause = cause_of(result.stderr or result.stdout)
        raise SiteError(f"npm {' '.join(arguments)} failed: {cause}; all of it: {log}")
