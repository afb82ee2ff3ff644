"""The story of `laporctl demo`, chapter by chapter: what it shows is what is asserted here."""

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from laporctl.commands import demo
from tests.docs.samples import samples_of
from tests.support.described import Described
from tests.support.emulator import Site, System
from tests.support.live_answers import LiveAnswers, compared
from tests.support.loops import at_least_one
from tests.support.whole import assert_whole
from tools.dev.demo.actors import World
from tools.dev.demo.story import CHAPTERS, Chapter

ENOUGH_ANSWERS = 100
"""The story asks more often; fewer would mean that the answers were not seen."""


def printed_in_the_readme() -> list[str]:
    """Chapters, steps and the count of both, as the README prints them; not what happened, which differs."""
    (sample,) = [each for each in samples_of("README.md") if each.text.startswith("step ")]
    lines = [line[: demo.NAME_WIDTH].strip() for line in sample.text.splitlines()[2:] if line.strip() and line != "..."]
    return [line.partition(" chapters, ")[0] for line in lines if line]


@pytest.fixture(autouse=True)
def answers(site: Site) -> Iterator[LiveAnswers]:
    """Every answer of the story, held against the description that the system serves."""
    with compared(Described(site.get("/v1/openapi.json").json())) as live:
        yield live
    assert not live.wrong, "\n".join(dict.fromkeys(live.wrong))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.id)
def test_the_story_goes_as_told(world: World, chapter: Chapter) -> None:
    steps = list(chapter.play(world))

    assert steps, f"{chapter.id} has no step"
    assert {step.name: step.got for step in steps} == {step.name: step.expected for step in steps}


def test_the_command_plays_it_again_and_every_answer_is_as_described(
    system: System, answers: LiveAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "running_stacks", lambda: system.stacks)

    played = CliRunner().invoke(demo.demo)

    assert played.exit_code == 0, played.output
    assert f"in {len(CHAPTERS)} chapters" in played.output
    for told in printed_in_the_readme():
        assert told in played.output, f"the README prints {told!r}"
    assert answers.seen.total() > ENOUGH_ANSWERS
    assert {200, 201, 400, 403, 404} <= {status for _, status in answers.seen}, "refusals are compared too"


BACK_DATED = "kaltara"
"""The stack in which `test_healing.py` moves an event into the past, perhaps meanwhile: an audit rightly names it."""


def test_every_stack_is_whole_after_it(system: System) -> None:
    undisturbed = [stack for slug, stack in system.stacks.items() if slug != BACK_DATED]
    for stack in at_least_one(undisturbed):
        assert_whole(stack)


def test_the_command_says_what_differed_and_fails(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_world: World) -> Any:
        yield demo.Step("two and two", "are four", expected=5, got=4)
        raise demo.Unexpected("HTTP 200", "HTTP 500")

    monkeypatch.setattr(demo, "running_stacks", lambda: system.stacks)
    monkeypatch.setattr(demo, "CHAPTERS", (Chapter("wrong", "A wrong expectation", wrong),))

    played = CliRunner().invoke(demo.demo)

    assert played.exit_code == 1
    assert "2 went differently" in played.output
    for said in ("expected  5", "got       4", "expected  HTTP 200", "got       HTTP 500"):
        assert said in played.output
