"""A small stand-in for a deployed stack, for tests of the pages alone: serves web/dist and answers like the API.

Everything in it is invented. It can be told to be unreachable, slow to store, or to refuse, which a real stack cannot.
"""

import copy
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Lock
from time import sleep
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from chalicelib.api.attachment_labels import FAILURES
from chalicelib.api.http import case_page
from chalicelib.domain.cases.contact import read_phone
from chalicelib.domain.cases.receipt import derive
from laporctl import offline, paths
from laporctl.site import LOGO, allow_files, branded, stack_config
from laporctl.stacks import load_config, province_of
from tests.support import (
    pictures,
    site_addresses,
    webcases,
    webfiles,
    webmap,
    webrecord,
    webrenewals,
    webreporters,
    webstatistics,
)
from tests.support.webbucket import Bucket
from tests.support.webserver import serving

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: {files}; "
    "connect-src 'self' {files}; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


SCRIPTS_LATE_SECONDS = 0.1
"""How much later than a page its scripts come, as on a slow network: a test that looks at a page before its script has
run fails every time, not once in a hundred."""


@dataclass
class Stack:
    """What the stand-in holds and how it behaves."""

    slug: str = ""
    """Whose name, words, colours and logo the site has; the invented ones of `webfiles` if it is empty."""
    cases: dict[str, dict[str, Any]] = field(default_factory=webcases.all_cases)
    secrets: dict[str, str] = field(default_factory=dict)
    filed: list[dict[str, Any]] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    said: list[tuple[str, Any]] = field(default_factory=list)
    """What reporters sent: the last part of the address and the body, None where there was none."""
    refusal: dict[str, Any] | None = None
    """A problem document that the next filing, or whatever a reporter says next, is answered with."""
    lose_answers: int = 0
    """How many filings are stored while their answer is lost on the way."""
    similar: list[dict[str, Any]] = field(default_factory=lambda: webcases.SIMILAR)
    """What is answered to the question what was reported already."""
    suggestion: dict[str, Any] = field(default_factory=lambda: copy.deepcopy(webcases.SUGGESTION))
    """What is answered to the question where a report would go; a problem document if it has a `status`."""
    suggested: list[dict[str, Any]] = field(default_factory=list)
    """What was asked."""
    accesses: dict[str, Any] = field(default_factory=lambda: {"times": 0, "days": [], "more": False})
    """Who opened a hidden case, as its reporter is told."""
    failing: str = ""
    """Why photos that arrive cannot be used, if they cannot."""
    lose_photos: int = 0
    """How many photos arrive while the answer is lost on the way; with `turn_away` those that the bucket refuses."""
    turn_away: int = 0
    clean: bool = True
    """Whether what was sent appears on its case."""
    received: list[tuple[str, bytes]] = field(default_factory=list)
    """Keys and bytes that reached the bucket."""
    files: dict[str, bytes] = field(default_factory=lambda: dict.fromkeys(webcases.PHOTOS, pictures.road()))
    bucket: str = ""
    edition: str = "1"
    """Which edition of the site is served: each page holds it."""
    offline: bool = True
    """Whether phones keep the pages."""
    renews_by: tuple[str, ...] = ("mail", "sms")
    tiles: bytes | None = None
    """The file of its map, if it has one."""
    lock: Lock = field(default_factory=Lock)

    def file(self, complaint: dict[str, Any]) -> dict[str, Any]:
        """Store a complaint once per key; the receipt either way."""
        receipt = derive(bytes.fromhex(complaint["receipt_key"]), "KI")
        if receipt.tracking_id not in self.cases:
            self.filed.append(complaint)
            self.secrets[receipt.tracking_id] = receipt.secret
            self.cases[receipt.tracking_id] = webcases.fresh(receipt.tracking_id, complaint)
        return {
            "tracking_id": receipt.tracking_id,
            "secret": receipt.secret,
            "status": "received",
            "filed_at": webcases.FILED_AT,
            "track_url": f"/lacak.html?id={receipt.tracking_id}",
            "identity_stored": webreporters.stores_identity(complaint),
            "hints": [
                {"field": "/reporter/phone", "code": "phone_not_read", "detail": webcases.PHONE_HINT}
                for phone in [complaint.get("reporter", {}).get("phone", "")]
                if phone and not read_phone(phone).value
            ],
        }

    def invite(self, tracking_id: str, offer: dict[str, Any]) -> dict[str, Any]:
        """Where to send a photo."""
        attachment_id = f"{len(self.received) + len(self.requests):026d}"
        fields = {"key": f"incoming/{tracking_id}/{attachment_id}", "Content-Type": offer["media_type"]}
        fields |= {"x-amz-meta-private": "true"} if offer.get("private") else {}
        upload = {"url": f"{self.bucket}/", "fields": fields}
        return {"attachment_id": attachment_id, "upload": upload, "expires_at": "2199-01-01T00:00:00.000Z"}

    def receive(self, fields: dict[str, str], photo: bytes) -> None:
        """What the bucket and the function behind it do with a file: once for each id."""
        _, tracking_id, attachment_id = fields["key"].split("/")
        self.received.append((fields["key"], photo))
        case = self.cases[tracking_id]
        if self.failing:
            failed = {"id": attachment_id, "at": webcases.PHOTO_AT, "reason": self.failing}
            case["failed_attachments"].append(failed | {"label": FAILURES[self.failing]})
            return
        if self.clean and attachment_id not in [each["id"] for each in case["attachments"]]:
            self.files[attachment_id] = photo
            webcases.attach(case, attachment_id, private="x-amz-meta-private" in fields)


