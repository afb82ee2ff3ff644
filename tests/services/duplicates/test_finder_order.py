"""Which of the similar reports come first, and which are left out."""

from dataclasses import replace

from tests.support.world import ROAD, VILLAGE, World

MARKET = replace(ROAD, region=VILLAGE, lat=0.5, lon=117.5, text="Lubang besar di jalan depan pasar lama")


def test_the_more_similar_comes_first_though_the_other_is_newer() -> None:
    world = World()
    alike = world.file_and_route(MARKET)
    world.later(minutes=1)
    other = world.file_and_route(replace(MARKET, text="Lubang besar di jalan depan kantor pos baru"))
    found = world.services.duplicates.similar(MARKET.text, "jalan-rusak", VILLAGE, MARKET.lat, MARKET.lon, world.now)
    assert [each.case.id for each in found] == [alike.case.id, other.case.id]
    assert found[0].similarity.score > found[1].similarity.score


def test_a_case_is_not_suggested_to_itself_by_one_that_was_merged_into_it() -> None:
    world = World()
    first, second = world.file_and_route(MARKET), world.file_and_route(MARKET)
    assert world.services.merging.follow(world.case(second), first.case.id, world.now).merged_into == first.case.id
    history = world.cases.load_history(first.case.id)
    assert world.services.duplicates.similar_to(history, world.now) == ()
