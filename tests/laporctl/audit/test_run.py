"""An audit of a whole stack: of stories it finds nothing, and of each alteration what was altered."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.storage import table_keys
from laporctl.audit.findings import CHECKS, Finding
from laporctl.audit.run import Progress, load_progress, run, save_progress
from tests.support.audited import EVENT_3, SampleStack
from tests.support.budgets import examples
from tests.support.stored import keep
from tests.support.stories import Story
from tests.support.world import ROAD

SEEDS = (0, 2, 29)
"""Between them these stories give every command."""
STEPS = 200


@pytest.mark.parametrize("seed", sorted({*SEEDS, *range(examples(0.01))}))
def test_nothing_is_wrong_after_any_story(seed: int) -> None:
    with mock_aws():
        story = Story(seed)
        stored = keep(story.here)
        story.live(STEPS)
        assert story.told > STEPS / 4
        assert [finding.line for finding in stored.audit()] == []


def test_every_command_occurs_in_some_of_the_stories() -> None:
    """Of the same seeds, as `make test` audits them."""
    happened = set[str]()
    for seed in SEEDS:
        story = Story(seed)
        story.live(STEPS)
        happened |= story.kinds
    never = [str(command) for command, rule in lifecycle.RULES.items() if rule.event not in happened]
    assert never == [], "no audit has ever seen what these leave"


@pytest.fixture(scope="module")
def made_once() -> Iterator[SampleStack]:
    with mock_aws():
        yield SampleStack()


@pytest.fixture
def stack(made_once: SampleStack) -> Iterator[SampleStack]:
    before = made_once.snapshot()
    yield made_once
    made_once.restore(before)


OTHER_LINE = "routed#2026-12-01T00:00:00.000Z#x"
ALTERATIONS: dict[str, tuple[str, Callable[[SampleStack], object]]] = {
    "a case without its state": ("case statistics", lambda s: s.delete(s.case_key(s.late))),
    "a case without its words": ("case", lambda s: s.delete(s.case_key(s.late, table_keys.CONTENT))),
    "an event without a case": ("case", lambda s: s.put(s.key("C#KI-0000-0000-0000-0", EVENT_3), seq={"N": "3"})),
    "an unreadable state": ("unreadable", lambda s: s.alter(s.case_key(s.late), since={"S": "yesterday"})),
    "an unknown item of a case": ("unknown", lambda s: s.put(s.case_key(s.late, "NOTE#1"))),
    "an unknown item": ("unknown", lambda s: s.put(s.key("WHAT#1"))),
    "an event dropped from the middle": ("sequence", lambda s: s.delete(s.case_key(s.late, EVENT_3))),
    "an event doubled": ("sequence", lambda s: s.put(s.case_key(s.late, "EVENT#00099"), **s.event())),
    "a note altered": ("record", lambda s: s.alter(s.case_key(s.late, EVENT_3), note={"S": "Lain."})),
    "an actor altered": ("record", lambda s: s.alter(s.case_key(s.late, EVENT_3), agency={"S": "64-pupr"})),
    "a status altered": ("record", lambda s: s.alter(s.case_key(s.late), status={"S": "closed"})),
    "words altered": ("record", lambda s: s.alter(s.case_key(s.late, "CONTENT"), text={"S": "Jalan mulus."})),
    "flags emptied": ("record", lambda s: s.alter(s.case_key(s.late), flags={"L": [{"S": "secret"}]})),
    "an office that is none": ("office", lambda s: s.delete(s.key(*table_keys.agency("64.08-dlh")))),
    "a missing timer": ("clock", lambda s: s.alter(s.case_key(s.late), clock_pk=None, clock_sk=None)),
    "a timer that is another": ("clock", lambda s: s.alter(s.case_key(s.late), clock_sk={"S": "2030#x"})),
    "a timer that nobody fires": ("overdue", lambda s: s.world.later(days=40)),
    "a case set aside without a line": ("setback", lambda s: s.set_aside()),
    "a former number of no case": (
        "former",
        lambda s: s.put(s.key("FORMER#1", "SITANGGAP"), id={"S": "KI-0000-0000-0000-0"}),
    ),
    "a case that somebody has and is none": (
        "assigned",
        lambda s: s.put(s.key("ASSIGNED#64.08-pupr", "KI-0000-0000-0000-0")),
    ),
    "a line of no case": ("setback", lambda s: s.put(s.key(table_keys.SETBACKS, "KI-0000-0000-0000-0"))),
    "a case that left its queue": ("queue", lambda s: s.alter(s.case_key(s.late), agency_pk=None, agency_sk=None)),
    "a case in another's queue": ("queue", lambda s: s.alter(s.case_key(s.late), agency_pk={"S": "QUEUE#64-dlh"})),
    "a queue line with another status": ("queue", lambda s: s.alter(s.case_key(s.late), agency_sk={"S": OTHER_LINE})),
    "a queue line that is none": (
        "queue statistics",
        lambda s: s.alter(s.case_key(s.late), agency_sk={"S": "routed#2"}),
    ),
    "a case missing in the public record": ("month", lambda s: s.alter(s.case_key(s.late), log_pk=None, log_sk=None)),
    "another date for the citizen": ("dates", lambda s: s.alter(s.case_key(s.late), due_at=None)),
    "an event missing in the log": ("log", lambda s: s.alter(s.case_key(s.late, EVENT_3), log_pk=None, log_sk=None)),
    "an event missing in a feed": ("feed", lambda s: s.alter(s.case_key(s.late, EVENT_3), agency_pk=None)),
    "a lost copy for a feed": ("feed", lambda s: s.delete(s.find_in_case(s.late, "TOLD#"))),
    "a copy for a stranger": ("feed", lambda s: s.put(s.case_key(s.late, "TOLD#00002#former#64-pupr"))),
    "a queue that returns a case no more": ("index", lambda s: s.lose_from_answers({"pk", "sk"})),
    "a log that returns an event no more": (
        "index statistics",
        lambda s: s.lose_from_answers({"pk", "sk", "log_pk", "log_sk"}),
    ),
    "a breach that is not listed": ("list", lambda s: s.delete(s.find("BREACH#")[0])),
    "a listed breach that never was": (
        "list",
        lambda s: s.put(s.key("BREACH#2026-12", "2026-12-01#" + s.late.case.id)),
    ),
    "a case that follows none": ("merged statistics", lambda s: s.drop_case(s.late)),
    "a stack that is not known": ("referral", lambda s: s.delete(s.key(table_keys.stack("KU")))),
    "a debt without its event": ("debt", lambda s: s.alter(s.find_in_case(s.shared, "OWED#"), seq={"N": "1"})),
    "a debt that nobody will repeat": ("debt", lambda s: s.alter(s.find_in_case(s.shared, "OWED#"), clock_pk=None)),
    "a debt that nobody repeats": ("overdue", lambda s: s.alter(s.find_in_case(s.shared, "OWED#"), **s.long_ago())),
    "a fingerprint of other words": ("duplicates", lambda s: s.alter(s.find("CELL#")[0], signature={"B": b"1" * 64})),
    "a fingerprint of no case": ("duplicates", lambda s: s.put(s.key("CELL#1:1", "2026-12-01#KI-0-0"), **s.forever())),
    "a fingerprint of a hidden case": ("duplicates", lambda s: s.remember_hidden()),
    "a doubled identity": ("identity", lambda s: s.add_identity(s.late.case.id, "other")),
    "an identity of no case": ("identity", lambda s: s.add_identity("KI-0000-0000-0000-0", "one")),
    "a webhook that cannot sign": ("secret", lambda s: s.forget_secret()),
    "a secret of no webhook": ("secret", lambda s: s.delete(s.find("WEBHOOK#")[0])),
    "a secret of a webhook that was removed": (
        "secret",
        lambda s: s.alter(s.find("WEBHOOK#")[0], expires_at={"N": "1798000000"}),
    ),
    "an item among the secrets that nobody knows": ("unknown", lambda s: s.add_secret("KEY#1")),
    "a lost photo": ("attachment", lambda s: s.forget_file()),
    "a day's counts altered": ("statistics", lambda s: s.set_counts("2026-12", "DAY#2026-12-31")),
    "a month's sum altered": ("statistics", lambda s: s.set_counts("2026-12", "SUM#")),
    "a public file lost": ("published", lambda s: s.lose_public_file()),
}


@pytest.mark.parametrize("name", ALTERATIONS)
def test_each_alteration_is_found_by_its_name(stack: SampleStack, name: str) -> None:
    check, alter = ALTERATIONS[name]
    alter(stack)
    assert {finding.check for finding in stack.stored.audit()} == set(check.split())


def test_a_case_that_turns_out_to_be_sensitive_is_whole(stack: SampleStack) -> None:
    world, coordinator = stack.world, stack.world.coordinator("64.08-diskominfo")
    filed = world.file_and_route(replace(ROAD, text="Jalan di dekat sekolah gelap."))
    world.do(filed, Command.DISPOSE, by=coordinator, target="64.08-dlh", category="kekerasan-perempuan-anak")
    assert [finding.line for finding in stack.stored.audit()] == []


def test_the_stack_is_whole_before_it_is_altered(stack: SampleStack) -> None:
    assert [finding.line for finding in stack.stored.audit()] == []
    for beginning in ("BREACH#", "CELL#", "STATS#"):
        assert stack.find(beginning)


def test_every_check_has_an_alteration() -> None:
    assert {check for checks, _ in ALTERATIONS.values() for check in checks.split()} == CHECKS.keys()


def found_by(
    stack: SampleStack, progress: Progress, pause: Callable[[], None] = lambda: None, **options: Any
) -> list[Finding]:
    found: list[Finding] = []
    run(stack.stored.subject(), progress, found.append, pause=pause, **options)
    return found


def test_what_is_mended_before_the_last_look_is_no_finding(stack: SampleStack) -> None:
    """A case that seemed wrong is read again, at once and after a pause."""
    key = stack.case_key(stack.late)
    state = stack.client.get_item(TableName="complaints-kaltim", Key=key)["Item"]
    stack.alter(key, clock_pk=None, clock_sk=None)
    paused: list[int] = []

    def mend() -> None:
        paused.append(1)
        stack.put(state)

    progress = Progress()
    assert found_by(stack, progress, mend) == []
    assert (paused, progress.rechecked, progress.wrong) == ([1], 1, 0)


def test_cases_that_are_written_meanwhile_are_no_findings(stack: SampleStack) -> None:
    """An office works and citizens file between all pages, however small."""
    world, written = stack.world, []

    def write(_: Progress) -> None:
        if len(written) < 40:
            written.append(world.file_and_route(replace(ROAD, text=f"Sementara itu, laporan {len(written)}.")))
            world.do(written[-1], Command.ACCEPT)
            world.do(written[len(written) // 2], Command.PROGRESS)

    progress = Progress()
    assert [finding.line for finding in found_by(stack, progress, save=write, page_size=9)] == []
    assert len(written) > 5
    assert progress.checked > 20


class Interrupted(Exception):
    """Ctrl-C."""


def test_an_audit_that_was_interrupted_finds_the_same_when_it_goes_on(stack: SampleStack, tmp_path: Path) -> None:
    """It is interrupted after every page, and goes on from the file that it left."""
    for filed in (stack.late, stack.shared):
        stack.alter(stack.case_key(filed), log_pk=None, log_sk=None)
    stack.set_counts("2026-12", "SUM#")
    at_once = Progress()
    expected = found_by(stack, at_once, page_size=9)
    file, found, interruptions = tmp_path / "state.json", list[Finding](), 0

    def stop(progress: Progress) -> None:
        save_progress(file, progress)
        raise Interrupted

    progress = Progress()
    while True:
        try:
            run(stack.stored.subject(), progress, found.append, pause=lambda: None, save=stop, page_size=9)
            break
        except Interrupted:
            interruptions += 1
            progress = load_progress(file)
    assert interruptions > 5
    assert found == expected
    assert (progress.checked, progress.wrong) == (at_once.checked, at_once.wrong)
    assert expected


def test_an_audit_whose_process_was_killed_goes_on_from_the_last_page(stack: SampleStack, tmp_path: Path) -> None:
    stack.alter(stack.case_key(stack.shared), log_pk=None, log_sk=None)
    at_once, resumed = Progress(), list[Finding]()
    expected = found_by(stack, at_once, page_size=9)
    place, found = tmp_path / "place.json", tmp_path / "found.txt"

    def save_and_die(progress: Progress) -> None:
        save_progress(place, progress)
        if progress.checked > at_once.checked / 2:
            os.kill(os.getpid(), signal.SIGKILL)

    def report(finding: Finding) -> None:
        with found.open("a") as file:
            file.write(f"{finding.line}\n")

    def audit() -> None:
        run(stack.stored.subject(), Progress(), report, pause=lambda: None, save=save_and_die, page_size=9)

    process = multiprocessing.get_context("fork").Process(target=audit)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    progress = load_progress(place)
    assert 0 < progress.checked < at_once.checked
    run(stack.stored.subject(), progress, resumed.append, pause=lambda: None, page_size=9)
    before = found.read_text().splitlines() if found.exists() else []
    assert [*before, *(finding.line for finding in resumed)] == [finding.line for finding in expected]
    assert (progress.checked, progress.wrong) == (at_once.checked, at_once.wrong)
    assert expected
