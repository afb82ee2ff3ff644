"""Keys of people who sign in, of their grants and their sessions.

| pattern | index | partition | sort |
|---|---|---|---|
| what a person is called | table | `PERSON#<person>` | `META` |
| the grants of a person | table | `PERSON#<person>` | `GRANT#<grant id>` |
| grants by office, for those who look after them | agency | `GRANTS` | `<agency>#<made at>#<grant id>` |
| a session of a person | table | `SESSION#<session id>` | `META` |
"""

from __future__ import annotations

GRANT_PREFIX = "GRANT#"

GRANTS = "GRANTS"
"""Partition of the grants of a stack (index `agency`). One holds them all: a stack has some thousands, and they are
written when people are appointed. Its sort keys are those of `table_keys.issued_key`."""


def person(person_id: str) -> str:
    """Partition of a person and their grants."""
    return f"PERSON#{person_id}"


def person_in(partition: str) -> str:
    """The person in a partition made by `person`."""
    return partition.partition("#")[2]


def grant(grant_id: str) -> str:
    """Sort key of a grant of a person."""
    return f"{GRANT_PREFIX}{grant_id}"


def grant_in(sort_key: str) -> str:
    """The id in a sort key made by `grant`."""
    return sort_key.removeprefix(GRANT_PREFIX)


def session(session_id: str) -> str:
    """Partition of a session."""
    return f"SESSION#{session_id}"
