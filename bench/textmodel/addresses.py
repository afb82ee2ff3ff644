"""An address must not blur the matter: the same report with and without one, in all 105 districts of Kalimantan Timur.

Each text is decided as the stack would, its district known, first as it stands and then with the district's name in it
in several ways. Counted is in how many districts the decision is sure.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bench.report import grid
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import load_stack, shipped_alarms
from chalicelib.services.routing.router import Router, RoutingRequest, RoutingResult
from chalicelib.services.text.alarm_detector import AlarmDetector
from tools.refdata import regions
from tools.textmodel import offline
from tools.textmodel.offline import FilePlaces, FileTextClassifier

STACK = "kaltim"
MATTERS = (
    "Jalan rusak di depan pasar",
    "KTP tiga bulan belum jadi",
    "Sampah sudah seminggu tidak diangkut",
    "Lampu jalan mati sudah sebulan",
    "Air PDAM tidak mengalir tiga hari",
)
FORMS = {
    "without": "{matter}",
    "district": "{matter}, Kecamatan {district}",
    "in the sentence": "{matter} di Kecamatan {district}, {regency}",
    "small letters": "{matter} kec {small}",
    "a street": "{matter}. Alamat Jl. Candi No. 12 RT 05, Kel. Taman Sari, Kec. {district}",
    "a salutation": "Yth. Kepala Dinas Kehutanan {regency}, {matter}, Kec. {district}. Nama saya Sekar Laut.",
}
"""How the district stands in a report. The street, the ward and the name sound like other matters."""

_NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def measure(model: TextModel) -> dict[str, Any]:
    """For each matter and form: in how many districts the decision is sure, and in how many it is the same office as
    without an address."""
    router, places = router_of(model), districts()
    counted = {}
    for matter in MATTERS:
        plain = {code: decided(router, matter, code) for code, _, _ in places}
        counted[matter] = {
            name: _counted(
                [(decided(router, text_of(form, matter, place), place[0]), plain[place[0]]) for place in places]
            )
            for name, form in FORMS.items()
        }
    return {"districts": len(places), "matters": counted}


def router_of(model: TextModel) -> Router:
    """The router of the stack over its files."""
    return Router(
        offline.directory_of(STACK),
        load_stack(STACK, "progress-30"),
        FileTextClassifier(model),
        FilePlaces(offline.gazetteer_of(STACK)),
        offline.rules_of(STACK),
        AlarmDetector(shipped_alarms),
    )


def districts() -> list[tuple[str, str, str]]:
    """Code, name and regency of every district."""
    known = offline.directory_of(STACK).places
    return [
        (code, regions.bare(place.path[-1]), place.path[-2])
        for code, place in sorted(known.items())
        if code.count(".") == 2
    ]


def text_of(form: str, matter: str, place: tuple[str, str, str]) -> str:
    """A report with the address of a district."""
    _, district, regency = place
    return form.format(matter=matter, district=district, small=district.lower(), regency=regency)


def decided(router: Router, text: str, code: str) -> RoutingResult:
    """The decision for a report whose district is known."""
    return router.decide(RoutingRequest(text, region=code), _NOW)


def table(measured: Mapping[str, Any]) -> str:
    """The counts as Markdown."""
    head = ["sure, of so many districts", *FORMS]
    rows = [
        [f"{matter} ({measured['districts']})", *(str(forms[name]["sure"]) for name in FORMS)]
        for matter, forms in measured["matters"].items()
    ]
    return grid([head, *rows])


def _counted(pairs: Sequence[tuple[RoutingResult, RoutingResult]]) -> dict[str, int]:
    return {
        "sure": sum(not with_address.decision.triage for with_address, _ in pairs),
        "same": sum(
            with_address.decision.office.id == plain.decision.office.id
            and with_address.decision.triage == plain.decision.triage
            for with_address, plain in pairs
        ),
    }
