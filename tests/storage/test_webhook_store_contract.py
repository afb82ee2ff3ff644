"""What every store of webhooks must do."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.errors import UnknownWebhook
from chalicelib.domain.notifications.subscription import CASE_TYPES, PER_OFFICE, Disabled, Secrets, Webhook
from chalicelib.domain.notifications.target_url import URL_LONGEST
from chalicelib.storage import feed_keys, table_keys
from tests.storage.conftest import Stores
from tests.support.world import MONDAY

OFFICE = "64.08-pupr"
HOOK = Webhook("AAAAAAAAAAAA", OFFICE, "https://laporan.example.go.id/hook", ("complaint.routed",), MONDAY)
OTHER = Webhook("BBBBBBBBBBBB", OFFICE, "https://lain.example.go.id/", (), MONDAY + timedelta(minutes=1))
LATER = MONDAY + timedelta(hours=1)
TOMORROW = MONDAY + timedelta(days=1)


@pytest.fixture
def kept(stores: Stores) -> Stores:
    stores.webhooks.add(HOOK, "whsec_first")
    return stores


def test_a_webhook_reads_back_equal_alone_and_in_the_list_of_its_office(kept: Stores) -> None:
    kept.webhooks.add(OTHER, "whsec_other")
    assert kept.webhooks.get(OFFICE, HOOK.id) == HOOK
    assert kept.webhooks.of_office(OFFICE) == kept.webhooks.of_office(OFFICE, latest=True) == (HOOK, OTHER)
    assert kept.webhooks.of_office("64.08-dlh") == ()
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_first")
    assert kept.webhooks.secrets("CCCCCCCCCCCC") is None


def test_a_webhook_is_not_found_under_another_office(kept: Stores) -> None:
    with pytest.raises(UnknownWebhook):
        kept.webhooks.get("64.08-dlh", HOOK.id)


def rotate(stores: Stores, secret: str, minutes: int, name: str | None = None) -> datetime:
    """Rotate so many minutes after the first hour; answers until when the secret before signs."""
    now = LATER + timedelta(minutes=minutes)
    stores.webhooks.rotate(OFFICE, HOOK.id, secret, now, now + timedelta(days=1), name)
    return now + timedelta(days=1)


def test_a_rotation_keeps_the_secret_before_and_only_that(kept: Stores) -> None:
    until = rotate(kept, "whsec_second", 1)
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_second", "whsec_first", until)
    until = rotate(kept, "whsec_third", 2)
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_third", "whsec_second", until)


def test_a_repeated_rotation_ends_no_secret_that_the_receiver_knows(kept: Stores) -> None:
    until = rotate(kept, "whsec_second", 1, "one")
    rotate(kept, "whsec_lost", 2, "one")
    rotate(kept, "whsec_again", 3, "one")
    for _ in range(2):
        assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_again", "whsec_first", until)
    until = rotate(kept, "whsec_third", 4, "two")
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_third", "whsec_again", until)
    rotate(kept, "whsec_fourth", 5)
    until = rotate(kept, "whsec_fifth", 6, "two")
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_fifth", "whsec_fourth", until)


def secret_rows(stores: Stores) -> list[tuple[str, str]]:
    """Keys of the rows that hold secrets of the webhook."""
    secret = stores.tables.secret
    partitions = (table_keys.webhook_secrets(HOOK.id), table_keys.early_webhook_secret(HOOK.id))
    return [(row.pk, row.sk) for partition in partitions for row in secret.query(partition)]


def put_early(stores: Stores, **attributes: object) -> None:
    """The secrets of a webhook as they were written before each had an item of its own."""
    secret = stores.tables.secret
    for pk, sk in secret_rows(stores):
        secret(pk, sk).delete()
    secret(pk=table_keys.early_webhook_secret(HOOK.id), sk=table_keys.META, **attributes).save()


def test_secrets_of_an_earlier_version_sign_are_rotated_and_deleted(kept: Stores) -> None:
    if kept.tables is None:
        pytest.skip("an earlier version of the memory")
    put_early(kept, current="whsec_b", previous="whsec_a", previous_until=LATER, rotation="one")
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_b", "whsec_a", LATER)
    rotate(kept, "whsec_again", 1, "one")
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_again", "whsec_a", LATER)
    until = rotate(kept, "whsec_c", 2)
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_c", "whsec_again", until)
    kept.webhooks.forget_secrets(HOOK.id)
    assert secret_rows(kept) == []


def test_a_webhook_that_was_removed_by_an_earlier_version_has_no_secret(kept: Stores) -> None:
    if kept.tables is None:
        pytest.skip("an earlier version of the memory")
    put_early(kept)
    assert kept.webhooks.secrets(HOOK.id) is None


def test_each_secret_has_a_name_that_nobody_can_guess_and_what_signs_nothing_is_deleted(kept: Stores) -> None:
    """A put whose condition fails returns what is there: who may put and not read must not be able to name it."""
    if kept.tables is None:
        pytest.skip("memory has no names")
    for number in range(6):
        rotate(kept, f"whsec_{number}", number, "one" if number > 2 else None)
    rows = secret_rows(kept)
    assert len({sk.partition("#")[2] for _, sk in rows}) == 7
    assert {len(sk.partition("#")[2]) for _, sk in rows} == {32}
    until = LATER + timedelta(minutes=3, days=1)
    for _ in range(2):
        assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_5", "whsec_2", until)
        assert len(secret_rows(kept)) == 3, "the newest, the first of its rotation, the one before"


def test_a_secret_costs_the_message_one_read_unit(kept: Stores, request: pytest.FixtureRequest) -> None:
    if kept.tables is None or "dynamodb_local" not in request.node.name:
        pytest.skip("only AWS's own engine counts units as AWS does")
    rotate(kept, "whsec_second", 1)
    client, units = kept.tables.secret._get_connection().connection.client, []
    ask = client._make_api_call

    def counted(operation: str, parameters: dict[str, object]) -> dict[str, object]:
        answer: dict[str, object] = ask(operation, parameters | {"ReturnConsumedCapacity": "TOTAL"})
        units.append((operation, answer["ConsumedCapacity"]["CapacityUnits"]))  # type: ignore[index]
        return answer

    client._make_api_call = counted
    try:
        assert kept.webhooks.secrets(HOOK.id)
    finally:
        client._make_api_call = ask
    assert units == [("Query", 1.0)]


def test_a_removed_webhook_is_gone_and_nothing_brings_it_back_and_its_secrets_are_deleted_apart(kept: Stores) -> None:
    kept.webhooks.remove(OFFICE, HOOK.id, LATER)
    kept.webhooks.note_success(OFFICE, HOOK.id, LATER)
    kept.webhooks.note_failure(OFFICE, HOOK.id, "http_500", LATER)
    assert kept.webhooks.disable(OFFICE, HOOK.id, Disabled.FAILING, LATER) is False
    for change in (
        lambda: kept.webhooks.enable(OFFICE, HOOK.id, LATER),
        lambda: rotate(kept, "whsec_x", 1),
        lambda: rotate(kept, "whsec_x", 1, "one"),
        lambda: kept.webhooks.remove(OFFICE, HOOK.id, LATER),
        lambda: kept.webhooks.get(OFFICE, HOOK.id),
    ):
        with pytest.raises(UnknownWebhook):
            change()
    assert kept.webhooks.of_office(OFFICE, latest=True) == ()
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_first")
    for _ in range(2):
        kept.webhooks.forget_secrets(HOOK.id)
        assert kept.webhooks.secrets(HOOK.id) is None


def test_nothing_of_a_removed_webhook_lies_about_until_it_expires(kept: Stores) -> None:
    """DynamoDB deletes what has expired within days; until then its address must be gone. Secrets go apart."""
    if kept.tables is None:
        pytest.skip("memory keeps nothing of it")
    kept.webhooks.remove(OFFICE, HOOK.id, LATER)
    (row,) = kept.tables.row.query(table_keys.webhooks(OFFICE))
    assert (row.url, row.clock_pk, row.clock_sk, row.expires_at) == (None, None, None, LATER.timestamp())


def test_a_webhook_that_never_existed_is_unknown(stores: Stores) -> None:
    for change in (
        lambda: stores.webhooks.enable(OFFICE, HOOK.id, LATER),
        lambda: rotate(stores, "whsec_x", 1),
        lambda: stores.webhooks.remove(OFFICE, HOOK.id, LATER),
    ):
        with pytest.raises(UnknownWebhook):
            change()
    assert stores.webhooks.of_office(OFFICE, latest=True) == ()


def test_the_first_failure_is_remembered_until_a_success(kept: Stores) -> None:
    kept.webhooks.note_failure(OFFICE, HOOK.id, "timeout", LATER)
    kept.webhooks.note_failure(OFFICE, HOOK.id, "http_500", TOMORROW)
    failing = replace(HOOK, failing_since=LATER, failed_at=TOMORROW, failure="http_500")
    assert kept.webhooks.get(OFFICE, HOOK.id) == failing
    end = TOMORROW + timedelta(hours=1)
    kept.webhooks.note_success(OFFICE, HOOK.id, end)
    assert kept.webhooks.get(OFFICE, HOOK.id) == replace(failing, failing_since=None, succeeded_at=end)


def test_a_webhook_is_disabled_once_and_enabled_without_its_failures(kept: Stores) -> None:
    kept.webhooks.note_failure(OFFICE, HOOK.id, "timeout", LATER)
    assert kept.webhooks.disable(OFFICE, HOOK.id, Disabled.FAILING, TOMORROW) is True
    assert kept.webhooks.disable(OFFICE, HOOK.id, Disabled.GONE, TOMORROW) is False
    found = kept.webhooks.get(OFFICE, HOOK.id)
    assert (found.enabled, found.disabled_for, found.disabled_at) == (False, Disabled.FAILING, TOMORROW)
    kept.webhooks.enable(OFFICE, HOOK.id, TOMORROW)
    enabled = replace(HOOK, failed_at=LATER, failure="timeout", enabled_at=TOMORROW)
    assert kept.webhooks.get(OFFICE, HOOK.id) == enabled
    kept.webhooks.enable(OFFICE, HOOK.id, TOMORROW + timedelta(hours=1))
    assert kept.webhooks.get(OFFICE, HOOK.id) == enabled, "it is owed what happened since"
    assert kept.webhooks.secrets(HOOK.id) == Secrets("whsec_first")


def test_an_office_finds_in_its_feed_that_its_webhook_was_disabled(kept: Stores) -> None:
    if kept.tables is None:
        pytest.skip("the store in memory has no feed")
    kept.webhooks.disable(OFFICE, HOOK.id, Disabled.FAILING, TOMORROW)
    (line,) = kept.tables.row.query(feed_keys.feed(OFFICE), index_name="agency")
    assert (line.id, line.kind, line.seq, line.at) == (HOOK.id, "webhook_disabled", 0, TOMORROW)
    assert line.status == "disabled"


def to_check(stores: Stores, before: datetime = MONDAY + timedelta(days=9)) -> list[tuple[str, datetime]]:
    return [(webhook.id, since) for webhook, since in stores.webhooks.to_check(before)]


def test_enabled_webhooks_are_checked_from_when_they_were_added_the_longest_unchecked_first(kept: Stores) -> None:
    kept.webhooks.add(OTHER, "whsec_other")
    assert to_check(kept) == [(HOOK.id, MONDAY), (OTHER.id, OTHER.created_at)]
    assert to_check(kept, MONDAY) == []
    assert kept.webhooks.checked(HOOK, MONDAY, LATER)
    assert to_check(kept) == [(OTHER.id, OTHER.created_at), (HOOK.id, LATER)]
    assert kept.webhooks.get(OFFICE, HOOK.id) == HOOK


def test_of_two_who_check_a_webhook_at_once_one_notes_how_far(kept: Stores) -> None:
    assert kept.webhooks.checked(HOOK, MONDAY, TOMORROW)
    assert not kept.webhooks.checked(HOOK, MONDAY, LATER)
    assert to_check(kept) == [(HOOK.id, TOMORROW)]


def test_one_that_is_disabled_or_removed_is_not_checked_and_one_enabled_again_from_then_on(kept: Stores) -> None:
    kept.webhooks.disable(OFFICE, HOOK.id, Disabled.BY_HAND, LATER)
    kept.webhooks.note_success(OFFICE, HOOK.id, LATER)
    assert to_check(kept) == []
    assert kept.webhooks.get(OFFICE, HOOK.id).succeeded_at == LATER, "a test message"
    assert not kept.webhooks.checked(HOOK, MONDAY, LATER)
    kept.webhooks.enable(OFFICE, HOOK.id, TOMORROW)
    kept.webhooks.note_success(OFFICE, HOOK.id, TOMORROW + timedelta(hours=1))
    assert to_check(kept) == [(HOOK.id, TOMORROW)]
    kept.webhooks.remove(OFFICE, HOOK.id, TOMORROW)
    assert to_check(kept) == []


def test_one_from_before_there_was_a_ledger_is_checked_from_its_next_success(kept: Stores) -> None:
    if kept.tables is None:
        pytest.skip("memory keeps nothing from before")
    row = kept.tables.row
    row(table_keys.webhooks(OFFICE), HOOK.id).update([row.clock_pk.remove(), row.clock_sk.remove()])
    assert to_check(kept) == []
    kept.webhooks.note_success(OFFICE, HOOK.id, LATER)
    assert to_check(kept) == [(HOOK.id, LATER)]


def test_the_ledger_says_of_which_events_an_office_was_told_in_a_span_of_time(stores: Stores) -> None:
    case, moments = "KI-N4MY-SXYG-J405-C", [MONDAY + timedelta(minutes=each) for each in range(4)]
    for seq, at in enumerate(moments, start=1):
        for _ in range(2):
            stores.ledger.note(OFFICE, case, seq, at, LATER)
    assert stores.ledger.noted(OFFICE, moments[1], moments[2]) == {(case, 2), (case, 3)}
    assert stores.ledger.noted("64.08-dlh", moments[0], moments[3]) == set()


def test_entries_of_the_ledger_go_after_a_week(stores: Stores) -> None:
    if stores.tables is None:
        pytest.skip("memory forgets nothing")
    stores.ledger.note(OFFICE, "KI-N4MY-SXYG-J405-C", 1, MONDAY, LATER)
    (row,) = stores.tables.row.query(table_keys.sent(OFFICE))
    assert row.expires_at == (LATER + timedelta(days=7)).timestamp()


def test_a_webhook_does_not_take_over_one_with_its_id(stores: Stores) -> None:
    assert stores.webhooks.add(HOOK, "whsec_first")
    assert not stores.webhooks.add(replace(HOOK, url="https://other.example/"), "whsec_second")
    assert stores.webhooks.get(OFFICE, HOOK.id).url == HOOK.url
    assert stores.webhooks.secrets(HOOK.id) == Secrets("whsec_first")


def test_a_removed_webhook_leaves_its_id_taken(stores: Stores) -> None:
    stores.webhooks.add(HOOK, "whsec_first")
    stores.webhooks.remove(OFFICE, HOOK.id, LATER)
    assert not stores.webhooks.add(HOOK, "whsec_second")
    assert stores.webhooks.of_office(OFFICE, latest=True) == ()


@pytest.mark.parametrize(("types", "units"), [(CASE_TYPES[:40], 0.5), (CASE_TYPES, 1.0)], ids=["many", "all"])
def test_all_webhooks_of_an_office_fit_into_half_a_read_unit_and_into_one_if_each_names_every_type(
    stores: Stores, request: pytest.FixtureRequest, types: tuple[str, ...], units: float
) -> None:
    if stores.tables is None or "dynamodb_local" not in request.node.name:
        pytest.skip("only AWS's own engine counts units as AWS does")
    for number in range(PER_OFFICE):
        hook = replace(HOOK, id=f"{number:012d}", url="https://".ljust(URL_LONGEST, "x"), types=types)
        stores.webhooks.add(hook, "whsec_x")
        stores.webhooks.note_success(OFFICE, hook.id, LATER)
        stores.webhooks.note_failure(OFFICE, hook.id, "forbidden_address", LATER)
        stores.webhooks.disable(OFFICE, hook.id, Disabled.FAILING, LATER)
        stores.webhooks.enable(OFFICE, hook.id, LATER)
    client = stores.tables.row._get_connection().connection.client
    answer = client.query(
        TableName=stores.tables.row.Meta.table_name,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": table_keys.webhooks(OFFICE)}},
        ReturnConsumedCapacity="TOTAL",
    )
    assert answer["Count"] == PER_OFFICE
    assert answer["ConsumedCapacity"]["CapacityUnits"] == units


def test_secrets_are_kept_in_a_table_of_their_own(kept: Stores) -> None:
    if kept.tables is None:
        pytest.skip("memory has no tables")
    client = kept.tables.row._get_connection().connection.client
    assert "whsec" not in str(client.scan(TableName=kept.tables.row.Meta.table_name)["Items"])
