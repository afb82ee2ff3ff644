"""Every key of the table `complaints`, beside the access pattern it serves.

| pattern | index | partition | sort |
|---|---|---|---|
| one case, whole or in part | table | `C#<id>` | `META`, `CONTENT`, `EVENT#<seq>` |
| a copy of an event, for another office's feed | table | `C#<id>` | `TOLD#<seq>#<part>#<agency>` |
| an office's open cases, danger first (`queue_keys.RANKS`) | agency | `QUEUE#<agency>` | `<group>#<rank><due>#<id>` |
| what happened to an office's cases | agency | `FEED#<agency>` | `<written at>#<id>#<seq>`, then `#<due>` |
| timers that have expired | clock | `CLOCK#<shard>` | `<at>#<id>`; of a case set aside `<next try>#<times>#<id>` |
| cases that the sweep has set aside | table | `SETBACKS` | `<id>` |
| photos of a case that failed, and why | table | `C#<id>` | `FAILED#<attachment id>` |
| what another stack has to be told about a case | table | `C#<id>` | `OWED#<kind>#<prefix>` |
| what no stack has acknowledged yet | clock | `OWED` | `<next time>#<id>` |
| public cases by month | log | `MONTH#<yyyy-mm>` | `<filed at>#<id>` |
| everything that happened on a day | log | `LOG#<day>#<shard>` | `<at>#<id>#<seq>` |
| deadlines broken in a month | table | `BREACH#<yyyy-mm>` | `<at>#<id>` |
| late cases that somebody was told about by name | table | `LADDER` | `<region>#<id>` |
| when offices were seen last | table | `PRESENCE` | `<agency>` |
| cases that the Ombudsman should see, by month | table | `OMBUDSMAN#<yyyy-mm>` | `<at>#<id>` |
| wrong secrets for a case in an hour | table | `GUESS#<id>` | `<hour>` |
| requests of a caller in a window of ten minutes | table | `RATE#<hash>` | `<what>#<began>` |
| the salt that hashes the callers of a day | table | `SALT#<day>` | `META` |
| public reports near a place, newest first | table | `CELL#<cell>` | `<filed at>#<id>` |
| a region and its offices | table | `REGION#<code>` | `META`, `AGENCY#<type>` |
| counts of a month by day, and their sum | table | `STATS#<yyyy-mm>` | `DAY#<day>#<part>`, `SUM#<part>` |
| counts of a day by slice of its log, until it is over | table | `STATS#<day>` | `<yyyy-mm>#<shard>#<slice>#<part>` |
| the progress of the statistics, and the public files there are | table | `STATS#STANDING` | `META` |
| a bearer key | table | `KEY#<key id>` | `META` |
| bearer keys by office, for those who look after them | agency | `KEYS` | `<agency>#<issued at>#<key id>` |
| an office's webhooks | table | `WEBHOOK#<agency>` | `<webhook id>` |
| webhooks to be checked for messages that were lost | clock | `WEBHOOKS` | `<checked until>#<webhook id>` |
| events that an office's webhooks were told of | table | `SENT#<agency>` | `<at>#<id>#<seq>` |
| a webhook that was switched off, in its office's feed | agency | `FEED#<agency>` | `<at>#<webhook id>#00000` |
| holidays that an operator corrected | table | `HOLIDAYS` | `META` |
| the stack's own routing rules | table | `OVERRIDES` | `META` |
| the names and the outlines of its regions | table | `GAZETTEER`, `OUTLINES` | `META` |
| which text model is in use | table | `MODEL` | `META` |
| the case with a number of an earlier system | table | `FORMER#<number>` | `<system>` |
| a system's numbers by month | log | `FORMER#<system>#<yyyy-mm>` | `<id>` |
| another stack's address | table | `STACK#<prefix>` | `META` |
| the newest summary of each stack, at the centre | table | `SUMMARIES` | `<prefix>` |
| the secret that signs cursors | table | `SECRET#cursors` | `META` |

In `identities` a reporter is under `REPORTER#<id>` / a random name: who may put and not read can name none (a put whose
condition fails can return the item); before, under `ID#<id>` / `META`. In `secrets` a webhook's are under
`SIGN#<webhook id>` / `<issued at>#` and a random name; before, under `WEBHOOK#<id>` / `META`; other stacks' under
`STACK#<prefix>` / `SENDS`, `RECEIVES`, `OFFERED`. In `access`: `ACCESS#<id>` / `<span>#<kind>#<key id>`.
"""

import zlib
from datetime import datetime

from chalicelib.domain.timestamps import from_text, to_text

META, HOLIDAYS, OVERRIDES = "META", "HOLIDAYS", "OVERRIDES"
GAZETTEER, OUTLINES = "GAZETTEER", "OUTLINES"
SENDS, RECEIVES, OFFERED = "SENDS", "RECEIVES", "OFFERED"
CONTENT, MODEL, ISSUED_KEYS, SUMMARIES = "CONTENT", "MODEL", "KEYS", "SUMMARIES"
CASE_PREFIX = "C#"
FEED_PREFIX = "FEED#"
EVENT_PREFIX = "EVENT#"
FEED_COPY_PREFIX = "TOLD#"
DEBT_PREFIX = "OWED#"
FAILURE_PREFIX = "FAILED#"
DEBTS = "OWED"
CURSOR_SECRET = "SECRET#cursors"
CLOCK_SHARDS = 4
LOG_SHARDS = 4
_SEQ_DIGITS = 5


