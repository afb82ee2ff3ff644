"""Which model classifies, and the routing of a case that was filed without a category."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Status
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.routing.decision import Classification, Override, Prediction
from chalicelib.domain.text.alarms import Impression
from chalicelib.runtime.reference import shipped_alarms, shipped_model
from chalicelib.services.cases.filing import Submission
from chalicelib.services.ports.file_store import IncomingFile
from chalicelib.services.ports.place_finder import FoundPlace
from chalicelib.services.routing.router import RoutingRequest
from chalicelib.services.text.alarm_detector import AlarmDetector
from chalicelib.services.text.classifier import REFRESH_SECONDS, StackTextClassifier, model_key
from tests.support.memory import MemoryFileStore
from tests.support.text import MemoryModelRegister
from tests.support.world import VILLAGE, World

UNSORTED = Submission(text="Tiap lewat situ ban motor saya kena terus.", region="64.08")
shipped = cache(shipped_model)


def sure(category: str, confidence: float = 0.95) -> Classification:
    return Classification(
        (Prediction(category, confidence), Prediction("sampah-tidak-diangkut", 0.02)), ("ban motor",), "v1"
    )


@pytest.fixture
def world() -> World:
    return World()


def test_a_report_without_a_category_goes_where_sure_words_lead_and_the_event_says_so(world: World) -> None:
    world.text_classifier.classification = sure("jalan-rusak")
    filed = world.file_and_route(UNSORTED)
    case = world.case(filed)
    assert (case.status, case.agency, case.category) == (Status.ROUTED, "64.08-pupr", "jalan-rusak")
    assert case.filing.category is None
    data = world.cases.load_history(case.id).events[-1].data
    assert (data["reason"], data["category"], data["confidence"], data["model"]) == ("words", "jalan-rusak", 95, "v1")


def test_a_classified_case_escalates_by_the_chain_of_its_category(world: World) -> None:
    world.text_classifier.classification = sure("jalan-rusak")
    filed = world.file_and_route(UNSORTED)
    world.do(filed, Command.ACCEPT)
    assert world.do(filed, Command.ESCALATE).agency == "64-pupr"


def test_unsure_words_leave_a_coordinator_with_the_likeliest_offices(world: World) -> None:
    world.text_classifier.classification = sure("jalan-rusak", 0.5)
    filed = world.file_and_route(UNSORTED)
    data = world.cases.load_history(filed.case.id).events[-1].data
    assert world.case(filed).status is Status.TRIAGE
    assert data["alternatives"] == "64.08-pupr:50 64.08-dlh:2"
    assert world.case(filed).category is None


def test_a_coordinator_corrects_the_category_with_the_disposition(world: World) -> None:
    filed = world.file_and_route(UNSORTED)
    coordinator = world.coordinator("64.08-diskominfo")
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, Command.DISPOSE, by=coordinator, target="64.08-pupr", category="tak-ada")
    assert caught.value.errors[0].code == "unknown_category"
    case = world.do(filed, Command.DISPOSE, by=coordinator, target="64.08-pupr", category="jalan-rusak")
    assert (case.agency, case.category, case.filing.category) == ("64.08-pupr", "jalan-rusak", None)


def test_a_place_in_the_words_leads_to_a_lower_office(world: World) -> None:
    world.place_finder.found = FoundPlace(VILLAGE, "Desa Contoh")
    filed = world.file_and_route(Submission(text="Bau kandang di Desa Contoh", category="kandang-ternak-bau-bising"))
    case = world.case(filed)
    assert (case.agency, case.region, case.filing.region) == (f"{VILLAGE}-desa", VILLAGE, None)


def test_a_stacks_own_override_decides_first(world: World) -> None:
    world.rule_book.rules = [Override("jalan-rusak", "64.08", "64.08-dlh", date(2026, 1, 1))]
    filed = world.file_and_route(Submission(text="Jalan berlubang di pasar", category="jalan-rusak", region="64.08"))
    assert world.case(filed).agency == "64.08-dlh"


def test_an_accusation_is_hidden_and_does_not_go_to_the_office_that_it_is_about(world: World) -> None:
    text = "Petugas dinas minta uang pelicin supaya jalan kami diaspal."
    bribe = Submission(text=text, category="jalan-rusak", region="64.08")
    filed = world.file_and_route(bribe)
    case = world.case(filed)
    assert not case.filing.public
    assert case.agency != "64.08-pupr"
    assert case.category == "pungli"


HINT = Submission(
    text="Sudah tiga kali ke loket, selalu dilihat dulu apa yang saya bawa.", category="jalan-rusak", region="64.08"
)


def test_a_hint_is_hidden_from_the_moment_it_is_filed_and_a_person_decides_where_it_goes(world: World) -> None:
    world.alarm_detector.impression = Impression({"extortion": 0.8, "none": 0.2}, {"extortion": "bawa"})
    filed = world.file_and_route(HINT)
    case = world.case(filed)
    assert not case.filing.public
    assert (case.status, case.category, case.agency) == (Status.TRIAGE, "jalan-rusak", "64.08-diskominfo")


def test_a_case_hidden_when_filed_stays_hidden_whatever_is_detected_later(world: World) -> None:
    world.alarm_detector.impression = Impression({"extortion": 0.8, "none": 0.2}, {})
    filed = world.file(HINT)
    world.alarm_detector.impression = None
    assert world.services.route_case.route(filed.case.id, world.now)
    assert not world.case(filed).filing.public


def test_every_use_case_detects_alarms_once_in_the_same_text(world: World) -> None:
    world.file_and_route(Submission(text="Lampu jalan mati.", region="64.08"))
    world.services.router.suggest(RoutingRequest("Lampu jalan mati."), world.now)
    assert world.alarm_detector.asked == ["Lampu jalan mati."] * 3


def test_alarms_are_detected_in_the_reporters_own_title_too(world: World) -> None:
    world.file(Submission(text="Lampu jalan mati.", title="Tolong rahasiakan", region="64.08"))
    assert world.alarm_detector.asked == ["Tolong rahasiakan\nLampu jalan mati."]


def test_the_shipped_model_detects_hints_and_names_the_words() -> None:
    loads = []

    def alarms_file() -> bytes:
        loads.append(1)
        return shipped_alarms()

    detector = AlarmDetector(alarms_file)
    assert loads == []
    text = "Setiap urusan di kantor itu kalau tidak dikasih sesuatu berkasnya nyangkut entah di meja siapa"
    for _ in range(2):
        (alarm,) = detector.detect(text)
        assert (alarm.kind, alarm.basis) == ("extortion", "impression")
        assert alarm.words
        assert all(word in text.lower() for word in alarm.words.replace(",", "").split())
    assert loads == [1]


@pytest.mark.parametrize(
    "text",
    [
        "`true` for cases that have gone past their deadline only",
        "Only for the reporter and the office that holds the case.",
        "\u9053\u8def\u635f\u574f \u0637\u0631\u064a\u0642 x y z w v u",
    ],
)
def test_a_text_in_a_language_the_model_does_not_know_gives_no_alarm(text: str) -> None:
    assert AlarmDetector(shipped_alarms).detect(text) == ()


def reader(register: MemoryModelRegister, files: MemoryFileStore, clock: list[float]) -> StackTextClassifier:
    return StackTextClassifier(register, files, shipped, lambda: clock[0])


@dataclass
class WatchedFiles(MemoryFileStore):
    """Remembers what was taken."""

    taken: list[str] = field(default_factory=list)

    def take(self, key: str, largest: int) -> IncomingFile | None:
        self.taken.append(key)
        return super().take(key, largest)


def test_the_shipped_model_classifies_until_another_is_promoted_and_again_after_a_rollback() -> None:
    register, files, clock = MemoryModelRegister(), WatchedFiles(), [0.0]
    reads = reader(register, files, clock)
    first = reads.classify("Jalan berlubang besar di depan pasar")
    assert first.predictions[0].category == "jalan-rusak"
    files.kept[model_key("v2")] = shipped()
    register.put(register.line().promoted("v2"))
    assert reads.classify("x" * 20).model == first.model
    clock[0] += REFRESH_SECONDS
    reads.classify("lampu jalan mati")
    assert files.taken == [model_key("v2")]
    register.put(register.line().rolled_back())
    clock[0] += REFRESH_SECONDS
    del files.kept[model_key("v2")]
    assert reads.classify("lampu jalan mati").predictions[0].category == "lampu-jalan-mati"
    assert files.taken == [model_key("v2")], "the shipped one lies in no bucket"


def test_the_shipped_model_replaces_a_promoted_one_whose_file_is_gone() -> None:
    register, clock = MemoryModelRegister(), [0.0]
    register.put(register.line().promoted("gone"))
    assert reader(register, MemoryFileStore(), clock).classify("listrik padam tiap malam").predictions


def test_words_decide_by_themselves_only_from_a_confidence_that_was_right_often_enough() -> None:
    reads = reader(MemoryModelRegister(), MemoryFileStore(), [0.0])
    assert reads.threshold(0.7) <= reads.threshold(0.9) <= reads.threshold(0.95)
    assert reads.threshold(1.0) > 1
