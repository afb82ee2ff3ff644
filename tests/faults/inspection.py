"""What must hold once all is at rest: nothing lost, nothing doubled, nothing unnoticed."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import boto3

from chalicelib.domain.cases.channels import MAIL
from chalicelib.domain.notices.ledger import Outcome
from chalicelib.domain.notices.order import REPORTER
from chalicelib.domain.notifications.message import message_id, parse_message
from chalicelib.domain.notifications.subscription import Webhook
from chalicelib.services.notices.orders import orders_of
from chalicelib.services.ports.case_store import CaseHistory
from chalicelib.services.statistics.aggregation import StatisticsAggregator
from chalicelib.services.statistics.public_files import PublicFileWriter
from chalicelib.services.statistics.silent_offices import SilentOffices
from chalicelib.storage import feed_keys, table_keys
from laporctl.audit.findings import Finding
from laporctl.audit.run import Progress, run
from laporctl.audit.subject import Subject
from laporctl.case_audit import find_alterations
from tests.faults.mails import photos_in, problems_of
from tests.faults.stack import PREFIXES, REGION, START, LiveStack
from tests.faults.story import Intent, Story
from tests.support.statistics import MemoryPublicFiles, MemoryStatisticsStore

_LEFT_NO_EVENT_OF_ITS_OWN = ("file", "webhook", "erasure", "attachments", "office:identity")


def findings(story: Story) -> list[str]:
    """Everything that is wrong. Empty if lost, doubled and unnoticed are all nought."""
    found = [f"untruthful: {each}" for each in story.untruthful]
    histories = {stack.slug: _histories(stack) for stack in story.country.stacks.values()}
    found += [f"unanswered: {each.kind} {each.case}" for each in story.intents if not each.settled]
    for stack in story.country.stacks.values():
        of_stack = histories[stack.slug]
        found += problems_of(story, stack, of_stack) if stack.slug == "kaltim" else ()
        found += _of_cases(story, stack, of_stack)
        found += _of_queues(stack, of_stack)
        found += _of_webhooks(stack)
        found += _of_notices(story, stack, of_stack)
        found += _of_statistics(stack)
        found += [
            f"owed to {debt.to}: {debt.kind} {debt.tracking_id}" for debt in stack.of("operator").adapters.debts.open()
        ]
    found += [problem for intent in story.intents for problem in _of_intent(intent, histories[intent.stack.slug])]
    found += _of_photos(story, histories)
    found += _of_referrals(histories)
    return found + [f"audit: {each}" for stack in story.country.stacks.values() for each in _audit(stack)]


_SWEEPS = 20
_COMPARED = timedelta(hours=18)
"""Longer than a notice waits for the morning, or for the office's hour."""


def _audit(stack: LiveStack) -> list[str]:
    """What `laporctl audit` says of the stack, once nothing is due any more."""
    operator = stack.of("operator")
    for _ in range(_SWEEPS):
        if not operator.sweep.run(operator.now(), lambda: True).fired:
            break
    buckets = stack.bucket, f"{stack.slug}-data"
    client = boto3.client("s3", region_name=REGION)
    subject, found = Subject(operator, stack.tables, client, *buckets, operator.now), list[Finding]()
    progress = run(subject, Progress(), found.append, pause=lambda: None)
    assert progress.checked, "an audit that looked at nothing says nothing"
    return [each.line for each in found]


def _histories(stack: LiveStack) -> dict[str, CaseHistory]:
    store = stack.of("operator").adapters.cases
    return {case.id: store.load_history(case.id) for case in stack.cases()}


