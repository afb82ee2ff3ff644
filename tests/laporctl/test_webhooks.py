"""What `laporctl webhooks` prints and refuses."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from chalicelib.domain.notifications.subscription import Disabled, Webhook
from laporctl.commands import webhooks
from tests.support.world import MONDAY

HOOK = Webhook("ID", "64.08-pupr", "https://laporan.example.go.id:8443/hook?key=rahasia", (), MONDAY)


def test_only_the_host_of_an_address_is_printed_because_the_rest_may_hold_a_key() -> None:
    assert webhooks._columns(HOOK) == ["ID", "enabled", "-", "-", "laporan.example.go.id:8443"]
    worse = replace(HOOK, disabled_for=Disabled.FAILING, failed_at=MONDAY, failure="tls", succeeded_at=MONDAY)
    at = "2026-11-23T02:00:00.000Z"
    assert webhooks._columns(worse) == ["ID", "disabled (failing)", at, f"{at} tls", "laporan.example.go.id:8443"]


@pytest.mark.parametrize("options", [[], ["--dead", "--since", "2026-11-23"], ["--since", "2026-11-23", "--case", "X"]])
def test_a_replay_needs_one_thing_to_replay(options: list[str]) -> None:
    result = CliRunner().invoke(webhooks.webhooks, ["replay", "kaltim", "64.08-pupr", "ID", *options])
    assert result.exit_code == 2
    assert "choose one of --dead, --since and --case" in result.output
