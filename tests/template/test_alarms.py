"""Alarms: each looks at something of this stack, is heard, and has its section of the runbook. That on identities
counts what the vault's log says of an opening, and nothing else."""

import re
from dataclasses import fields, replace
from typing import Any

import pytest
from cfnlint.decode import decode

from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.errors import IdentityApprovalNeeded
from chalicelib.services.deadlines.sweep import SweepResult
from chalicelib.services.ports.vault import StatedGround
from laporctl import paths
from tests.support.loops import at_least_one
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


RUNBOOK = (paths.ROOT / "docs" / "runbook.md").read_text()
NAMED = {
    "AWS/Lambda": {"FunctionName": "AWS::Serverless::Function"},
    "AWS/SQS": {"QueueName": "AWS::SQS::Queue"},
    "AWS/DynamoDB": {"TableName": "AWS::DynamoDB::Table"},
    "AWS/ApiGateway": {"ApiName": "AWS::StackName", "Stage": "v1"},
}
"""Namespace -> what names one of its metrics, and what kind of resource that must be."""


def alarms_of(template: Template) -> dict[str, Template]:
    return of_type(template, "AWS::CloudWatch::Alarm")


def test_every_alarm_has_its_section_of_the_runbook_and_every_section_its_alarm(template: Template) -> None:
    sections = re.findall(r"^## (\w+)$", RUNBOOK, re.MULTILINE)
    budget, _ = decode(str(paths.BUDGET_TEMPLATE))
    assert sorted(sections) == sorted([*alarms_of(template), *budget["Resources"]])
    for name, alarm in at_least_one(alarms_of(template).items()):
        assert alarm["AlarmDescription"].endswith(f" docs/runbook.md#{name.lower()}"), name


def test_every_section_says_what_it_means_where_to_look_and_what_to_do() -> None:
    for section in at_least_one(re.split(r"^## ", RUNBOOK, flags=re.MULTILINE)[1:]):
        marks = re.findall(r"\*\*(\w+):\*\*", section)
        assert marks == ["Means", "Look", "Do"], section.partition("\n")[0]


def test_every_alarm_looks_at_something_of_this_stack(template: Template) -> None:
    """A metric that nobody writes is an alarm that never rings."""
    written = {
        str(each["MetricTransformations"][0]["MetricName"])
        for each in of_type(template, "AWS::Logs::MetricFilter").values()
    }
    for name, alarm in at_least_one(alarms_of(template).items()):
        if alarm["Namespace"] == "lapor":
            assert str(alarm["MetricName"]) in written, name
            continue
        dimensions = {each["Name"]: each["Value"] for each in alarm["Dimensions"]}
        assert dimensions.keys() == NAMED[alarm["Namespace"]].keys(), name
        for key, value in dimensions.items():
            kind = NAMED[alarm["Namespace"]][key]
            target = value if isinstance(value, str) else value.get("Ref") or value["Fn::GetAtt"][0]
            assert kind in (target, template["Resources"].get(target, {}).get("Type")), f"{name}: {target}"


def test_the_api_is_named_like_its_stack_so_that_its_metrics_are_its_own(template: Template) -> None:
    (api,) = of_type(template, "AWS::Serverless::Api").values()
    assert api["Name"] == {"Ref": "AWS::StackName"}


def test_what_can_go_wrong_rings(template: Template) -> None:
    looked_at = {(alarm["Namespace"], str(alarm["MetricName"])) for alarm in alarms_of(template).values()}
    assert looked_at >= {
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
        ("AWS/Lambda", "IteratorAge"),
        ("AWS/Lambda", "Invocations"),
        ("AWS/Lambda", "Errors"),
        ("AWS/Lambda", "Throttles"),
        ("AWS/DynamoDB", "WriteThrottleEvents"),
        ("AWS/ApiGateway", "5XXError"),
    }
    letters = {name for name, queue in of_type(template, "AWS::SQS::Queue").items() if "DeadLetters" in name}
    watched = {
        each["Value"]["Fn::GetAtt"][0]
        for alarm in alarms_of(template).values()
        if alarm["Namespace"] == "AWS/SQS"
        for each in alarm["Dimensions"]
    }
    assert watched == letters, "a queue of what was given up without an alarm"


def test_silence_of_the_sweep_is_an_alarm_and_silence_of_anything_else_is_not(template: Template) -> None:
    loud = {name for name, alarm in alarms_of(template).items() if alarm["TreatMissingData"] == "breaching"}
    assert loud == {"SweepAbsent"}
    sweep = alarms_of(template)["SweepAbsent"]
    assert (sweep["Threshold"], sweep["ComparisonOperator"]) == (1, "LessThanThreshold")
    assert sweep["Period"] >= 3 * 300, "one sweep that is late is none that is absent"


def test_the_metric_of_unrouted_cases_is_what_the_sweep_says(
    template: Template, caplog: pytest.LogCaptureFixture
) -> None:
    rule = of_type(template, "AWS::Logs::MetricFilter")["UnroutedSeconds"]
    assert rule["LogGroupName"] == {"Ref": "SweepLogs"}
    (metric,) = rule["MetricTransformations"]
    name = metric["MetricValue"].removeprefix("$.")
    assert rule["FilterPattern"] == f"{{ $.{name} > 0 }}"
    assert name in {each.name for each in fields(SweepResult)}
    assert alarms_of(template)["CasesUnrouted"]["MetricName"] == metric["MetricName"]


def test_somebody_is_told_by_mail_where_the_stack_names_an_address(template: Template) -> None:
    subscription = template["Resources"]["AlarmsByEmail"]
    assert subscription["Condition"] == "HasAlarmEmail"
    assert subscription["Properties"] == {
        "TopicArn": {"Ref": "Alarms"},
        "Protocol": "email",
        "Endpoint": {"Ref": "AlarmEmail"},
    }


def test_what_alarms_cost_an_idle_stack_is_bounded(template: Template) -> None:
    """Ten cents a month for each, which looks at one metric; 39 stacks have them."""
    assert len(alarms_of(template)) <= 15
    assert not [name for name, alarm in alarms_of(template).items() if "Metrics" in alarm]
