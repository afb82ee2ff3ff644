"""Who acts in the story: citizens and offices, each with what they would really hold - an address, a receipt, a key."""

import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from laporctl.http import Answer, Unexpected, send
from laporctl.stacks import Stack
from tools.dev.demo.steps import until
from tools.dev.local import DEMO_AGENCIES, ROLES, demo_key

KEY_DAYS = 1
"""How long the keys last that the story issues to offices beyond those that `laporctl run` gave one."""

Fields = dict[str, Any]


@dataclass(frozen=True)
class Receipt:
    """What a citizen holds after filing; `sent` is when, by this machine's monotonic clock."""

    key: str
    id: str
    secret: str
    sent: float = field(default_factory=time.monotonic)


@dataclass
class Private:
    """Everything in the story that must not reach a log: words, names, numbers, receipt keys, secrets, keys."""

    texts: set[str] = field(default_factory=set)

    def remember(self, *texts: str | None) -> None:
        """Keep texts for the search; those that are too short to be unmistakable are left out."""
        self.texts |= {text for text in texts if text and len(text) >= 8}

    def is_in(self, line: str) -> bool:
        """Whether a line holds any of it."""
        return any(text in line for text in self.texts)

    def remember_filing(self, fields: Fields) -> None:
        """Keep what a filing holds of its reporter's words and person."""
        reporter = fields.get("reporter") or fields
        self.remember(fields.get("receipt_key"), fields.get("title"), fields.get("place"))
        self.remember(*str(fields.get("text", "")).split(". "))
        self.remember(reporter.get("name"), reporter.get("email"), str(reporter.get("phone", "")).lstrip("+0"))


