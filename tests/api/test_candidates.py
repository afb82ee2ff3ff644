"""A coordinator of a case in triage is offered offices, and nobody else is."""

from chalicelib.domain.cases.model import Role
from chalicelib.domain.routing.decision import Classification, Prediction
from tests.api.conftest import Api

COORDINATOR, ROADS = "64-diskominfo", "64.08-pupr"


def test_the_coordinator_of_a_case_in_triage_reads_who_may_be_competent_and_why(api: Api) -> None:
    likely = (Prediction("jalan-rusak", 0.4), Prediction("sampah-liar", 0.2))
    api.world.text_classifier.classification = Classification(likely, ("rusak",), "one")
    number = api.file(text="Rusak sekali, tolong.", category=None, region="64.08")["tracking_id"]
    case = api.world.cases.load(number)
    assert case.status == "triage"
    seen = api.get(f"/agencies/{case.agency}/complaints/{number}", key=api.key(case.agency, Role.COORDINATOR)).json_body
    assert seen["candidates"][0] == {
        "agency": {"id": ROADS, "name": "Dinas PUPR Kabupaten Kutai Timur"},
        "chance": 40,
        "reason": "words",
        "label": {
            "id": "Kata-katanya mirip laporan untuk instansi ini (40 persen)",
            "en": "Its words are like those of this office's reports (40 per cent)",
        },
    }
    auditor = api.get(f"/agencies/{case.agency}/complaints/{number}", key=api.key(COORDINATOR, Role.AUDITOR)).json_body
    assert "candidates" not in auditor


def test_an_office_that_holds_a_case_is_offered_none(api: Api) -> None:
    number = api.file()["tracking_id"]
    for office, role in ((ROADS, Role.OFFICER), ("64.08-diskominfo", Role.COORDINATOR)):
        seen = api.get(f"/agencies/{ROADS}/complaints/{number}", key=api.key(office, role))
        assert "candidates" not in seen.json_body