def case(tracking_id: str) -> str:
    """Partition of a case: its state, its text and its events."""
    return f"{CASE_PREFIX}{tracking_id}"


def case_of(partition: str) -> str | None:
    """The tracking id in a partition made by `case`; None in any other partition."""
    return partition.removeprefix(CASE_PREFIX) if partition.startswith(CASE_PREFIX) else None


def failure(attachment_id: str) -> str:
    """Sort key of why a photo of the case failed."""
    return f"{FAILURE_PREFIX}{attachment_id}"


def event(seq: int) -> str:
    """Sort key of an event; events sort in the order they happened."""
    return f"{EVENT_PREFIX}{seq:0{_SEQ_DIGITS}d}"


def feed_copy(seq: int, part: str, agency: str) -> str:
    """Sort key of the copy of an event for the feed of an office that does not hold the case."""
    return f"{FEED_COPY_PREFIX}{seq:0{_SEQ_DIGITS}d}#{part}#{agency}"


def part_in(sort_key: str) -> str | None:
    """The part in a sort key made by `feed_copy`; None in that of the event itself."""
    return sort_key.split("#")[2] if sort_key.startswith(FEED_COPY_PREFIX) else None


def identity(tracking_id: str) -> str:
    """Partition of the reporter's identity, in the table `identities`; its sort key is nobody's to know."""
    return f"REPORTER#{tracking_id}"


def early_identity(tracking_id: str) -> str:
    """Partition of an identity that was written under the sort key `META`."""
    return f"ID#{tracking_id}"


def access(tracking_id: str) -> str:
    """Partition of who read a hidden case, in the table `access`."""
    return f"ACCESS#{tracking_id}"


def queue(agency: str) -> str:
    """Partition of an office's open cases (index `agency`)."""
    return f"QUEUE#{agency}"


def debt(kind: str, to: str) -> str:
    """Sort key of what a case owes to another stack, by its prefix. All open debts share the partition `DEBTS` of the
    index `clock`: they are few, because only redactions and erasures of shared cases make them."""
    return f"{DEBT_PREFIX}{kind}#{to}"


def debt_in(sort_key: str) -> tuple[str, str]:
    """Kind and stack in a sort key made by `debt`."""
    _, kind, to = sort_key.split("#")
    return kind, to


def clock(shard: int) -> str:
    """Partition of running timers (index `clock`)."""
    return f"CLOCK#{shard}"


def clock_shard(tracking_id: str) -> int:
    """The clock shard of a case; spreads the writes of a busy day over several partitions."""
    return zlib.crc32(tracking_id.encode()) % CLOCK_SHARDS


SETBACKS = "SETBACKS"
"""Partition of the cases that the sweep has set aside."""


def set_back(until: datetime, times: int, tracking_id: str) -> str:
    """Sort key of a case among the due timers after it failed for the `times`-th time."""
    return f"{to_text(until)}#{times}#{tracking_id}"


def setbacks_in(sort_key: str) -> int:
    """How often a case has failed, by its sort key among the due timers: 0 in one made by `at_case`."""
    _, _, rest = sort_key.partition("#")
    times, separator, _ = rest.partition("#")
    return int(times) if separator else 0


def month(filed_at: datetime) -> str:
    """Partition of the public cases filed in a month (index `log`)."""
    return f"MONTH#{to_text(filed_at)[:7]}"


def filed_in(month_text: str) -> str:
    """Partition of the public cases filed in a month such as `2026-11` (index `log`)."""
    return f"MONTH#{month_text}"


def log(at: datetime, tracking_id: str) -> str:
    """Partition of the events of a day, of some of its cases (index `log`)."""
    return log_shard(to_text(at)[:10], zlib.crc32(tracking_id.encode()) % LOG_SHARDS)


def log_shard(day: str, shard: int) -> str:
    """One of the `LOG_SHARDS` partitions of a day such as `2026-11-23` (index `log`)."""
    return f"LOG#{day}#{shard}"


def at_case(at: datetime, tracking_id: str) -> str:
    """Sort key by time, then case."""
    return f"{to_text(at)}#{tracking_id}"


def at_event(at: datetime, tracking_id: str, seq: int) -> str:
    """Sort key by time, then case, then number of the event."""
    return f"{to_text(at)}#{tracking_id}#{seq:0{_SEQ_DIGITS}d}"


def case_in(sort_key: str) -> str:
    """The tracking id in a sort key made by `at_case`."""
    return sort_key.rpartition("#")[2]


def event_in(sort_key: str) -> tuple[datetime, str, int]:
    """Moment, tracking id and number of the event in a sort key made by `at_event`."""
    at, tracking_id, seq = sort_key.split("#")
    return from_text(at), tracking_id, int(seq)


