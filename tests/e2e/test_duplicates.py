"""Reports of one matter on the running system: found by the next reporter and by the office, and followed."""

from typing import Any

from tests.e2e.test_once import ROAD_OFFICE
from tools.dev.demo.actors import World
from tools.dev.demo.steps import until

MARKET = {
    "text": "Lubang besar di depan pasar ikan Kampung Rekaan, sudah sedalam lutut dan penuh air.",
    "category": "jalan-rusak",
    "region": "64.08",
    "coordinates": {"lat": 0.5212, "lon": 117.5371},
}
AGAIN = {
    "text": "Jalan depan pasar ikan Kampung Rekaan berlubang dalam, motor saya jatuh.",
    "category": "jalan-rusak",
    "region": "64.08",
    "coordinates": {"lat": 0.5214, "lon": 117.5371},
}


def test_a_matter_that_was_reported_is_suggested_and_followed(world: World) -> None:
    citizen, office = world.citizen(), world.office(ROAD_OFFICE)
    first = citizen.file(MARKET)
    citizen.wait_for_routing(first)

    def suggested() -> list[Any]:
        return list(citizen.post("/v1/similar", AGAIN).must_be(200).json["items"])

    found = until(suggested, lambda items: any(item["tracking_id"] == first.id for item in items))
    assert found[0]["tracking_id"] == first.id
    # To the public point of the first report, not to the exact one 20 m away.
    assert found[0]["distance_m"] == 50

    second = citizen.file({**AGAIN, "follows": first.id})
    office.act(first.id, "accept")
    view = citizen.see(second)
    assert (view["status"], view["merged_into"]) == ("archived", first.id)
    assert (view["followed"]["tracking_id"], view["followed"]["status"]) == (first.id, "accepted")


def test_an_office_is_shown_reports_of_the_same_matter(world: World) -> None:
    citizen, office = world.citizen(), world.office(ROAD_OFFICE)
    elsewhere = {"coordinates": {"lat": 0.6212, "lon": 117.4371}}
    first, second = citizen.file({**MARKET, **elsewhere}), citizen.file({**AGAIN, **elsewhere})
    for receipt in (first, second):
        citizen.wait_for_routing(receipt)
    path = f"/v1/agencies/{ROAD_OFFICE}/complaints/{second.id}/similar"
    nearest = office.get(path).must_be(200).json["items"][0]
    assert nearest["tracking_id"] == first.id


def test_a_hidden_report_is_suggested_to_nobody(world: World) -> None:
    citizen = world.citizen()
    place = {"coordinates": {"lat": 0.7212, "lon": 117.3371}}
    hidden = citizen.file({**MARKET, **place, "secret": True})
    citizen.wait_for_routing(hidden)
    items = citizen.post("/v1/similar", {**AGAIN, **place}).must_be(200).json["items"]
    assert hidden.id not in [item["tracking_id"] for item in items]
