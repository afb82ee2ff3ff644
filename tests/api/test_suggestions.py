"""Suggestions to the form while somebody writes."""

from chalicelib.domain.routing.decision import Classification, Prediction
from chalicelib.domain.text.alarms import Impression
from tests.api.conftest import Api

TEXT = {"text": "Tiap lewat situ ban motor saya kena terus."}
READ = Classification(
    (Prediction("jalan-rusak", 0.7), Prediction("no-such", 0.2), Prediction("jembatan-rusak", 0.05)),
    ("ban motor",),
    "v1",
)


def test_predicted_categories_are_suggested_before_the_region_is_known(api: Api) -> None:
    api.world.text_classifier.classification = READ
    suggestion = api.post("/suggestions", TEXT).json_body
    assert suggestion["alternatives"] == []
    likely = [(each["category"]["id"], each["confidence"]) for each in suggestion["categories"]]
    assert likely == [("jalan-rusak", 0.7), ("jembatan-rusak", 0.05)]
    assert suggestion["categories"][0]["category"]["name"]["id"] == "Jalan rusak atau berlubang"
    assert "“ban motor”" in suggestion["reasons"][0]["label"]["id"]


def test_a_category_and_a_place_lead_to_an_office(api: Api) -> None:
    api.world.text_classifier.classification = READ
    suggestion = api.post("/suggestions", TEXT | {"region": "64.08"}).json_body
    assert [each["agency"]["id"] for each in suggestion["alternatives"]] == ["64.08-pupr"]
    assert suggestion["categories"][0]["category"] == suggestion["alternatives"][0]["category"]


def test_the_words_are_not_classified_if_a_category_was_chosen(api: Api) -> None:
    api.world.text_classifier.classification = READ
    suggestion = api.post("/suggestions", TEXT | {"region": "64.08", "category": "pohon-tumbang"}).json_body
    assert suggestion["categories"] == []


def test_a_hint_is_shown_with_its_basis_and_the_numbers_to_call(api: Api) -> None:
    api.world.alarm_detector.impression = Impression({"violence": 0.9}, {"violence": "takut pulang"})
    (alarm,) = api.post("/suggestions", TEXT).json_body["alarms"]
    assert (alarm["kind"], alarm["basis"], alarm["words"]) == ("violence", "impression", "takut pulang")
    assert alarm["numbers"] == ["112", "110", "129"]
    assert alarm["label"]["id"] == "Isinya mirip laporan tentang kekerasan atau ancaman"


def test_suggestions_store_nothing(api: Api) -> None:
    api.post("/suggestions", TEXT)
    assert api.world.cases.kept == {}
