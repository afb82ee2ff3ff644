"""What a function has imported when it has started: nothing that only others, or rare requests, need."""

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
    for name in ("domain.deciding", "domain.textmodel", "domain.gazetteer", "domain.outline", "services.reading")
}
RARE = {
    f"chalicelib.{name}"
    for name in (
        "api.open311.views",
        "domain.statistics",
        "domain.letters",
        "domain.likeness",
        "gateways.files",
        "gateways.outbox",
        "services.access",
        "services.counting",
        "services.delivering",
        "services.erasing",
        "services.ports.erasures",
        "services.referral",
        "services.statistics",
        "services.sweeping",
        "services.triage",
        "services.vault",
        "services.webhooks",
        "workers.routing",
    )
}
OFTEN = {f"chalicelib.services.{name}" for name in ("filing", "following", "casework", "queue", "limiting", "offices")}


def started(handler: str) -> set[str]:
    """The modules of a process that Lambda would have started for `handler`."""
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=SETTINGS | {"_HANDLER": handler},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(told.stdout.splitlines()[-1]))


def test_the_function_for_requests_has_what_most_of_them_need_and_no_more() -> None:
    modules = started("app.app")
    assert modules >= OFTEN
    assert not modules & (READS_TEXTS | RARE)


@pytest.mark.parametrize("handler", ["app.sweep", "app.vault", "app.deliver", "app.receive_referral"])
def test_a_function_for_events_waits_for_the_first(handler: str) -> None:
    assert not started(handler) & (
        READS_TEXTS | RARE | {"chalicelib.services.following", "chalicelib.services.offices"}
    )
