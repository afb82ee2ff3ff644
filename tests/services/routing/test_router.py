"""What may be an accusation is hidden and left to a person; what surely is one of a body of the centre goes to the
inspector of that body, and never to the inspectorate of a region."""

from collections.abc import Sequence
from typing import Any

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Agency, Status
from chalicelib.domain.errors import AccusationProtected
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing import decision
from chalicelib.domain.routing.decision import Classification, Prediction
from chalicelib.domain.text.alarms import Impression
from chalicelib.services.cases.filing import Submission
from chalicelib.services.ports.place_finder import FoundPlace
from chalicelib.services.routing import router
from chalicelib.services.routing.router import RoutingRequest
from tests.support.country import Country
from tests.support.world import VILLAGE, World

INSPECTORATE = Agency("64.08-inspektorat", "Inspektorat Kabupaten Kutai Timur", Tier.OPD)
PROPAM = Agency("00-pengawas-polri", "Divisi Propam Polri", Tier.PUSAT)
HINT = "Sudah tiga kali ke loket, selalu dilihat dulu apa yang saya bawa."
POLICE = "Polisi lalu lintas meminta uang di jalan poros"


@pytest.fixture
def world() -> World:
    world = World()
    world.directory.offices |= {INSPECTORATE.id: INSPECTORATE}
    return world


@pytest.mark.parametrize("category", [None, "jalan-rusak"])
def test_an_impression_hides_the_case_and_a_coordinator_sees_the_inspectorate_among_the_candidates(
    world: World, category: str | None
) -> None:
    world.alarm_detector.impression = Impression({"extortion": 0.6, "none": 0.4}, {"extortion": "bawa"})
    world.text_classifier.classification = Classification((Prediction("jalan-rusak", 0.95),), ("loket",), "v1")
    filed = world.file_and_route(Submission(text=HINT, category=category, region=VILLAGE))
    case = world.case(filed)
    event = world.cases.load_history(case.id).events[-1]
    assert (case.status, case.agency, case.filing.sensitive) == (Status.TRIAGE, "64.08-diskominfo", True)
    assert event.data["reason"] == "suspected"
    assert str(event.data["alternatives"]).split()[0] == "64.08-inspektorat:60"
    assert "64.08-pupr:" in str(event.data["alternatives"])


def test_the_coordinator_sends_a_false_alarm_where_it_belongs(world: World) -> None:
    world.alarm_detector.impression = Impression({"corruption": 0.6, "none": 0.4}, {})
    filed = world.file_and_route(Submission(text=HINT, category="jalan-rusak", region=VILLAGE))
    case = world.do(filed, Command.DISPOSE, by=world.coordinator("64.08-diskominfo"), target="64.08-pupr")
    assert (case.agency, case.category) == ("64.08-pupr", "jalan-rusak")


def test_a_page_shows_that_a_person_decides_and_why(world: World) -> None:
    world.alarm_detector.impression = Impression({"extortion": 0.6, "none": 0.4}, {})
    request = RoutingRequest(HINT, region=VILLAGE, category="jalan-rusak")
    result = world.services.router.suggest(request, world.now).result
    assert result.decision.triage
    assert [reason.code for reason in result.decision.reasons] == ["suspected", "coordinator"]


def test_an_impression_of_violence_is_routed_like_any_other_report(world: World) -> None:
    world.alarm_detector.impression = Impression({"violence": 0.9, "none": 0.1}, {})
    filed = world.file_and_route(Submission(text=HINT, category="jalan-rusak", region=VILLAGE))
    assert (world.case(filed).agency, world.case(filed).filing.sensitive) == ("64.08-pupr", True)


def test_thugs_without_an_office_are_no_matter_of_the_inspectorate(world: World) -> None:
    text = "Preman memalak sopir di depan jalan rusak ini"
    filed = world.file_and_route(Submission(text=text, category="jalan-rusak", region=VILLAGE))
    assert (world.case(filed).agency, world.case(filed).filing.sensitive) == ("64.08-pupr", True)


@pytest.mark.parametrize("category", [None, "jalan-rusak", "pungli"])
def test_the_police_are_not_inspected_by_a_local_inspectorate(world: World, category: str | None) -> None:
    filed = world.file_and_route(Submission(text=POLICE, category=category, region=VILLAGE))
    case = world.case(filed)
    assert (case.status, case.agency, case.category) == (Status.TRIAGE, "64.08-diskominfo", "pungli.polri")
    with pytest.raises(AccusationProtected):
        world.do(filed, Command.DISPOSE, by=world.coordinator("64.08-diskominfo"), target="64.08-inspektorat")


def test_an_accusation_by_choice_alone_asks_a_person_where_its_words_name_the_police(world: World) -> None:
    filed = world.file_and_route(Submission(text="Kejadian di polres kemarin sore", category="pungli", region=VILLAGE))
    assert world.case(filed).status is Status.TRIAGE
    assert world.cases.load_history(filed.case.id).events[-1].data["reason"] == "suspected"


