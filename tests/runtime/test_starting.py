"""What a function has imported when it has started: nothing that only other functions, or rare requests, need."""

import importlib.util
import json
import os
import subprocess
import sys

import pytest

SETTINGS = {
    "PROVINCE": "kaltim",
    "POLICY": "progress-30",
    "COMPLAINTS_TABLE": "complaints",
    "IDENTITIES_TABLE": "identities",
    "ATTACHMENTS_BUCKET": "attachments",
    "AWS_DEFAULT_REGION": "ap-southeast-3",
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "PATH": os.environ["PATH"],
}
PROGRAM = "import json, sys, app; print(json.dumps([name for name in sys.modules if name.startswith('chalicelib.')]))"

READS_TEXTS = {
    f"chalicelib.{name}"
    for name in (
        "domain.routing.decision",
        "domain.text.classifier",
        "domain.geography.gazetteer",
        "domain.geography.region_grid",
        "services.text.classifier",
    )
}
RARE = {
    f"chalicelib.{name}"
    for name in (
        "api.open311.views",
        "domain.cases.answer_templates",
        "domain.channels.message",
        "domain.statistics.counts",
        "domain.notifications.message",
        "domain.duplicates.similarity",
        "gateways.file_store",
        "gateways.outbox",
        "services.access.keys",
        "services.access.vault",
        "services.deadlines.sweep",
        "services.exchange.erasures",
        "services.exchange.referral",
        "services.notifications.webhook_delivery",
        "services.notifications.webhooks",
        "services.ports.feed_store",
        "services.ports.vault",
        "services.routing.route_case",
        "services.statistics.aggregation",
        "services.statistics.query",
        "workers.route_complaints",
    )
}
OFTEN = {
    f"chalicelib.services.{name}"
    for name in (
        "access.edge",
        "access.rate_limiter",
        "agencies",
        "cases.casework",
        "cases.filing",
        "cases.queue",
        "cases.reporter",
    )
}
OF_REQUESTS_ALONE = {"chalicelib.services.agencies", "chalicelib.services.cases.reporter"}


def started(handler: str) -> set[str]:
    """The modules of a process that Lambda would have started for `handler`."""
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=SETTINGS | {"_HANDLER": handler},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(result.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", sorted(READS_TEXTS | RARE | OFTEN))
def test_every_module_named_here_exists(name: str) -> None:
    assert importlib.util.find_spec(name), "a module that has moved is never imported: the tests below would not notice"


def test_the_function_for_requests_imports_what_most_of_them_need_and_no_more() -> None:
    modules = started("app.app")
    assert modules >= OFTEN
    assert not modules & (READS_TEXTS | RARE)


@pytest.mark.parametrize("handler", ["app.sweep", "app.vault", "app.deliver", "app.receive_referral"])
def test_a_function_for_events_imports_its_use_case_with_the_first_event(handler: str) -> None:
    assert not started(handler) & (READS_TEXTS | RARE | OF_REQUESTS_ALONE)
