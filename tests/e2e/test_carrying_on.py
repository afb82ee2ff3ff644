"""More cases are due than one sweep has time for: the deployed function carries on, shard by shard, by calling itself,
with IAM on."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.services.cases.filing import Submission
from laporctl.http import Unexpected
from laporctl.remote import SWEEP, invoke, services_of
from laporctl.stacks import Stack, StackError
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.e2e.test_once import without_stream
from tools.dev.demo.actors import World
from tools.dev.demo.oversight import log_lines
from tools.dev.demo.steps import until

CASES = 120
SECONDS = 6
"""How long the sweep may run here: one second of work and five of margin."""
TEN_MINUTES = timedelta(minutes=10)
ROAD = Submission(text="Jalan rusak, laporan yang menunggu", category="jalan-rusak", region="64.08")


@contextmanager
def little_time(stack: Stack) -> Iterator[None]:
    """Give the sweep less time than there is to do."""
    functions, name = stack.client("lambda"), stack.outputs[SWEEP]
    usual = functions.get_function_configuration(FunctionName=name)["Timeout"]
    functions.update_function_configuration(FunctionName=name, Timeout=SECONDS)
    try:
        yield
    finally:
        functions.update_function_configuration(FunctionName=name, Timeout=usual)


@contextmanager
def without_schedule(stack: Stack) -> Iterator[None]:
    """Let the schedule begin no sweep: what carries on is the sweep itself."""
    events = stack.client("events")
    sweep = stack.client("lambda").get_function(FunctionName=stack.outputs[SWEEP])["Configuration"]["FunctionArn"]
    (rule,) = events.list_rule_names_by_target(TargetArn=sweep)["RuleNames"]
    events.disable_rule(Name=rule)
    try:
        yield
    finally:
        events.enable_rule(Name=rule)


def sweeps_since(stack: Stack, began: datetime) -> list[dict[str, Any]]:
    """What every sweep logged of itself."""
    world = World({stack.slug: stack}, began=began.timestamp())
    lines = [json.loads(line) for line in log_lines(world, stack.slug) if line.startswith("{")]
    return [line for line in lines if line.get("message") == "swept"]


def test_a_sweep_without_enough_time_carries_on_by_itself(kaltim: Stack) -> None:
    services = services_of(kaltim)
    cases = services.route_case.cases

    def unrouted() -> list[str]:
        return [each for each in due if cases.load(each).status == "received"]

    def unrouted_after_a_sweep() -> list[str]:
        """What the schedule does where a busy machine stopped the function before it could carry on."""
        sweep()
        return unrouted()

    def sweep() -> dict[str, Any] | None:
        """None where a busy machine stopped the function before it had done even its second of work."""
        with suppress(StackError):
            return invoke(kaltim, SWEEP)
        return None

    # What is made up for once an hour has been, so that the short time is for clocks.
    invoke(kaltim, SWEEP)
    with ExitStack() as held:
        for condition in (without_stream, without_schedule, little_time):
            held.enter_context(condition(kaltim))
        # The new time began a new process; a start is not what is short of it.
        until(sweep, bool)
        began = datetime.now(UTC)
        due = [
            services.filing.file(replace(ROAD, text=f"{ROAD.text} nomor {number}"), began - TEN_MINUTES).case.id
            for number in range(CASES)
        ]
        # A busy machine may spend the whole second on reading what is due: then nothing is done, and all is carried on.
        first = until(sweep, bool) or {}
        assert first["fired"] < CASES
        assert first["carried_on"] == len(first["left"]) > 0
        # Nothing else calls the function: what is in the log besides the first line began by itself.
        swept = until(lambda: sweeps_since(kaltim, began), lambda lines: len(lines) > 1)
        assert {line["failed"] for line in swept} == {0}
        with suppress(Unexpected):
            until(unrouted, lambda waiting: not waiting, 60)
        until(unrouted_after_a_sweep, lambda waiting: not waiting)

    for each in due:
        assert [event.kind for event in cases.load_history(each).events] == ["filed", "routed"]


def test_the_sweep_may_call_itself_and_no_function_else_but_the_cleaning(kaltim: Stack) -> None:
    role = as_role_of(kaltim, "SweepFunction", "lambda")
    role.invoke(FunctionName=kaltim.outputs[SWEEP], InvocationType="DryRun")
    assert_refused(role.invoke, FunctionName=kaltim.outputs["RouteFunction"], Payload=b"{}")
