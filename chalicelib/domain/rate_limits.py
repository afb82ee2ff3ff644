"""Rate limits for operations that are expensive or can be abused. Reading one case or one page has none: it is cheap,
and the stage's own throttle bounds it. What reads up to a thousand items to answer has one.

A whole town can sit behind one address of a mobile carrier, so limits by address are generous. On the day of a disaster
one in a hundred people files: 95 reports a second in the busy hour, for the country 57,000 in a window. A province of
4 million has 800 of them: it stays below `FILINGS` even if all of it shared one address; one of 50 million does if it
shares eleven. An operator can raise all limits at once (docs/operations.md).
"""

from datetime import UTC, datetime, timedelta

from chalicelib.domain.values import dataclass

WINDOW = timedelta(minutes=10)

SPREAD_SECONDS = 60
"""Over how many seconds of the next window the callers are spread who were all told to come back in it."""


@dataclass(frozen=True, slots=True)
class RateLimit:
    """The most requests that one caller may make in a window. A `fixed` limit guards people, not the budget: no factor
    lifts it."""

    name: str
    most: int
    fixed: bool = False


FILINGS = RateLimit("filings", 1_000)
SUGGESTIONS = RateLimit("suggestions", 3_000)
INVITATIONS = RateLimit("invitations", 3_000)
ADDITIONS = RateLimit("additions", 1_000)
LISTS = RateLimit("lists", 600)
WRONG_SECRETS = RateLimit("wrong_secrets", 300)
"""By address. Up to ten photos go with a report, and similar reports are looked up while it is written. Only a wrong
secret is counted; the right one is always let in. A list of the public record that is filtered, and every list of
Open311, looks at up to a thousand cases or reads up to fifty whole ones; so does a count over many months."""

CODES = RateLimit("codes", 60, fixed=True)
"""By address: how many one-time codes are asked for, of whatever case."""

CODES_FOR_A_CONTACT = RateLimit("codes_for_a_contact", 5, fixed=True)
"""By the keyed digest of a contact, of whatever case, so that nobody's phone rings all day, and whoever asks with
another contact locks nobody out."""

MESSAGES = RateLimit("messages", 6_000)
"""By address: a gateway hands over what a whole province writes. Each sender has a limit of their own."""

COMMANDS = RateLimit("orders", 1_200)
IDENTITIES = RateLimit("identities", 5, fixed=True)
APPLICATION_FILINGS = RateLimit("application_filings", 3_000)
"""By key. Two commands a second are a program at work; five reporters in ten minutes are a busy officer's calls,
and more are nobody's casework. An
application files for everybody who uses it, behind few addresses of its own."""


def window(now: datetime) -> datetime:
    """The start of the window that `now` lies in."""
    begin = int(now.timestamp() // WINDOW.total_seconds()) * int(WINDOW.total_seconds())
    return datetime.fromtimestamp(begin, UTC)


def retry_after(now: datetime) -> int:
    """After how many seconds to come back: in the next window, and not everybody in its first second."""
    return int((window(now) + WINDOW - now).total_seconds()) + 1 + now.microsecond % SPREAD_SECONDS
