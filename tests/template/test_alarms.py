"""The alarm on identities: it counts what the vault's log says of an opening, and nothing else."""

import re
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.errors import IdentityApprovalNeeded
from chalicelib.services.ports.vault import StatedGround
from tests.support.vault import HERE, vault_here
from tests.support.world import ROAD, World
from tests.template.conftest import Template, of_type

GROUND = StatedGround("contact_needed_for_work", "Perlu menanyakan letak lubang.")


def counted(pattern: str, line: dict[str, Any]) -> bool:
    """Whether a pattern of equalities joined by && fits a line, as CloudWatch reads it."""
    wanted = dict(re.findall(r'\$\.(\w+) = "(\w+)"', pattern))
    assert pattern == "{ " + " && ".join(f'$.{name} = "{value}"' for name, value in wanted.items()) + " }"
    return all(line.get(name) == value for name, value in wanted.items())


def test_the_filter_counts_openings_and_nothing_else(template: Template, caplog: pytest.LogCaptureFixture) -> None:
    rule = of_type(template, "AWS::Logs::MetricFilter")["IdentitiesOpened"]
    assert rule["LogGroupName"] == {"Ref": "VaultLogs"}
    world = World()
    named = world.file_and_route(replace(ROAD, reporter=Reporter("Pelapor Contoh")))
    hidden = world.file_and_route(replace(ROAD, secret=True, reporter=Reporter("Pelapor Contoh")))
    vault = vault_here(lambda: world.services.vault_service, lambda: world.now, HERE)
    officer = world.officer("64.08-pupr")
    vault.open(named.case.id, officer, GROUND)
    with pytest.raises(IdentityApprovalNeeded):
        vault.open(hidden.case.id, officer, GROUND)
    lines = [vars(record) for record in caplog.records if record.message == "vault"]
    assert [counted(rule["FilterPattern"], line) for line in lines] == [True, False]


def test_the_alarm_reads_that_metric_and_can_be_heard(template: Template) -> None:
    rule = of_type(template, "AWS::Logs::MetricFilter")["IdentitiesOpened"]
    alarm = of_type(template, "AWS::CloudWatch::Alarm")["ManyIdentitiesOpened"]
    (metric,) = rule["MetricTransformations"]
    assert (alarm["Namespace"], alarm["MetricName"]) == (metric["MetricNamespace"], metric["MetricName"])
    assert metric["MetricName"] == {"Fn::Sub": "${AWS::StackName}-identities-opened"}
    assert "Alarms" in template["Outputs"]


def test_every_alarm_speaks_to_the_topic_that_operators_hear(template: Template) -> None:
    silent = [
        name
        for name, alarm in of_type(template, "AWS::CloudWatch::Alarm").items()
        if alarm.get("AlarmActions") != [{"Ref": "Alarms"}]
    ]
    assert silent == []