def test_an_accusation_by_its_classification_alone_asks_a_person_where_its_words_name_the_police(world: World) -> None:
    world.text_classifier.classification = Classification((Prediction("pungli", 0.99),), ("sim",), "v1")
    filed = world.file_and_route(Submission(text="Kejadian di polres kemarin sore", region=VILLAGE))
    assert world.case(filed).status is Status.TRIAGE
    assert world.case(filed).filing.sensitive


def test_an_accusation_of_the_police_goes_to_the_centre_and_there_to_its_inspector() -> None:
    country = Country()
    country.pusat.directory.offices |= {PROPAM.id: PROPAM}
    filed = country.kaltim.file_and_route(Submission(text=POLICE, region=VILLAGE))
    assert country.kaltim.case(filed).status is Status.REFERRED
    country.publish()
    country.carry()
    country.pusat.services.route_case.route(filed.case.id, country.pusat.now)
    central = country.pusat.cases.load_history(filed.case.id).case
    assert (central.agency, central.category, central.filing.sensitive) == (PROPAM.id, "pungli.polri", True)


@pytest.mark.parametrize("category", [None, "layanan-kementerian"])
def test_the_ministry_that_the_words_name_gets_the_report(world: World, category: str | None) -> None:
    sure = Classification((Prediction("layanan-kementerian", 0.99),), ("laman",), "v1")
    world.text_classifier.classification = sure
    text = "Laman beasiswa Kementerian Agama tidak bisa dibuka"
    filed = world.file_and_route(Submission(text=text, category=category, region=VILLAGE))
    event = world.cases.load_history(filed.case.id).events[-1]
    assert (event.data["reason"], world.case(filed).category) == ("central", "layanan-kementerian.agama")
    assert event.data["alternatives"] in ("00-kementerian-agama:99", "00-kementerian-agama:100")


def test_a_ministry_that_no_words_name_is_the_centres_to_find(world: World) -> None:
    filed = world.file_and_route(Submission(text="Situs kementerian error", category="layanan-kementerian"))
    assert world.cases.load_history(filed.case.id).events[-1].data["alternatives"] == "00-panrb:100"


def test_a_scholarship_of_no_named_ministry_is_that_of_higher_education(world: World) -> None:
    filed = world.file_and_route(Submission(text="Laman beasiswa error", category="layanan-kementerian"))
    alternatives = world.cases.load_history(filed.case.id).events[-1].data["alternatives"]
    assert alternatives == "00-kementerian-pendidikan-tinggi:100"


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("Kejadian di polres kemarin sore", {"pungli.polri": 1.0}),
        ("Kejadian di polres dan kantor desa kemarin", {"pungli.polri": 0.5, "pungli": 0.5}),
        ("Kejadian di kantor desa kemarin sore", {}),
    ],
)
def test_a_body_that_the_words_name_shares_the_chance_with_the_office_here(
    world: World, monkeypatch: pytest.MonkeyPatch, text: str, alternatives: dict[str, float]
) -> None:
    suspected: list[dict[str, float]] = []
    candidates = decision.candidates

    def listen(facts: decision.RoutingFacts, rules: decision.Rules) -> Any:
        suspected.append({category.id: chance for category, chance in facts.suspected})
        return candidates(facts, rules)

    monkeypatch.setattr(decision, "candidates", listen)
    world.services.router.decide(RoutingRequest(text, category="pungli", region=VILLAGE), world.now)
    assert suspected == [alternatives]


def test_a_place_is_looked_for_in_the_own_province_and_above_the_village(world: World) -> None:
    world.place_finder.found = FoundPlace("64.08.01", "contoh")
    regions = (None, "64", "64.08", VILLAGE, "65", "65.01")
    routed = [world.services.router.decide(RoutingRequest(HINT, region=each), world.now).region for each in regions]
    assert routed == ["64.08.01", "64.08.01", "64.08.01", VILLAGE, "65", "65.01"]


def test_the_words_of_the_place_are_read_with_the_text(world: World) -> None:
    world.services.router.decide(RoutingRequest("Lampu mati", place="Pasar induk"), world.now)
    assert [text for text, _ in world.text_classifier.asked] == ["Lampu mati"]
    assert world.place_finder.read[0] == "Pasar induk\nLampu mati"


@pytest.mark.parametrize(
    ("share", "parts"),
    [
        (
            router.PLAIN,
            ["Jalan di depan pasar rusak.", "KTP saya belum jadi. Selain itu, mohon segera dibantu petugas."],
        ),
        (router.PLAIN - 0.01, []),
    ],
)
def test_a_piece_is_a_part_only_where_its_matter_is_plain(world: World, share: float, parts: list[str]) -> None:
    kinds = {"Jalan": "jalan-rusak", "KTP": "ktp"}

    def classify(text: str, names: Sequence[str] = ()) -> Classification:
        found = [Prediction(category, share) for word, category in kinds.items() if word in text]
        return Classification(tuple(found[:1]), (), "v1")

    world.text_classifier.classify = classify  # type: ignore[method-assign]
    text = "Jalan di depan pasar rusak. Selain itu, KTP saya belum jadi. Selain itu, mohon segera dibantu petugas."
    request = RoutingRequest(text, region=VILLAGE)
    assert [part.text for part in world.services.router.suggest(request, world.now).parts] == parts
