"""The passes of an audit. Each reads something whole, page by page, and can look again at what seemed wrong by
itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any, Protocol

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.timestamps import to_text
from chalicelib.services.channels.mail_inbound import ARRIVED, DROPPED
from chalicelib.storage import channel_keys, table_keys
from laporctl.audit.case_items import NOTHING, PATIENCE, UNREADABLE, CaseItems, check_items
from laporctl.audit.findings import Finding
from laporctl.audit.other_items import check_item
from laporctl.audit.references import References, files_of
from laporctl.audit.subject import BrokenCase, Item, Subject

Position = dict[str, Any]
"""Where a page ended; fits into JSON."""

UPLOAD_WAITS = timedelta(days=1)
"""How long an upload may wait to be cleaned, and a mail to be read. The bucket deletes an upload after a day, at the
next midnight."""

_SEPARATOR = "\t"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page held: for each thing looked at its key and what seemed wrong, and where to go on; None at the end."""

    looked_at: list[tuple[str, list[Finding]]]
    position: Position | None


class Pass(Protocol):
    """One kind of thing that is looked at."""

    name: str

    def page(self, position: Position) -> Page:
        """The page behind a position; the first behind an empty one."""

    def again(self, key: str) -> list[Finding]:
        """What is wrong with one thing, by consistent reads."""


class ItemsPass:
    """Every item of the table of cases. Notes on which days something happened."""

    name = "items"

    def __init__(self, subject: Subject, page_size: int) -> None:
        self._subject = subject
        self._page_size = page_size
        self._references = References(subject)

    def page(self, position: Position) -> Page:
        """One page of a scan. A case at its end is read whole by itself, and its other items are passed over on the
        next."""
        start = {"ExclusiveStartKey": position["after"]} if position.get("after") else {}
        answer = self._subject.client.scan(TableName=self._subject.complaints, Limit=self._page_size, **start)
        after, read_whole = answer.get("LastEvaluatedKey"), position.get("read_whole", "")
        looked_at: list[tuple[str, list[Finding]]] = []
        for pk, group in groupby(answer["Items"], key=lambda item: str(item["pk"]["S"])):
            tracking_id = table_keys.case_of(pk)
            if tracking_id is None:
                looked_at += [(_key_of(item), self._check_other(item)) for item in group]
            elif pk != read_whole:
                cut = after is not None and after["pk"]["S"] == pk
                items = self._subject.case_items(tracking_id, None if cut else list(group))
                looked_at.append((pk, self._check_case(items)))
                self._subject.days.update(_days_of(items))
                read_whole = pk if cut else read_whole
        return Page(looked_at, {"after": after, "read_whole": read_whole} if after else None)

    def again(self, key: str) -> list[Finding]:
        """A case whole, or an item, as it is now; nothing is wrong with an item that has gone."""
        pk, _, sk = key.partition(_SEPARATOR)
        tracking_id = table_keys.case_of(pk)
        if tracking_id is not None:
            items = self._subject.case_items(tracking_id)
            return self._check_case(items) if items.rows or items.unreadable else []
        try:
            row = self._subject.item(pk, sk)
        except UNREADABLE as error:
            return [Finding("unreadable", pk, sk, "an item", type(error).__name__)]
        return _of_whole_case(check_item(row, self._subject)) if row else []

    def _check_case(self, items: CaseItems) -> list[Finding]:
        subject = self._subject
        findings, whole = check_items(items, subject.tables, subject.stack, subject.now())
        return [*findings, *self._references.check(items, whole)] if whole else findings

    def _check_other(self, item: Item) -> list[Finding]:
        try:
            return _of_whole_case(check_item(self._subject.row(item), self._subject))
        except UNREADABLE as error:
            return [Finding("unreadable", item["pk"]["S"], item["sk"]["S"], "an item", type(error).__name__)]


