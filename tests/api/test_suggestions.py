"""Suggestions to the form while somebody writes."""

from collections.abc import Sequence

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


def test_a_question_about_a_procedure_is_answered_and_its_type_only_proposed(api: Api) -> None:
    api.world.text_classifier.classification = Classification((Prediction("pindah-domisili", 0.9),), ("pindah",), "v1")
    suggestion = api.post("/suggestions", {"text": "syarat pindah KTP apa saja ya"}).json_body
    assert suggestion["proposed_type"] == "information_request"
    assert "SKPWNI" in suggestion["how_to"]["id"]
    assert "moving letter" in suggestion["how_to"]["en"]


def test_a_chosen_category_answers_too_and_its_variant_like_itself(api: Api) -> None:
    text = {"text": "berkas apa untuk daftar pensiun?", "category": "pensiun-asn.tni-polri"}
    assert "Taspen" in api.post("/suggestions", text).json_body["how_to"]["id"]


def test_a_complaint_is_not_answered(api: Api) -> None:
    api.world.text_classifier.classification = Classification((Prediction("ktp", 0.9),), ("ktp",), "v1")
    suggestion = api.post("/suggestions", {"text": "KTP saya tiga bulan belum jadi, petugas tidak ada"}).json_body
    assert (suggestion["proposed_type"], suggestion["how_to"]) == (None, None)


def test_several_matters_are_proposed_as_parts_and_one_matter_in_two_sentences_is_not(api: Api) -> None:
    kinds = {"KTP": "ktp", "Jalan": "jalan-rusak", "Lubang": "jembatan-rusak"}

    def classify(text: str, names: Sequence[str] = ()) -> Classification:
        found = next((category for word, category in kinds.items() if word in text), "lainnya")
        return Classification((Prediction(found, 0.9),), (), "v1")

    api.world.text_classifier.classify = classify  # type: ignore[method-assign]
    text = "Jalan di depan pasar rusak. Selain itu, KTP saya belum jadi."
    parts = api.post("/suggestions", {"text": text}).json_body["parts"]
    assert [(part["text"], part["category"]["id"]) for part in parts] == [
        ("Jalan di depan pasar rusak.", "jalan-rusak"),
        ("KTP saya belum jadi.", "ktp"),
    ]
    alike = "Jalan di depan pasar rusak. Selain itu, Lubang jembatan makin lebar."
    assert api.post("/suggestions", {"text": alike}).json_body["parts"] == []