class _Handler(BaseHTTPRequestHandler):
    stack: ClassVar[Stack]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self._note()
        if match := re.fullmatch(r"/v1/complaints/([^/]+)", path):
            return self._track(match[1])
        if match := re.fullmatch(r"/v1/complaints/([^/]+)/accesses", path):
            right = self.stack.secrets.get(match[1], webcases.SECRET)
            known = self.headers.get("Receipt-Secret") == right
            return self._json(200, self.stack.accesses) if known else self._problem(webcases.WRONG_SECRET)
        if match := re.fullmatch(r"/v1/complaints/([^/]+)/receipt", path):
            page = f"<!doctype html><html lang='id'><title>Laporan</title><h1>{match[1]}</h1>"
            return self._send(200, page.encode(), "text/html; charset=utf-8")
        if path == "/v1/complaints":
            return self._json(200, webrecord.answer(parse_qs(urlsplit(self.path).query)))
        if path == webrecord.POINTS:
            return self._json(200, webrecord.points(parse_qs(urlsplit(self.path).query)))
        if path == "/v1/track":
            number = parse_qs(urlsplit(self.path).query).get("id", [""])[0]
            return self._plain_page(number, None, replied=False)
        if path == "/v1/statistics":
            return self._json(200, webstatistics.answer(parse_qs(urlsplit(self.path).query)))
        if path in webstatistics.FILES:
            return self._json(200, webstatistics.FILES[path])
        if match := re.fullmatch(r"/v1/complaints/([^/]+)/attachments/([^/]+?)(/preview)?", path):
            return self._show(match[1], match[2])
        return self._file(path)

    def _file(self, path: str) -> None:
        """A file of the site."""
        if path == "/stack.json":
            return self._json(200, self._stack_config())
        if path == "/sw.js":
            worker = offline.with_worker(self._kept_files(), "64", self.stack.offline)[offline.WORKER]
            return self._send(200, worker, _TYPES[".js"])
        if path == f"/{offline.MANIFEST}":
            app = offline.manifest(load_config(self.stack.slug or "kaltim"))
            return self._send(200, app, "application/manifest+json")
        if path in webfiles.FILES:
            return self._json(200, webfiles.FILES[path])
        if found := webmap.answer(self.stack.tiles, path, self.headers.get("Range")):
            return self._send(*found)
        return self._built(path)

    def _stack_config(self) -> dict[str, Any]:
        if self.stack.slug:
            return stack_config(load_config(self.stack.slug), province_of(self.stack.slug))
        own = {"offline": self.stack.offline, "renews_by": self.stack.renews_by}
        return {**webfiles.FILES["/stack.json"], **own}

    def _built(self, path: str) -> None:
        """A file as the build made it."""
        file = DIST / ("index.html" if path == "/" else path.lstrip("/"))
        if not file.is_file():
            return self._send(404, site_addresses.unknown_page(), "text/html; charset=utf-8")
        if file.suffix == ".html":
            page = self._page(file)
            own = load_config(self.stack.slug) if self.stack.slug else None
            return self._send(200, branded(page, own) if own else page, "text/html")
        if file.name == LOGO and self.stack.slug and (logo := load_config(self.stack.slug).logo):
            file = paths.STACKS / logo
        if file.suffix == ".js":
            sleep(SCRIPTS_LATE_SECONDS)
        return self._send(200, file.read_bytes(), _TYPES.get(file.suffix, "application/octet-stream"))

    def _page(self, file: Path) -> bytes:
        edition = f'<meta name="edition" content="{self.stack.edition}">'
        return allow_files(file.read_bytes(), self.stack.bucket).replace(b"<title", f"{edition}<title".encode(), 1)

    def _kept_files(self) -> dict[str, bytes]:
        """The files of the site among which are those that phones keep."""
        files = {each.relative_to(DIST).as_posix(): each for each in DIST.rglob("*") if each.is_file()}
        invented = {path[1:]: json.dumps(content).encode() for path, content in webfiles.FILES.items()}
        pages = {path: self._page(file) for path, file in files.items() if file.suffix == ".html"}
        return {path: file.read_bytes() for path, file in files.items()} | pages | invented

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._note()
        if self.path == "/v1/similar":
            return self._json(200, {"items": self.stack.similar})
        if self.path == "/v1/suggestions":
            self.stack.suggested.append(json.loads(body))
            answer = self.stack.suggestion
            return self._problem(answer) if "status" in answer else self._json(200, answer)
        if match := re.fullmatch(r"/v1/complaints/([^/]+)/receipt-(\w+)", self.path):
            return self._renew(match[1], match[2], json.loads(body))
        if match := re.fullmatch(r"/v1/complaints/([^/]+)/(\w+)", self.path):
            return self._follow(match[1], match[2], json.loads(body) if body else None)
        if self.headers["Content-Type"].startswith("application/x-www-form-urlencoded"):
            return self._reply_plain(body) if self.path == "/v1/track" else self._file_plain(body)
        with self.stack.lock:
            if self.stack.refusal is not None:
                problem, self.stack.refusal = self.stack.refusal, None
                return self._problem(problem)
            receipt = self.stack.file(json.loads(body))
            if self.stack.lose_answers > 0:
                self.stack.lose_answers -= 1
                return self.connection.close()
        return self._json(201, receipt)

    def _plain_page(self, number: str, secret: str | None, replied: bool) -> None:
        """The page of a case for browsers without JavaScript, as the API renders it."""
        case, brand = self.stack.cases.get(number), "LAPOR! Kalimantan Timur"
        if case is None:
            title, detail = {"id": "Laporan tidak ditemukan", "en": "No such report"}, "Periksa lagi nomornya."
            page = case_page.problem(brand, title, detail, [], number)
        else:
            page = case_page.case(brand, case, secret, "1", "reply" if replied else "")
        self._send(404 if case is None else 200, page.encode(), "text/html; charset=utf-8")

    def _reply_plain(self, body: str) -> None:
        fields = {name: values[0] for name, values in parse_qs(body).items()}
        if "text" in fields:
            resolved = {"yes": True, "no": False}.get(fields.get("resolved", ""))
            said = {"text": fields["text"], "resolved": resolved}
            self.stack.said.append(("replies", said))
            webcases.FOLLOW["replies"](self.stack.cases[fields["id"]], said)
        self._plain_page(fields["id"], fields["secret"], replied="text" in fields)

    def _file_plain(self, body: str) -> None:
        fields = {name: values[0] for name, values in parse_qs(body).items()}
        receipt = self.stack.file(fields | {"receipt_key": "ab" * 16})
        self.send_response(303)
        self.send_header("Location", f"/v1/complaints/{receipt['tracking_id']}/receipt")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _track(self, tracking_id: str) -> None:
        secret = self.headers.get("Receipt-Secret")
        if tracking_id.startswith("KU"):
            return self._problem(webcases.ELSEWHERE)
        case = self.stack.cases.get(tracking_id)
        right = self.stack.secrets.get(tracking_id, webcases.SECRET)
        if case is None or (case["secret"] and secret != right):
            return self._problem(webcases.UNKNOWN)
        if secret not in (None, right):
            return self._problem(webcases.WRONG_SECRET)
        return self._json(200, case)

    def _renew(self, tracking_id: str, step: str, said: Any) -> None:
        self.stack.said.append((f"receipt-{step}", said))
        if step == "code":
            return self._json(202, {"request": "0" * 32, "minutes": 15})
        if said["code"] != webrenewals.CODE:
            return self._problem(webrenewals.WRONG_CODE)
        self.stack.secrets[tracking_id] = webrenewals.FRESH_SECRET
        if self.stack.lose_answers > 0:
            self.stack.lose_answers -= 1
            return self.connection.close()
        hidden = self.stack.cases[tracking_id]["secret"]
        return self._json(201, webrenewals.renewed(tracking_id, hidden))

    def _follow(self, tracking_id: str, act: str, said: Any) -> None:
        if self.headers.get("Receipt-Secret") != self.stack.secrets.get(tracking_id, webcases.SECRET):
            return self._problem(webcases.WRONG_SECRET)
        if self.stack.refusal is not None:
            problem, self.stack.refusal = self.stack.refusal, None
            return self._problem(problem)
        self.stack.said.append((act, said))
        if act == "attachments":
            return self._json(201, self.stack.invite(tracking_id, said))
        case = self.stack.cases[tracking_id]
        webcases.FOLLOW[act](case, said)
        if act == "erasure":
            return self._json(200, {"tracking_id": tracking_id, "erased_event": len(case["timeline"])})
        return self._json(201, case)

    def _show(self, tracking_id: str, attachment_id: str) -> None:
        case = self.stack.cases[tracking_id]
        (found,) = [each for each in case["attachments"] if each["id"] == attachment_id]
        if (case["secret"] or found["private"]) and "Receipt-Secret" not in self.headers:
            return self._problem(webcases.UNKNOWN)
        return self._json(200, {"url": f"{self.stack.bucket}/{attachment_id}", "seconds": 300})

    def _note(self) -> None:
        self.stack.requests.append((self.command, self.path, dict(self.headers)))

    def _problem(self, problem: dict[str, Any]) -> None:
        self._send(problem["status"], json.dumps(problem).encode(), "application/problem+json")

    def _json(self, status: int, body: Any) -> None:
        self._send(status, json.dumps(body).encode(), "application/json")

    def _send(self, status: int, body: bytes, content_type: str, content_range: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        if content_range:
            self.send_header("Content-Range", content_range)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY.format(files=self.stack.bucket))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Quiet: what was asked is in `Stack.requests`."""


@contextmanager
def serve(stack: Stack) -> Iterator[str]:
    """The address of `stack` while the context lasts; its bucket has one of its own."""
    handler = type("Handler", (_Handler,), {"stack": stack})
    with serving(type("Bucket", (Bucket,), {"stack": stack})) as stack.bucket, serving(handler) as address:
        yield address
