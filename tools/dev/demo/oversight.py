"""Chapters about what watches over the cases: the 30 days, tracking numbers, the border between stacks, the logs."""

import json
from datetime import UTC, datetime, timedelta

from chalicelib.api.schemas import ComplaintIn, decode
from chalicelib.domain.cases.tracking_id import CROCKFORD
from laporctl.remote import SWEEP, invoke, services_of
from tools.dev.demo.actors import Fields, Receipt, World, new_key, only
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo.steps import Step, Steps, until

ABOVE = "64-pupr"
OWN_MESSAGES = {"request", "routed", "published", "swept"}
"""The one line with which a function ends its work, for each function that does any."""


def thirty_days(world: World) -> Steps:
    """A case nobody moved for 30 days is flagged, goes one tier up and is shown to those who oversee."""
    citizen = world.citizen()
    filed = file_earlier(world, ROAD, timedelta(days=31))
    view, _ = citizen.wait_for_routing(filed)
    yield Step(
        "filed 31 days ago",
        f"{filed.id}: {' > '.join(event['label']['id'] for event in view['timeline'])}",
        (["filed", "routed"], ROAD_OFFICE),
        ([event["kind"] for event in view["timeline"][:2]], view["timeline"][1]["data"]["to"]),
    )
    tally = invoke(world.stacks["kaltim"], SWEEP)
    # The schedule may have begun a sweep a moment before: then that one fires the clock, and this one has a conflict.
    view = until(lambda: citizen.see(filed), lambda view: bool(view["breached"]))
    yield Step(
        "the sweep finds it",
        f"{view['timeline'][-1]['label']['id']} (the sweep fired {tally['fired']} clocks)",
        (True, "breached", 0),
        (view["breached"], view["timeline"][-1]["kind"], tally["failed"]),
    )
    entry, left = world.office(ABOVE).holds(filed.id), world.office(ROAD_OFFICE).holds(filed.id, held=False)
    yield Step(
        "one tier up",
        f"{view['status_label']['id']} has it, {ROAD_OFFICE} no longer",
        ("provinsi", ABOVE, 1, True, True),
        (view["tier"], view["agency"]["id"], view["escalations"], bool(entry and entry["breached"]), left is None),
    )
    auditor = world.office("64-inspektorat", "auditor")
    breach = only(auditor.breaches(view["timeline"][-1]["at"][:7]), filed.id)
    yield Step(
        "the auditor sees it",
        f"{breach['agency']} missed it, now with {breach['moved_to']}",
        (ROAD_OFFICE, ABOVE),
        (breach["agency"], breach["moved_to"]),
    )
    refused = world.office(ROAD_OFFICE).get("/v1/breaches?month=2026-01")
    yield Step("offices do not", f"{refused.status} {refused.json.get('detail')}", 403, refused.status)


def numbers_and_mistakes(world: World) -> Steps:
    """A typing error is caught, another stack's number is recognised, a wrong field is named."""
    citizen = world.citizen()
    filed = citizen.file(ROAD)
    typed = filed.id.replace("-", " ").lower().replace("0", "o")
    found = citizen.look_up(typed.replace(" ", "%20"))
    yield Step(
        "typed as people type",
        f"'{typed}' is {filed.id}",
        (200, filed.id),
        (found.status, found.json.get("tracking_id")),
    )
    wrong = citizen.look_up(_with_a_typo(filed.id))
    yield Step(
        "one wrong character is caught",
        f"{wrong.status} {_first_error(wrong.json).get('detail')}",
        (400, "tracking_id_check"),
        (wrong.status, _first_error(wrong.json).get("code")),
    )
    theirs = world.citizen("kaltara").file(ROAD | {"region": "65.01"})
    answer = citizen.look_up(theirs.id)
    lives = answer.json.get("lives_at") or {}
    yield Step(
        "another stack's number",
        f"{theirs.id} asked in Kalimantan Timur: {answer.json.get('detail')} ({lives.get('site')})",
        (404, "lives_elsewhere", "Kalimantan Utara", world.stacks["kaltara"].site),
        (answer.status, answer.json.get("code"), lives.get("name"), lives.get("site")),
    )
    for name, change, field in _MISTAKES:
        answer = citizen.send({"text": "Jalan rusak di depan rumah saya.", **change})
        error = _first_error(answer.json)
        yield Step(
            name, f"{answer.status} {field}: {error.get('detail')}", (400, field), (answer.status, error.get("field"))
        )


_MISTAKES: tuple[tuple[str, Fields, str], ...] = (
    ("a region that does not exist", {"region": "64.99"}, "/region"),
    ("a point in the sea", {"coordinates": {"lat": -1.5, "lon": 118.5}}, "/coordinates"),
    ("a date in the future", {"incident_date": "2199-01-01"}, "/incident_date"),
    ("a field nobody knows", {"urgency": "high"}, "/urgency"),
)


