"""The desk in a browser, with the app itself behind it over a world in memory: every page, state and role at once."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from chalicelib.domain.cases.model import Role
from chalicelib.services.ports.people_store import Grant
from laporctl import paths
from tests.api.conftest import Api
from tests.support import browser as browsers
from tests.support.people import signed_in

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
PICTURES = paths.ROOT / "build" / "screenshots" / "desk"
AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_LABELS = {
    Role.OFFICER: "petugas",
    Role.APPROVER: "penyetuju",
    Role.LIAISON: "pejabat penghubung",
    Role.COORDINATOR: "koordinator",
    Role.AUDITOR: "auditor inspektorat",
    Role.OVERSEER_KEMENPANRB: "pembina (KemenPANRB)",
    Role.REGION_HEAD: "kepala daerah atau ajudan",
}
_ELSEWHERE = {"00-panrb": "Kementerian PANRB", "64-inspektorat": "Inspektorat Provinsi Kalimantan Timur"}
_NAMES = dict(zip(_LABELS, ("Rina", "Budi", "Sari", "Dewi", "Joko", "Tuti", "Wati"), strict=True))


def in_the_end(page: Any, holds: Callable[[], bool], seconds: int = 20) -> None:
    """Wait until something holds at the server, which the page does not wait for."""
    for _ in range(seconds * 10):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()


@dataclass
class Seat:
    """Somebody at the desk under one grant."""

    page: Any
    api: Api
    lost: list[str] = field(default_factory=list)
    """Last parts of addresses whose next request is lost on the way."""
    asked: list[str] = field(default_factory=list)
    """Method and path of everything that was asked of the API."""

    def answer(self, route: Any) -> None:
        request = route.request
        parts = urlsplit(request.url)
        path = parts.path.removeprefix("/v1") + (f"?{parts.query}" if parts.query else "")
        self.asked.append(f"{request.method} {path}")
        for each in self.lost:
            if parts.path.endswith(each):
                self.lost.remove(each)
                return route.abort()
        got = self.api.client.http.request(
            request.method, path, headers=dict(request.headers), body=(request.post_data or "").encode()
        )
        # API Gateway says of an answer without a type that it is JSON.
        headers = {"Content-Type": "application/json"} | dict(got.headers)
        return route.fulfill(status=got.status_code, headers=headers, body=got.body)

    def take_photo(self, route: Any) -> None:
        """What the bucket and the function behind it do with a photo."""
        request, files = route.request, self.api.world.files
        if request.method == "GET":
            return route.fulfill(body=files.kept[urlsplit(request.url).path[1:]], content_type="image/jpeg")
        if "/" in self.lost:
            self.lost.remove("/")
            return route.abort()
        head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
        form = message_from_bytes(head + (request.post_data_buffer or b""), policy=policy.HTTP)
        parts = {part.get_param("name", header="content-disposition"): part for part in form.iter_parts()}  # type: ignore[attr-defined]
        key = str(parts["key"].get_content()).strip()
        files.kept[key] = parts["file"].get_payload(decode=True)
        self.api.world.services.sanitizer.clean(key, self.api.world.now)
        return route.fulfill(status=204, headers={"Access-Control-Allow-Origin": "*"})

    def look(self, name: str) -> None:
        """Keep a picture in each colour scheme, and hold the page to what holds for every page."""
        page = self.page
        PICTURES.mkdir(parents=True, exist_ok=True)
        width = page.viewport_size["width"]
        page.evaluate(AXE.read_text())
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png", animations="disabled")
            found = page.evaluate("rules => axe.run({runOnly: rules})", AXE_RULES)["violations"]
            assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], f"{name}, {scheme}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


POOL = "https://pool.example"
_ITS_PAGE = """<!doctype html><html lang="id"><title>Masuk</title><main><h1>Masuk</h1><form action="/login">
<label>E-mail <input name="username" autofocus></label><label>Kata sandi <input name="password" type="password"></label>
<button>Masuk</button><input type="hidden" name="redirect_uri" value="{redirect_uri}">
<input type="hidden" name="state" value="{state}"></form></main></html>"""


def _stand_in_for_the_pool(page: Any, site: str, token: str) -> None:
    """A user pool's page, which takes any password once, and its exchange of the code for a token."""

    def answer(route: Any) -> None:
        parts = urlsplit(route.request.url)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/oauth2/authorize":
            return route.fulfill(body=_ITS_PAGE.format(**asked), content_type="text/html")
        if parts.path == "/login":
            address = f"{site}/meja/index.html?{urlencode({'code': 'once', 'state': asked['state']})}"
            return route.fulfill(status=302, headers={"Location": address})
        allowed = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
        return route.fulfill(body=json.dumps({"id_token": token, "access_token": ""}), headers=allowed)

    def name_the_pool(route: Any) -> None:
        known = route.fetch().json() | {"sign_in": {"origin": POOL, "client_id": "desk"}}
        route.fulfill(body=json.dumps(known), content_type="application/json")

    page.route(f"{POOL}/**", answer)
    page.route("**/stack.json", name_the_pool)


def sit_down(
    browser: Any, site: str, api: Api, role: Role, agency: str, *, path: str = "", outside: bool = False, **options: Any
) -> Seat:
    """The desk, opened under a grant of this role in this office; `outside` before its door, a user pool behind."""
    options.setdefault("viewport", DESK)
    page = browsers.new_page(browser, **options)
    seat = Seat(page, api)
    world = api.world
    office = world.directory.offices.get(agency)
    name = office.name if office else _ELSEWHERE[agency]
    person = f"{role}-person"
    world.accounts.with_second_factor.add(person)
    grant = Grant("GRANT0000000", person, f"{_NAMES[role]} Contoh", role, agency, name, "SK CONTOH 3/2026",
                  world.now, world.now, world.now + timedelta(days=900), "ADMIN")  # fmt: skip
    world.people.add(grant)
    if outside:
        page.clock.install(time=world.now)
        page.route("**/v1/**", seat.answer)
        _stand_in_for_the_pool(page, site, signed_in(world, person))
        page.goto(f"{site}/meja/index.html{path}")
        page.wait_for_selector("#sign-in")
        return seat
    opened = world.services.sessions.open(person, None, world.now)
    session = {
        "key": opened.bearer,
        "ends_at": "2199-01-01T00:00:00.000Z",
        "grants": 1,
        "grant": {
            "id": grant.id,
            "person": person,
            "name": grant.name,
            "role": role,
            "role_label": {"id": _LABELS[role], "en": role},
            "agency": {"id": agency, "name": name},
            "decree": grant.decree,
            "valid_until": "2199-01-01T00:00:00.000Z",
        },
    }
    page.add_init_script(
        f"sessionStorage.getItem('lapor.desk.session') ?? "
        f"sessionStorage.setItem('lapor.desk.session', {json.dumps(json.dumps(session))})"
    )
    page.clock.install(time=world.now)
    page.route("**/v1/**", seat.answer)
    page.route("https://files.example/**", seat.take_photo)
    page.goto(f"{site}/meja/index.html{path}")
    page.wait_for_selector("main h1:visible")
    return seat