class IdentitiesPass:
    """Every item of the table of identities, without names and numbers: they are never read."""

    name = "identities"

    def __init__(self, subject: Subject, page_size: int) -> None:
        self._subject = subject
        self._page_size = page_size

    def page(self, position: Position) -> Page:
        """One page of a scan of keys."""
        start = {"ExclusiveStartKey": position["after"]} if position.get("after") else {}
        answer = self._subject.client.scan(
            TableName=self._subject.identities, Limit=self._page_size, ProjectionExpression="pk", **start
        )
        partitions = dict.fromkeys(item["pk"]["S"] for item in answer["Items"])
        after = answer.get("LastEvaluatedKey")
        return Page([(pk, self.again(pk)) for pk in partitions], {"after": after} if after else None)

    def again(self, key: str) -> list[Finding]:
        """The identities of one case. The phone of a sender belongs to none, and leaves by itself."""
        if key.startswith(channel_keys.sender("")):
            return []
        if not key.startswith((table_keys.identity(""), table_keys.early_identity(""))):
            return [Finding("unknown", key, "identities", NOTHING, "an item")]
        answer = self._subject.client.query(
            TableName=self._subject.identities,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": key}},
            ProjectionExpression="pk",
            ConsistentRead=True,
        )
        return _of_whole_case(self._check(key.partition("#")[2], len(answer["Items"])))

    def _check(self, tracking_id: str, identities: int) -> Iterator[Finding]:
        if identities > 1:
            yield Finding("identity", tracking_id, "reporter", "one identity", str(identities))
        history = self._subject.history(tracking_id) if identities else None
        if identities and history is None:
            yield Finding("identity", tracking_id, "reporter", "a case", NOTHING)
        elif history and history.case.filing.anonymous:
            yield Finding("identity", tracking_id, "reporter", NOTHING, "an identity of an anonymous reporter")
        elif history and any(event.kind == "erased" for event in history.events):
            yield Finding("identity", tracking_id, "reporter", NOTHING, "an identity that was erased")


class FilesPass:
    """Every file of the bucket of attachments."""

    name = "files"

    def __init__(self, subject: Subject, page_size: int) -> None:
        self._subject = subject
        self._page_size = page_size

    def page(self, position: Position) -> Page:
        """One page of a listing."""
        start = {"StartAfter": position["after"]} if position.get("after") else {}
        answer = self._subject.s3.list_objects_v2(
            Bucket=self._subject.attachments_bucket, MaxKeys=min(self._page_size, 1_000), **start
        )
        found = answer.get("Contents", [])
        by_case = groupby(found, key=lambda entry: _folder_of(entry["Key"]))
        looked_at = [(folder, _of_whole_case(self._check(folder, list(entries)))) for folder, entries in by_case]
        return Page(looked_at, {"after": found[-1]["Key"]} if answer.get("IsTruncated") else None)

    def again(self, key: str) -> list[Finding]:
        """All files of a folder as they are now."""
        pages = self._subject.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self._subject.attachments_bucket, Prefix=key
        )
        return _of_whole_case(self._check(key, [entry for page in pages for entry in page.get("Contents", ())]))

    def _check(self, folder: str, entries: Iterable[dict[str, Any]]) -> Iterator[Finding]:
        """Clean files belong to an attachment; uploads are cleaned and mails read in time. A file is kept before its
        event is written, so a new one may still be without."""
        kind, tracking_id, *_ = [*folder.split("/"), ""]
        now = self._subject.now()
        if kind == "incoming" or folder == ARRIVED:
            for entry in entries:
                if entry["LastModified"] < now - UPLOAD_WAITS:
                    yield Finding("attachment", tracking_id, entry["Key"], "dealt with", "a file that waits")
        elif kind == "clean":
            old = [entry["Key"] for entry in entries if entry["LastModified"] < now - PATIENCE]
            history = self._subject.history(tracking_id) if old else None
            kept = attachments.attachments_of(history.events) if history else ()
            known = {key for each in kept for key in files_of(tracking_id, each)}
            for key in old:
                if key not in known:
                    yield Finding("attachment", tracking_id, key, "an event that names it", NOTHING)
        elif kind != "refused" and folder != DROPPED:
            yield Finding("unknown", folder, "file", NOTHING, "a file")


def _of_whole_case(findings: Iterator[Finding]) -> list[Finding]:
    """The findings about a case; none about one that is broken and is found itself."""
    try:
        return list(findings)
    except BrokenCase:
        return []


def _key_of(item: Item) -> str:
    return f"{item['pk']['S']}{_SEPARATOR}{item['sk']['S']}"


def _folder_of(key: str) -> str:
    return key.rpartition("/")[0] + "/"


def _days_of(items: CaseItems) -> Iterator[str]:
    """The day of each event that says that it is in the log of its day."""
    for row in items.beginning(table_keys.EVENT_PREFIX):
        if row.at and row.log_pk == table_keys.log(row.at, items.tracking_id):
            yield to_text(row.at)[:10]