def _of_cases(story: Story, stack: LiveStack, histories: dict[str, CaseHistory]) -> Iterator[str]:
    """Every receipt has its case and every case its receipt; chains are whole; no clock fired twice."""
    promised = {each.case for each in story.intents if each.kind == "file" and each.stack is stack and each.accepted}
    own = {case for case in histories if case.startswith(PREFIXES[stack.slug])}
    by_mail = {case for case in own if histories[case].case.channel == MAIL}
    yield from (f"lost: {case}" for case in promised - own)
    yield from (f"never promised: {case}" for case in own - by_mail - promised)
    for case, history in histories.items():
        yield from (f"altered: {case} {each}" for each in find_alterations(history))
        fired = Counter(
            (event.kind, event.data["clock"], event.data["expired"])
            for event in history.events
            if "expired" in event.data
        )
        yield from (f"fired twice: {case} {each}" for each, times in fired.items() if times > 1)
        commands = Counter(event.command_id for event in history.events if event.command_id)
        yield from (f"carried out twice: {case} {each}" for each, times in commands.items() if times > 1)
        timer = stack.of("operator").stack.schedule(history.case).timer
        if history.case.open and (timer is None or timer.at < story.rested_at):
            yield f"forgotten: {case} {history.case.status} {timer}"
        routed = [event for event in history.events if event.kind in ("routed", "triaged")]
        if history.case.open and not routed and not history.case.referred_to and history.case.agency is None:
            yield f"never routed: {case}"


def _of_notices(story: Story, stack: LiveStack, histories: dict[str, CaseHistory]) -> Iterator[str]:
    """Each event that a reporter or an office is told of was ordered and its order ended, but for what happened so late
    that the sweep has not compared it yet. No mail went out twice but where the function that sends met a fault."""
    ledger = stack.of("operator").adapters.notice_ledger
    for case, history in histories.items():
        notified = ledger.of_case(case)
        for event in history.events:
            if event.at >= story.rested_at - _COMPARED or history.case.imported_at:
                continue
            for order in orders_of(case, event.seq, event.kind):
                entry = notified.of(order)
                nobody = order.to == REPORTER and history.case.filing.anonymous
                if not nobody and (entry is None or entry.outcome is Outcome.SENDING):
                    yield f"notice lost: {case} {event.seq} {event.kind} {order.to}"
    yield from (f"dead notice: {each}" for each in stack.dead_letters("NoticesDeadLetters"))
    twice = Counter(each.order for each in stack.mailer.sent)
    again = sum(times - 1 for times in twice.values())
    send = ("send_notices", "receive_mail")
    met = sum(function in send for _, function, _ in story.country.injector.met)
    if again > met:
        yield f"mails doubled: {again} by {met} faults"


def _of_queues(stack: LiveStack, histories: dict[str, CaseHistory]) -> Iterator[str]:
    """Each open case stands in the queue of the office that holds it, once, and no other does."""
    row = stack.tables.row
    held = {
        (case, history.case.agency) for case, history in histories.items() if history.case.open and history.case.agency
    }
    listed = Counter(
        (table_keys.case_of(line.pk), line.agency_pk.removeprefix("QUEUE#"))
        for line in row.scan(row.agency_pk.startswith("QUEUE#"))
    )
    yield from (f"in no queue: {each}" for each in held - listed.keys())
    yield from (f"wrongly in a queue: {each}" for each in listed.keys() - held)


def _of_intent(intent: Intent, histories: dict[str, CaseHistory]) -> Iterator[str]:
    """What was answered with success is on record once; what was refused is not."""
    if intent.kind in _LEFT_NO_EVENT_OF_ITS_OWN:
        return
    history = histories.get(intent.case)
    if history is None:
        # Of a case that is lost it is said once.
        return
    times = sum(intent.mark in event.note for event in history.events)
    if times > 1 or ((times == 1) != intent.accepted and not (intent.accepted and _lost_words(history))):
        status, kinds = intent.answer and intent.answer.status, [event.kind for event in history.events]
        told = f"{intent.kind} {intent.case} answered {status} after {intent.sent} sendings"
        yield f"{told}, on record {times} times: {kinds}"


def _lost_words(history: CaseHistory) -> bool:
    """Whether notes were taken out of a case, so that who gave them can no longer be told from the words."""
    return any(event.kind in ("redacted", "erased") for event in history.events)