def breaches(month_text: str) -> str:
    """Partition of the deadlines broken in a month such as `2026-11`."""
    return f"BREACH#{month_text}"


PRESENCE = "PRESENCE"
"""Partition of the days on which offices were seen: one small item an office, written once a day at most."""

LADDER = "LADDER"
"""Partition of the late cases that somebody was told about by name: few, and written by the sweep alone."""


def ladder_line(area: str, tracking_id: str) -> str:
    """Sort key of a case in the partition `LADDER`: a province's begins as those of its kabupaten and kota do."""
    return f"{area}#{tracking_id}"


def area_in(sort_key: str) -> str:
    """The region in a sort key made by `ladder_line`."""
    return sort_key.partition("#")[0]


def ombudsman(month_text: str) -> str:
    """Partition of the cases that went unsolved for 60 days in a month such as `2026-11`."""
    return f"OMBUDSMAN#{month_text}"


def promises(month_text: str) -> str:
    """Partition of the promised dates that a second person agreed to in a month such as `2026-11`."""
    return f"PROMISE#{month_text}"


def secret_attempts(tracking_id: str, now: datetime) -> tuple[str, str]:
    """Both keys of the count of wrong secrets for a case in this hour."""
    return f"GUESS#{tracking_id}", to_text(now)[:13]


def rate(caller_hash: str, what: str, window: datetime) -> tuple[str, str]:
    """Both keys of the count of a caller's requests in a window."""
    return f"RATE#{caller_hash}", f"{what}#{to_text(window)[:16]}"


def salt(day: str) -> str:
    """Partition of the salt of a day such as `2026-11-23`."""
    return f"SALT#{day}"


def cell(name: str) -> str:
    """Partition of the public reports in a cell of `domain/duplicates/grid.py`."""
    return f"CELL#{name}"


def agencies_of(region_code: str) -> tuple[str, str]:
    """Partition of a region's offices, and the beginning of their sort keys."""
    return region(region_code), "AGENCY#"


def moment_in(sort_key: str) -> datetime:
    """The moment in a sort key made by `at_case`."""
    return from_text(sort_key.rpartition("#")[0])


def region(code: str) -> str:
    """Partition of a region and the offices that serve it."""
    return f"REGION#{code}"


def agency(agency_id: str) -> tuple[str, str]:
    """Both keys of an office: it lives beside its region."""
    code, _, kind = agency_id.partition("-")
    return region(code), f"AGENCY#{kind}"


def agency_in(partition: str, sort_key: str) -> str:
    """The id of the office that has these keys."""
    return f"{partition.partition('#')[2]}-{sort_key.partition('#')[2]}"


def api_key(key_id: str) -> str:
    """Partition of a bearer key."""
    return f"KEY#{key_id}"


def key_in(partition: str) -> str:
    """The key id in a partition made by `api_key`."""
    return partition.partition("#")[2]


def issued_key(agency_id: str, issued_at: datetime, key_id: str) -> str:
    """Sort key of a bearer key in the partition `ISSUED_KEYS` (index `agency`). One partition holds them all: a stack
    has a few thousand at most, and they are written when people are appointed."""
    return f"{issued_keys_of(agency_id)}{to_text(issued_at)}#{key_id}"


def issued_keys_of(agency_id: str) -> str:
    """Beginning of the sort keys of an office's bearer keys."""
    return f"{agency_id}#"


def webhooks(agency_id: str) -> str:
    """Partition of an office's webhooks; the sort key is a webhook's id."""
    return f"WEBHOOK#{agency_id}"


def office_of_webhooks(partition: str) -> str:
    """The office in a partition made by `webhooks`."""
    return partition.partition("#")[2]


WEBHOOKS = "WEBHOOKS"
"""Partition of all webhooks that are enabled (index `clock`): an office has four at most."""


def sent(agency_id: str) -> str:
    """Partition of the events that an office's webhooks were told of; the sort key is that of `at_event`."""
    return f"SENT#{agency_id}"


def moments(first: datetime, last: datetime) -> tuple[str, str]:
    """The sort keys between which all lie that begin with a moment from `first` to `last`."""
    return to_text(first), f"{to_text(last)}$"


def webhook_notices(agency_id: str) -> str:
    """Partition of the notices to an office about its webhooks."""
    return f"NOTICE#{agency_id}"


def webhook_secrets(webhook_id: str) -> str:
    """Partition of the secrets that sign a webhook's messages, in the table `secrets`."""
    return f"SIGN#{webhook_id}"


def issued_secret(at: datetime, name: str) -> str:
    """Sort key of a secret of a webhook: when it was issued, and a name that is nobody's to know."""
    return f"{to_text(at)}#{name}"


def early_webhook_secret(webhook_id: str) -> str:
    """Partition of secrets that were written under the sort key `META`."""
    return f"WEBHOOK#{webhook_id}"


def stack(prefix: str) -> str:
    """Partition of the address of another stack."""
    return f"STACK#{prefix}"
