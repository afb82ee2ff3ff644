"""Reads the shipped reference data (`chalicelib/data`, made by `laporctl data build`) into the domain's own types."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.policy import Limit, Policy
from chalicelib.domain.geography.land_mask import LandMask
from chalicelib.domain.geography.regions import Province
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing.jurisdiction import Category, Question
from chalicelib.runtime.holidays import OverlaidHolidays
from chalicelib.services.stack import Stack

if TYPE_CHECKING:
    from chalicelib.domain.channels.gateways import Gateway
    from chalicelib.domain.channels.mail_answers import MailTexts
    from chalicelib.domain.channels.sms_answers import SmsTexts
    from chalicelib.domain.channels.whatsapp_answers import WhatsAppTexts
    from chalicelib.domain.geography.gazetteer import PlaceWords
    from chalicelib.domain.notices.office_text import OfficeTexts
    from chalicelib.domain.notices.text import Texts

Overlay = Callable[[], Mapping[date, str]]
"""Loads an operator's corrections of the holidays."""

_DATA = Path(__file__).parent.parent / "data"


def load_stack(slug: str, policy_id: str, overlay: Overlay = dict, brand: str = "") -> Stack:
    """The stack of a province by its slug, its holidays corrected by `overlay`, its service named `brand` or by the
    national name. Raises KeyError for an unknown slug or policy."""
    provinces = {entry["prefix"]: Province(**entry) for entry in _load("provinces")}
    province = {each.slug: each for each in provinces.values()}[slug]
    policies = _policies(_load("policies")["policies"])
    holidays = {date.fromisoformat(day): entry["name"] for day, entry in _load("holidays").items()}
    newest = {policy.id: policy for policy in sorted(policies, key=lambda policy: policy.version)}
    categories = _load("categories")
    return Stack(
        province=province,
        provinces=provinces,
        regencies=_load("regencies"),
        categories={entry["id"]: _category(entry) for entry in [*categories["categories"], *categories["variants"]]},
        policies={policy.name: policy for policy in policies},
        policy=newest[policy_id],
        calendar=Calendar(province.utc_offset, OverlaidHolidays(holidays, overlay, time.monotonic)),
        land=_land(_load("land")),
        groups={group["id"]: group["name"] for group in categories["groups"]},
        questions={fact: _question(entry) for fact, entry in categories["questions"].items()},
        bodies=categories["bodies"],
        how_to=_HowTo(),
        brand=brand or f"SP4N-LAPOR! {province.name}",
    )


def read_description() -> str:
    """The API's description (OpenAPI), as `laporctl openapi build` wrote it."""
    return (_DATA / "openapi.json").read_text(encoding="utf-8")


def shipped_model() -> bytes:
    """The text model that a stack without a model of its own starts with."""
    return (_DATA / "routing.model").read_bytes()


def shipped_alarms() -> bytes:
    """The text model that detects alarms."""
    return (_DATA / "alarms.model").read_bytes()


def load_place_words() -> PlaceWords:
    """The words for places that are the same in every stack."""
    from chalicelib.domain.geography.gazetteer import PlaceWords

    words = _load("place_words")
    return PlaceWords(tuple((code, name) for code, name in words["provinces"]), tuple(words["ordinary"]))


def load_notices() -> Texts:
    """The texts of what reporters are told."""
    from chalicelib.domain.notices.kinds import Kind
    from chalicelib.domain.notices.text import Texts

    entries = _load("notices")
    cores = {kind: entries[kind] for kind in Kind}
    tails = {kind: entry["tail"] for kind, entry in cores.items() if "tail" in entry}
    return Texts(cores, tails, entries["reasons"], entries["words"])


def load_sms_texts() -> SmsTexts:
    """The texts of what whoever sends an SMS is answered."""
    from chalicelib.domain.channels.sms_answers import SmsTexts

    entries = _load("sms")
    return SmsTexts(entries["answers"], entries["statuses"], entries["words"])


def load_mail_texts() -> MailTexts:
    """The texts of what whoever writes a mail is answered."""
    from chalicelib.domain.channels.mail_answers import MailTexts

    entries = _load("mail")
    return MailTexts(entries["answers"], entries["lines"], entries["why"])


def load_whatsapp_texts() -> WhatsAppTexts:
    """The texts of what whoever writes by WhatsApp is answered and told."""
    from chalicelib.domain.channels.whatsapp_answers import WhatsAppTexts

    kept = _load("whatsapp")
    texts = kept["answers"], kept["statuses"], kept["words"], kept["buttons"]
    return WhatsAppTexts(*texts, frozenset(kept["small_talk"]), kept["templates"])


def load_gateways() -> dict[str, Gateway]:
    """The forms in which gateways of channels hand over messages, by name."""
    from chalicelib.domain.channels.gateways import Gateway

    entries = _load("gateways")
    return {name: Gateway(each["proof"], each["header"], each.get("names", {})) for name, each in entries.items()}


def load_office_notices() -> OfficeTexts:
    """The texts of what the people of offices are told."""
    from chalicelib.domain.notices.office_text import OfficeTexts

    entries = _load("notices")
    return OfficeTexts(entries["officials"], entries["topics"], entries["desk_words"], entries["morning"])


class _HowTo(Mapping[str, Mapping[str, str]]):
    """How to do what is asked about most, read when the first question comes."""

    def __init__(self) -> None:
        self._read: dict[str, Mapping[str, str]] | None = None

    def __getitem__(self, category: str) -> Mapping[str, str]:
        return self._all()[category]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, Mapping[str, str]]:
        if self._read is None:
            self._read = _load("how_to")
        return self._read


def _load(name: str) -> Any:
    return msgspec.json.decode((_DATA / f"{name}.json").read_bytes())


def _category(entry: dict[str, Any]) -> Category:
    chain = tuple((Tier.named(step["tier"]), step["type"]) for step in entry["chain"])
    words = tuple(entry.get("words", ()))
    return Category(
        entry["id"],
        chain,
        entry["sensitive"],
        entry["name"],
        entry.get("group", ""),
        words,
        entry.get("fact"),
        entry.get("priority"),
        entry.get("repair", False),
    )


def _question(entry: dict[str, Any]) -> Question:
    return Question(entry["question"], {answer["id"]: answer["name"] for answer in entry["answers"]})


def _policies(entries: list[dict[str, Any]]) -> list[Policy]:
    """The policies, each whole. A version takes over what it does not say from the one that it `extends`, which stands
    before it."""
    found: dict[tuple[str, int], Policy] = {}
    for entry in entries:
        before = found.get((entry["id"], entry.get("extends", 0)))
        limits = {
            name: Limit(**{unit: clock[unit] for unit in Limit.__slots__ if unit in clock})
            for name, clock in entry["clocks"].items()
        }
        citations = {name: clock["citation"] for name, clock in entry["clocks"].items() if "citation" in clock}
        if before:
            kept = {name: source for name, source in before.citations.items() if name not in limits}
            limits, citations = {**before.clocks, **limits}, {**kept, **citations}
        citation = entry.get("citation") or (before.citation if before else "")
        policy = Policy(entry["id"], entry["version"], citation, limits, citations)
        found[policy.id, policy.version] = policy
    return list(found.values())


def _land(entry: dict[str, Any]) -> LandMask:
    rows = tuple(tuple(row) for row in entry["rows"])
    return LandMask(entry["lat0"], entry["lon0"], entry["step"], rows)
