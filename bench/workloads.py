"""The workloads of the bench: typical requests as citizens, offices, the stream and the schedule send them."""

from typing import Any

from bench import events
from bench.fixtures import OFFICE, VILLAGE
from chalicelib.domain.cases.model import Agency, Role

TEXT = (
    "Jalan poros menuju pasar desa rusak berat sejak musim hujan dua bulan yang lalu. Lubang di depan "
    "jembatan kayu sudah sedalam lutut orang dewasa dan tertutup air setiap kali hujan, sehingga tidak "
    "terlihat pada malam hari karena lampu jalan di tempat itu juga padam. Minggu lalu dua sepeda motor "
    "jatuh di sana, dan truk pengangkut hasil kebun terpaksa memutar lewat jalan desa sebelah yang lebih "
    "sempit. Warga sudah menimbun dengan batu secara gotong royong, tetapi timbunan itu habis lagi "
    "setelah tiga hari. Mohon agar jalan segera diperbaiki dan lampunya dinyalakan sebelum anak sekolah "
    "masuk kembali. Terima kasih."
)
"""A report of about 600 characters, as long as those that citizens write, and of normal priority."""

NOTE = (
    "Tim sudah meninjau lokasi bersama kepala desa. Lubang akan ditimbun sementara minggu ini, perbaikan "
    "permanen masuk pekerjaan bulan depan."
)
REPORTER = {"name": "Pelapor Contoh", "phone": "+6281200000000", "email": "pelapor@contoh.id"}


def file(*, named: bool = False) -> dict[str, Any]:
    """A citizen files a report about a road in a village, with a point on the map."""
    body: dict[str, Any] = {
        "title": "Jalan poros menuju pasar desa rusak berat",
        "text": TEXT,
        "category": "jalan-rusak",
        "region": VILLAGE,
        "place": "Depan jembatan kayu, RT 03, sekitar 200 meter dari pasar desa",
        "coordinates": {"lat": 0.5012, "lon": 117.3305},
    }
    if named:
        body["reporter"] = REPORTER
    return events.http("POST", "/complaints", body=body)


def similar() -> dict[str, Any]:
    """Somebody else asks whether the road was reported, thirty metres away."""
    body = {
        "text": "Jalan poros ke pasar rusak berat, lubangnya dalam sekali dan sudah ada motor yang jatuh.",
        "category": "jalan-rusak",
        "region": VILLAGE,
        "coordinates": {"lat": 0.5009, "lon": 117.3305},
    }
    return events.http("POST", "/similar", body=body)


def act(action: str, tracking_id: str, version: int) -> dict[str, Any]:
    """An officer of OFFICE acts on a case."""
    return events.http(
        "POST",
        "/agencies/{agency_id}/complaints/{tracking_id}/{action}",
        body={} if action == "accept" else {"note": f"{NOTE} {action.capitalize()}."},
        headers={"if-match": f'"{version}"'},
        office=_caller(OFFICE),
        agency_id=OFFICE.id,
        tracking_id=tracking_id,
        action=action,
    )


def reply(tracking_id: str, secret: str, *, resolved: bool = False) -> dict[str, Any]:
    """The reporter adds something, or says that the matter is settled."""
    body: dict[str, Any] = {"text": "Terima kasih, sudah ditimbun. Lampunya masih padam."}
    if resolved:
        body = {"text": "Lampunya sudah menyala.", "resolved": True}
    headers = {"receipt-secret": secret}
    return events.http("POST", "/complaints/{tracking_id}/replies", body=body, headers=headers, tracking_id=tracking_id)


def track(tracking_id: str) -> dict[str, Any]:
    """Anybody looks at a case."""
    return events.http("GET", "/complaints/{tracking_id}", tracking_id=tracking_id)


def record() -> dict[str, Any]:
    """Anybody reads the newest cases of the public record."""
    return events.http("GET", "/complaints", query={"limit": "50"})


def open311_requests() -> dict[str, Any]:
    """A client of Open311 reads the same, with the citizens' words."""
    return events.http("GET", "/open311/v2/requests.json", query={"page_size": "50"})


def open311_request(tracking_id: str) -> dict[str, Any]:
    """A client of Open311 looks at a case."""
    return events.http("GET", "/open311/v2/requests/{file}", file=f"{tracking_id}.json")


def open311_updates() -> dict[str, Any]:
    """A client of Open311 asks what happened in the last week."""
    return events.http("GET", "/open311/v2/servicerequestupdates.json")


def queue(office: Agency) -> dict[str, Any]:
    """An officer polls the own queue."""
    return events.http(
        "GET", "/agencies/{agency_id}/queue", query={"limit": "50"}, office=_caller(office), agency_id=office.id
    )


def poll(resource: str, office: Agency, query: dict[str, str], tag: str) -> dict[str, Any]:
    """An office's program asks whether there is anything new, perhaps showing the validator of its last answer."""
    headers = {"if-none-match": tag} if tag else None
    return events.http("GET", resource, query=query, headers=headers, office=_caller(office), agency_id=office.id)


def _caller(office: Agency) -> dict[str, str]:
    return {"role": str(Role.OFFICER), "agency": office.id, "name": office.name, "key": "0123456789AB"}
