"""Numbers and words that somebody outside relies on: citizens and programs were told them, items are stored by them, or
a law or standard says them. The tests beside the modules take them from the code; here each stands once more, so that
changing one is a decision and never a slip. What only tunes our own work (batches, tries) is not here."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest

from chalicelib.domain import rate_limits, validation
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import (
    access_log,
    audience,
    contact,
    covering,
    filing_seal,
    hash_chain,
    hints,
    identity_access,
    lifecycle,
    model,
    public_form,
    receipt,
    redaction,
    region_cut,
    substance,
    tracking_id,
)
from chalicelib.domain.deadlines import clocks, setbacks
from chalicelib.domain.duplicates import grid, similarity
from chalicelib.domain.exchange import debt, signature
from chalicelib.domain.geography import degrees, region_grid
from chalicelib.domain.notifications import subscription, target_url
from chalicelib.domain.routing import decision, jurisdiction
from chalicelib.domain.statistics import disclosure
from chalicelib.domain.text import alarms, number_kinds
from chalicelib.services import event_writer
from chalicelib.services.access import access_log as access_log_service
from chalicelib.services.access import keys
from chalicelib.services.attachments import uploads
from chalicelib.services.cases import public_record, reporter
from chalicelib.services.duplicates import finder, merging
from chalicelib.services.exchange import message_checks
from chalicelib.services.geography import places
from chalicelib.services.notifications import cursor_signer, feeds, webhook_reconciler, webhooks
from chalicelib.services.ports import case_store, fingerprint_store
from chalicelib.services.routing import router
from chalicelib.services.statistics import aggregation, public_files, query
from chalicelib.storage import key_store, rate_counter, setback_store

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)

PUBLISHED: list[tuple[Any, str, Any]] = [
    # What a report may hold.
    (validation, "TEXT_LIMIT", 10_000),
    (validation, "SHORTEST_TEXT", 5),
    (validation, "TITLE_LIMIT", 120),
    (validation, "PLACE_LIMIT", 300),
    (validation, "NAME_LIMIT", 100),
    (validation, "NOTE_LIMIT", 4_000),
    (validation, "SUBSTANCE_SHORTEST", 10),
    (validation, "SUBSTANCE_WORDS", 4),
    (validation, "EARLIEST_INCIDENT", date(1945, 8, 17)),
    (contact, "LONGEST_PHONE", 100),
    (contact, "LONGEST_EMAIL", 254),
    (attachments, "LARGEST_BYTES", 8_388_608),
    (attachments, "LARGEST_PIXELS", 40_000_000),
    (attachments, "PER_CASE", 10),
    (attachments, "SHOWN_SECONDS", 300),
    (uploads, "UPLOAD_MINUTES", 15),
    # What reporters and the public may do, and see.
    (reporter, "BEST_RATING", 5),
    (reporter, "WRONG_SECRETS_AN_HOUR", 10),
    (public_form, "POINT_DECIMALS", 3),
    (region_cut, "REGENCY", 2),
    (public_record, "MOST_LOOKED_AT", 1_000),
    (case_store, "MOST_LOOKED_AT", 1_000),
    (fingerprint_store, "PER_CELL", 20),
    (public_record, "MOST_MONTHS", 12),
    (public_record, "OLDEST", datetime(2020, 1, 1, tzinfo=UTC)),
    (disclosure, "SMALLEST", 11),
    (query, "MOST_MONTHS", 24),
    (query, "TOO_FEW", 5),
    (aggregation, "LAG", HOUR),
    (access_log, "KEPT", 365 * DAY),
    (finder, "MOST_SUGGESTED", 5),
    (grid, "REACH_METRES", 250),
    (similarity, "REMEMBERED", 90 * DAY),
    (alarms, "NUMBERS", {"danger": ("112", "119", "113"), "violence": ("112", "110", "129")}),
    # What offices may do.
    (lifecycle, "HOPS_WITH_A_NAMED_TARGET", 2),
    (substance, "FURTHEST_DAYS", 730),
    (covering, "SHORTEST_WORDS", 3),
    (covering, "LONGEST_WORDS", 100),
    (covering, "MOST", 20),
    (covering, "ALWAYS", 60),
    (covering, "SHARE", 5),
    (redaction, "MOST_NOTES", 80),
    (identity_access, "APPROVAL_LASTS", 24 * HOUR),
    (identity_access, "REQUEST_LASTS", 7 * DAY),
    (decision, "SHOWN", 3),
    (decision, "MOST_PREDICTIONS", 5),
    (audience, "POLL_SECONDS", 30),
    (audience, "MOST_HELPERS_NOTIFIED", 20),
    (subscription, "PER_OFFICE", 4),
    (subscription, "PAUSES", (5, 300, 1_800, 7_200, 18_000, 36_000, *(50_400,) * 5)),
    (subscription, "LONGEST_PAUSE", 42_300),
    (target_url, "URL_LONGEST", 300),
    (target_url, "PORTS", (443, 8443)),
    (clocks, "HANDOVER_PATIENCE", DAY),
    (subscription, "OLD_SECRET_SIGNS", 24 * HOUR),
    (subscription, "DISABLED_AFTER", 5 * DAY),
    (debt, "FIRST_PATIENCE", HOUR),
    (debt, "LONGEST_PATIENCE", 7 * DAY),
    (attachments, "FIRST_REPEATED_AFTER", 10 * MINUTE),
    (setbacks, "FIRST_PAUSE", 10 * MINUTE),
    (setbacks, "LONGEST_PAUSE", DAY),
    (debt, "UNANSWERED_AFTER", 6),
    (message_checks, "CLOCK_SKEW", 5 * MINUTE),
    (message_checks, "OLDEST", 1825 * DAY),
    (message_checks, "_DEEPEST", 4),
    (merging, "LONGEST_CHAIN", 5),
    (places, "OFFICES_OF_A_REGION", 100),
    (places, "LONGEST_ID", 100),
    (degrees, "LONGEST", 40),
    (router, "PLAIN", 0.6),
    (decision, "LIKELY", 0.5),
    (decision, "NOISE", 0.01),
    # When what happened is told, and how long what is kept for a while stays.
    (feeds, "SETTLED_AFTER", MINUTE),
    (webhook_reconciler, "PATIENCE", 15 * MINUTE),
    (webhook_reconciler, "CHECKED_EVERY", HOUR),
    (subscription, "SUCCESS_NOTED_EVERY", HOUR),
    (subscription, "FAILURE_NOTED_EVERY", MINUTE),
    (attachments, "FAILURES_KEPT", 30 * DAY),
    (attachments, "REPEATED_WITHIN", 5 * MINUTE),
    (aggregation, "SETTLED", 5 * MINUTE),
    (aggregation, "SLICES_KEPT", 60 * DAY),
    (aggregation, "FIRST_RUN", DAY),
    (public_files, "_INDEX_SECONDS", 300),
    (public_files, "_FILE_SECONDS", 3_600),
    (key_store, "KEPT", 365 * DAY),
    (rate_counter, "SALT_KEPT", 2 * DAY),
    (setback_store, "LISTED_FOR", DAY),
    (access_log_service, "MOST_COUNTED", 1_000),
    (public_record, "LEEWAY", MINUTE),
    (public_record, "MOST_CHARACTERS", 1_000_000),
]
STORED: list[tuple[Any, str, Any]] = [
    (model, "GENESIS", bytes(32)),
    (hash_chain, "FORMAT", 2),
    (filing_seal, "SALT_BYTES", 16),
    (filing_seal, "ALL_SALTS_BYTES", 112),
    (receipt, "KEY_BYTES", 16),
    (tracking_id, "CROCKFORD", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
    (attachments, "ID_BYTES", 16),
    (attachments, "SALT_BYTES", 16),
    (attachments, "PLAIN_HASH", "sha256"),
    (subscription, "SECRET_BYTES", 32),
    (signature, "SECRET_BYTES", 32),
    (similarity, "SIGNATURE_BYTES", 64),
    (region_grid, "NOBODYS", 0),
    (event_writer, "SALT_BYTES", 16),
    (rate_counter, "SALT_BYTES", 16),
    (keys, "_ID_CHARACTERS", 12),
    (keys, "_SECRET_CHARACTERS", 32),
    (webhooks, "_ID_CHARACTERS", 12),
    (cursor_signer, "_SECRET_BYTES", 32),
    (cursor_signer, "_TAG_BYTES", 16),
    (public_files, "INDEX", "index.json"),
    (public_files, "_CSV", "text/csv; charset=utf-8; header=present"),
    (public_files, "_JSON_LINES", "application/x-ndjson; charset=utf-8"),
    (jurisdiction, "CENTRE", "00"),
    (jurisdiction, "COORDINATOR_TYPE", "diskominfo"),
]
WORDS: list[tuple[type[StrEnum], str]] = [
    (
        model.Status,
        "received triage routed accepted in_progress postponed responded reopened referred closed archived",
    ),
    (
        model.Role,
        "reporter system officer approver liaison coordinator auditor overseer overseer_kemenpanrb overseer_ksp"
        " overseer_ombudsman admin region_head application",
    ),
    (audience.Part, "holder former supporting told"),
    (access_log.Kind, "case attachment queue"),
    (
        hints.HintCode,
        "phone_not_read first_phone_kept email_not_read first_email_kept name_changed point_swapped"
        " point_far_from_region nearest_region_taken point_on_border",
    ),
    (number_kinds.Kind, "nik family_card phone email account card number"),
    (subscription.Disabled, "failing gone by_hand"),
    (keys.Standing, "valid not_yet expired revoked"),
]
"""Words that stand in stored items or in answers."""
CALLS_IN_TEN_MINUTES = [
    ("FILINGS", "filings", 1_000),
    ("SUGGESTIONS", "suggestions", 3_000),
    ("INVITATIONS", "invitations", 3_000),
    ("ADDITIONS", "additions", 1_000),
    ("LISTS", "lists", 600),
    ("WRONG_SECRETS", "wrong_secrets", 300),
    ("COMMANDS", "orders", 1_200),
    ("IDENTITIES", "identities", 5),
    ("APPLICATION_FILINGS", "application_filings", 3_000),
]


@pytest.mark.parametrize(("module", "name", "value"), PUBLISHED, ids=lambda each: getattr(each, "__name__", None))
def test_a_number_that_was_published_is_the_one_that_holds(module: Any, name: str, value: object) -> None:
    assert getattr(module, name) == value


@pytest.mark.parametrize(("module", "name", "value"), STORED, ids=lambda each: getattr(each, "__name__", None))
def test_a_number_that_stored_items_depend_on_stays(module: Any, name: str, value: object) -> None:
    assert getattr(module, name) == value


@pytest.mark.parametrize(("kind", "words"), WORDS, ids=lambda each: getattr(each, "__name__", None))
def test_a_word_that_stands_in_items_or_answers_stays(kind: type[StrEnum], words: str) -> None:
    assert [str(each) for each in kind] == words.split()


@pytest.mark.parametrize(("constant", "name", "most"), CALLS_IN_TEN_MINUTES)
def test_how_often_a_caller_may_do_what_is_dear(constant: str, name: str, most: int) -> None:
    limit = getattr(rate_limits, constant)
    assert (limit.name, limit.most, limit.fixed) == (name, most, name == "identities")
    assert rate_limits.WINDOW == 10 * MINUTE