def two_stacks(world: World) -> Steps:
    """The next province runs the same package and keeps its own cases, offices and keys."""
    citizen, key = world.citizen("kaltara"), new_key()
    here = world.citizen().send(ROAD | {"receipt_key": key}).must_be(201).json
    there = citizen.send(ROAD | {"receipt_key": key, "region": "65.01.01"}).must_be(201).json
    filed = Receipt(key, there["tracking_id"], there["secret"])
    world.private.remember(filed.secret)
    view, seconds = citizen.wait_for_routing(filed)
    yield Step(
        "Kalimantan Utara files its own",
        f"{filed.id}: {view['status_label']['id']}, after {seconds:.2f} s",
        ("KU", "KI", "routed", "65.01-pupr"),
        (filed.id[:2], here["tracking_id"][:2], view["status"], view["agency"]["id"]),
    )
    queue = "/v1/agencies/65.01-pupr/queue"
    own = world.office("65.01-pupr", slug="kaltara").get(queue).status
    foreign = citizen.get(queue, **world.office(ROAD_OFFICE).bearer).status
    yield Step(
        "a key opens its own stack only", f"own key {own}, the neighbour's {foreign}", (200, 401), (own, foreign)
    )


def quiet_logs(world: World) -> Steps:
    """Logs hold ids and counts: of words, names, numbers, secrets and keys nothing, whatever was done before."""
    citizen, office = world.citizen(), world.office(ROAD_OFFICE)
    reporter = {"name": "Pelapor Dalam Catatan", "phone": "081200099988", "email": "catatan@contoh.example"}
    filed = citizen.file(ROAD | {"title": "Jalan rusak di dekat jembatan kayu", "reporter": reporter})
    citizen.wait_for_routing(filed)
    citizen.send(ROAD | {"receipt_key": filed.key, "text": "Kata-kata lain dengan kunci yang sama."})
    citizen.send({"text": 5, "reporter": reporter})
    office.act(filed.id, "accept")
    citizen.reply(filed, "Nomor saya masih sama, silakan hubungi kapan saja.")
    invoke(world.stacks["kaltim"], SWEEP)
    lines = until(lambda: log_lines(world, "kaltim"), lambda lines: messages_in(lines) >= OWN_MESSAGES)
    yield Step(
        "every function says what it did",
        ", ".join(sorted(messages_in(lines) & OWN_MESSAGES)),
        OWN_MESSAGES,
        messages_in(lines) & OWN_MESSAGES,
    )
    yield Step(
        "and names nobody",
        f"{len(lines)} lines searched for {len(world.private.texts)} names, words, numbers, secrets and keys",
        [],
        [line for line in lines if world.private.is_in(line)],
    )


def file_earlier(world: World, fields: Fields, age: timedelta) -> Receipt:
    """A case as if it had been filed here so long ago: its clocks have run since."""
    key = new_key()
    line = fields | {"receipt_key": key}
    world.private.remember_filing(line)
    complaint = decode(ComplaintIn, json.dumps(line).encode())
    filing = services_of(world.stacks["kaltim"]).filing
    receipt = filing.file(complaint.submission(), datetime.now(UTC) - age).receipt
    world.private.remember(receipt.secret)
    return Receipt(key, receipt.tracking_id, receipt.secret)


def log_lines(world: World, slug: str) -> list[str]:
    """What the functions of a stack have logged since the story began."""
    stack = world.stacks[slug]
    resources = stack.client("cloudformation").describe_stack_resources(StackName=stack.name)["StackResources"]
    pages = stack.client("logs").get_paginator("filter_log_events")
    groups = [entry["PhysicalResourceId"] for entry in resources if entry["ResourceType"] == "AWS::Logs::LogGroup"]
    return [
        event["message"]
        for group in groups
        for page in pages.paginate(logGroupName=group, startTime=int(world.began * 1000))
        for event in page["events"]
    ]


def messages_in(lines: list[str]) -> set[str]:
    """What the lines that the functions wrote themselves are about; Lambda's own lines around them are no JSON."""
    return {str(json.loads(line).get("message")) for line in lines if line.startswith("{")}


def _with_a_typo(tracking_id: str) -> str:
    """The number with one character of its body exchanged for its neighbour in the alphabet."""
    position = 4
    old = tracking_id[position]
    new = CROCKFORD[(CROCKFORD.index(old) + 1) % len(CROCKFORD)]
    return tracking_id[:position] + new + tracking_id[position + 1 :]


def _first_error(problem: Fields) -> Fields:
    errors: list[Fields] = problem.get("errors") or [{}]
    return errors[0]
