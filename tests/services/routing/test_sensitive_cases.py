"""A case that turns out to be sensitive when its category is decided is hidden from then on, everywhere."""

import pytest

from chalicelib.domain.cases import fold
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.errors import LivesElsewhere, UnknownCase
from chalicelib.domain.routing.decision import Classification, Prediction
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.cases.public_record import LEEWAY, OLDEST, PublicQuery
from laporctl.case_audit import find_alterations
from tests.support.country import Country
from tests.support.world import World

HINT = Submission(text="Anak tetangga sering diam saja dan takut pulang.", region="64.08")


@pytest.fixture
def world() -> World:
    return World()


def is_hidden(world: World, filed: Filed) -> bool:
    try:
        world.services.reporter.look_up(filed.case.id, None, world.now)
    except (UnknownCase, LivesElsewhere):
        return True
    return False


def test_a_sensitive_classification_hides_the_case(world: World) -> None:
    world.text_classifier.classification = Classification(
        (Prediction("kekerasan-perempuan-anak", 0.95),), ("takut pulang",), "v1"
    )
    filed = world.file(HINT)
    assert not is_hidden(world, filed)
    world.services.route_case.route(filed.case.id, world.now)

    assert is_hidden(world, filed)
    assert not any(world.fingerprints.kept.values()), "nothing is compared with it"
    history = world.cases.load_history(filed.case.id)
    assert history.events[-1].data["sensitive"] is True
    assert world.services.reporter.look_up(filed.case.id, None, world.now, filed.receipt.secret)
    assert fold.fold(history.case.filing, history.events) == history.case
    assert find_alterations(history) == []


@pytest.mark.parametrize(("confidence", "hidden"), [(0.3, True), (0.15, False)])
def test_a_probably_sensitive_case_is_hidden_while_a_coordinator_decides(confidence: float, hidden: bool) -> None:
    world = World()
    sensitive = [Prediction(category, confidence) for category in ("kekerasan-perempuan-anak", "kekerasan-sekolah")]
    world.text_classifier.classification = Classification(
        (Prediction("sampah-tidak-diangkut", 0.35), *sensitive), (), "v1"
    )
    assert is_hidden(world, world.file_and_route(HINT)) is hidden


def test_a_sensitive_category_by_a_coordinator_hides_the_case_for_good(world: World) -> None:
    filed = world.file_and_route(HINT)
    coordinator = world.coordinator("64.08-diskominfo")
    assert not is_hidden(world, filed)
    assert any(world.fingerprints.kept.values())

    world.do(filed, Command.DISPOSE, by=coordinator, target="64.08-diskominfo", category="kekerasan-perempuan-anak")
    assert is_hidden(world, filed)
    assert not any(world.fingerprints.kept.values())
    world.do(filed, Command.DISPOSE, by=coordinator, target="64.08-dlh", category="sampah-tidak-diangkut")
    assert is_hidden(world, filed)
    assert sum("sensitive" in event.data for event in world.cases.load_history(filed.case.id).events) == 1


def test_a_case_that_turns_out_sensitive_leaves_the_public_files(world: World) -> None:
    filed = world.file_and_route(HINT)

    def published() -> bool:
        world.services.aggregation.run(world.now, lambda: True)
        return any(filed.case.id.encode() in content for content in world.public_files.kept.values())

    assert published()
    world.later(days=40)
    coordinator = world.coordinator("64.08-diskominfo")
    world.do(filed, Command.DISPOSE, by=coordinator, target="64.08-dlh", category="kekerasan-perempuan-anak")
    assert not published()
    everything = PublicQuery(since=OLDEST, until=world.now + LEEWAY, limit=10)
    assert world.services.public_record.page(everything).items == ()


def test_a_sensitive_case_stays_hidden_in_the_other_stack() -> None:
    country = Country()
    country.kaltim.text_classifier.classification = Classification((Prediction("korupsi", 0.95),), ("proyek",), "v1")
    filed = country.kaltim.file_and_route(Submission(text="Proyek itu lagi-lagi menang yang sama.", region="65.03"))
    country.publish()
    assert country.carry()[0] == "arrived"
    for world in (country.kaltim, country.kaltara):
        assert is_hidden(world, filed)