@dataclass(frozen=True)
class Citizen:
    """Somebody with a browser, at the site of one stack."""

    site: str
    private: Private

    def send(self, fields: Fields, **headers: str) -> Answer:
        """`POST /v1/complaints` as it stands."""
        self.private.remember_filing(fields)
        return self.post("/v1/complaints", fields, **headers)

    def file(self, fields: Fields) -> Receipt:
        """File with a fresh receipt key; raises Unexpected unless it was accepted as new."""
        key, sent = new_key(), time.monotonic()
        answer = self.send({**fields, "receipt_key": key}).must_be(201)
        self.private.remember(answer.json["secret"])
        return Receipt(key, answer.json["tracking_id"], answer.json["secret"], sent)

    def send_form(self, fields: dict[str, str]) -> Answer:
        """Submit the form as a browser without JavaScript does."""
        self.private.remember_filing(fields)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html,*/*;q=0.8"}
        return send("POST", self.site, "/v1/complaints", body=urlencode(fields).encode(), headers=headers)

    def get(self, path: str, **headers: str) -> Answer:
        """Any address of the site."""
        return send("GET", self.site, path, headers=headers)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        """Send JSON to any address of the API."""
        sent = {"Content-Type": "application/json"} | headers
        return send("POST", self.site, path, body=json.dumps(body).encode(), headers=sent)

    def look_up(self, tracking_id: str, secret: str | None = None) -> Answer:
        """`GET /v1/complaints/{id}`, with the secret as the reporter or without as anybody."""
        headers = {"Receipt-Secret": secret} if secret else {}
        return self.get(f"/v1/complaints/{tracking_id}", **headers)

    def see(self, receipt: Receipt) -> Any:
        """The reporter's view of the own case."""
        return self.look_up(receipt.id, receipt.secret).must_be(200).json

    def reply(self, receipt: Receipt, text: str, resolved: bool | None = None) -> Any:
        """Add something to the own case, or say whether it is settled; the view after it."""
        self.private.remember(text)
        body: Fields = {"text": text} | ({} if resolved is None else {"resolved": resolved})
        path = f"/v1/complaints/{receipt.id}/replies"
        return self.post(path, body, **{"Receipt-Secret": receipt.secret}).must_be(201).json

    def wait_for_routing(self, receipt: Receipt) -> tuple[Any, float]:
        """The view once the stream has routed the case, and the seconds since it was sent."""
        view = until(lambda: self.see(receipt), lambda view: view["status"] != "received")
        return view, time.monotonic() - receipt.sent


@dataclass(frozen=True)
class Office:
    """Somebody at a desk with the bearer key of an office of one stack."""

    site: str
    agency: str
    key: str

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    def get(self, path: str) -> Answer:
        """Any address of the API, with the key."""
        return send("GET", self.site, path, headers=self.bearer)

    def queue(self) -> list[Any]:
        """Every entry of the office's queue."""
        return list(self._pages(f"/v1/agencies/{self.agency}/queue?limit=200"))

    def breaches(self, month: str) -> list[Any]:
        """Every deadline broken in a month such as `2026-11`, for overseers."""
        return list(self._pages(f"/v1/breaches?month={month}&limit=200"))

    def holds(self, tracking_id: str, held: bool = True) -> Any:
        """The case's entry in the queue, waiting a little for the index; with `held` False, waiting for it to leave."""

        def entry() -> Any:
            return next((item for item in self.queue() if item["tracking_id"] == tracking_id), None)

        return until(entry, lambda found: (found is not None) is held)

    def read(self, tracking_id: str) -> Any:
        """The case as the office sees it."""
        return self.get(f"/v1/agencies/{self.agency}/complaints/{tracking_id}").must_be(200).json

    def command(self, tracking_id: str, action: str, body: Fields | None = None, version: int | None = None) -> Answer:
        """Send a command on the case at `version`; None leaves the header out."""
        path = f"/v1/agencies/{self.agency}/complaints/{tracking_id}/{action}"
        sent = self.bearer | {"Content-Type": "application/json"}
        if version is not None:
            sent["If-Match"] = f'"{version}"'
        return send("POST", self.site, path, body=json.dumps(body or {}).encode(), headers=sent)

    def act(self, tracking_id: str, action: str, **body: str) -> Any:
        """Do something to the case as it is now; raises Unexpected unless it was done. The state after it."""
        version = self.read(tracking_id)["version"]
        return self.command(tracking_id, action, body, version).must_be(200).json

    def _pages(self, address: str) -> Iterator[Any]:
        cursor = ""
        while cursor is not None:
            page = self.get(address + (f"&cursor={cursor}" if cursor else "")).must_be(200).json
            yield from page["items"]
            cursor = page["next_cursor"]


@dataclass
class World:
    """The stacks by slug, and everybody who acts in them."""

    stacks: dict[str, Stack]
    private: Private = field(default_factory=Private)
    began: float = field(default_factory=time.time)
    _keys: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def citizen(self, slug: str = "kaltim") -> Citizen:
        """Somebody at the site of a stack."""
        return Citizen(self.stacks[slug].site, self.private)

    def office(self, agency: str, role: str = "officer", slug: str = "kaltim") -> Office:
        """Somebody with a key of the office: the one `laporctl run` issued, or one issued now."""
        known = (slug, role, agency)
        if known not in self._keys:
            self._keys[known] = self._given_key(*known) or demo_key(self.stacks[slug], role, agency, KEY_DAYS)
            self.private.remember(self._keys[known])
        return Office(self.stacks[slug].site, agency, self._keys[known])

    def _given_key(self, slug: str, role: str, agency: str) -> str | None:
        for name, office in DEMO_AGENCIES.get(slug, {}).items():
            if office == agency and ROLES.get(name, name) == role:
                return self.stacks[slug].keys.get(name)
        return None


def new_key() -> str:
    """A receipt key as a phone makes one: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def only(items: list[Any], tracking_id: str) -> Any:
    """The one entry of a list that is about a case; raises Unexpected if there is none."""
    for item in items:
        if item["tracking_id"] == tracking_id:
            return item
    raise Unexpected(f"{tracking_id} in the list", f"{len(items)} other entries")