def _of_webhooks(stack: LiveStack) -> Iterator[str]:
    """Each event that an office's feed holds reached its webhooks, or is listed where an operator looks; always with
    the same id, and about the same."""
    row = stack.tables.row
    dead = [parse_message(body) for body in stack.dead_letters("OutboxDeadLetters")]
    listed = {(message.webhook, message.id) for message in dead}
    bodies: dict[tuple[str, str], set[str]] = {}
    for post in stack.sender.posts:
        bodies.setdefault((post.letter.webhook, post.letter.id), set()).add(post.body)
    (publisher,) = (each for each in stack.consumers if each.function == "publish_events")
    for record in publisher.given_up:
        event = stack.of("operator").adapters.case_stream.event_in(_plain(record["dynamodb"]["NewImage"]))
        if event:
            listed |= {(webhook.id, message_id(event.tracking_id, event.seq)) for webhook in _webhooks(stack)}
    for webhook in _webhooks(stack):
        for line in row.query(feed_keys.feed(webhook.agency), index_name="agency"):
            message = (webhook.id, message_id(line.id, int(line.seq))) if line.seq else None
            if message and line.at > webhook.created_at and message not in bodies and message not in listed:
                yield f"never told: {message}"
    # The status of a case may have moved on between two messages about one event; all else is the same.
    yield from (
        f"told as two things: {each}" for each, said in bodies.items() if len({_unmoved(body) for body in said}) > 1
    )


def _unmoved(body: str) -> str:
    payload = json.loads(body)
    return json.dumps([payload["type"], payload["timestamp"], payload["data"]["seq"], payload["data"]["kind"]])


def _webhooks(stack: LiveStack) -> list[Webhook]:
    store = stack.of("operator").adapters.webhooks
    offices = dict.fromkeys(office for office, _ in stack.keys)
    return [webhook for office in offices for webhook in store.of_office(office)]


def _plain(image: dict[str, dict[str, str]]) -> dict[str, str]:
    return {name: next(iter(value.values())) for name, value in image.items()}


def _of_statistics(stack: LiveStack) -> Iterator[str]:
    """The counts are those that a count from the beginning finds."""
    operator = stack.of("operator")
    anew, adapters = MemoryStatisticsStore(), operator.adapters
    files = PublicFileWriter(adapters.statistics_source, anew, MemoryPublicFiles(), operator.stack)
    silent = SilentOffices(adapters.presence, adapters.directory, anew, operator.stack)
    StatisticsAggregator(adapters.statistics_source, anew, operator.stack, files, silent).fold(
        START.date(), operator.now().date(), operator.now()
    )
    months = sorted(anew.sums)
    for month in months:
        kept = adapters.statistics_store.months([month]).get(month, {})
        for cell in kept.keys() | anew.sums[month].keys():
            if kept.get(cell) != anew.sums[month].get(cell):
                yield f"counted wrongly: {month} {cell} {kept.get(cell)}, not {anew.sums[month].get(cell)}"


def _of_photos(story: Story, histories: dict[str, dict[str, CaseHistory]]) -> Iterator[str]:
    """Each photo is on its case once, refused, forgotten with its sender, or named in the letters."""
    mailed = photos_in(story, histories["kaltim"])
    for photo, case in (story.photos | mailed).items():
        stack = next(each for each in story.country.stacks.values() if case.startswith(PREFIXES[each.slug]))
        history = histories[stack.slug][case]
        events = [
            event for event in history.events if event.kind == "attached" and event.data.get("attachment") == photo
        ]
        client = boto3.client("s3", region_name=REGION)
        keys = [each["Key"] for each in client.list_objects_v2(Bucket=stack.bucket).get("Contents", [])]
        mine = [key for key in keys if photo in key]
        given_up = any(photo in json.dumps(event) for _, event in stack.given_up)
        erased = any(event.kind == "erased" for event in history.events)
        if len(events) > 1:
            yield f"attached twice: {photo}"
        if not events and not given_up and not erased and not any(key.startswith("refused/") for key in mine):
            yield f"photo lost: {photo} of {case}"
        if events and not erased and not any(key.startswith("clean/") for key in mine):
            yield f"picture gone: {photo} of {case}"


def _of_referrals(histories: dict[str, dict[str, CaseHistory]]) -> Iterator[str]:
    """What was handed over is known to have arrived, and lives in one stack."""
    for slug, of_stack in histories.items():
        other = "kaltara" if slug == "kaltim" else "kaltim"
        for case, history in of_stack.items():
            if not history.case.referred_to:
                continue
            if not history.case.handed_over:
                yield f"never arrived: {case} from {slug}"
            elif case not in histories[other] or histories[other][case].case.referred_to:
                yield f"lives nowhere: {case}"
