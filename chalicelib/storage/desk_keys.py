"""Keys of what an office keeps for its own work.

| pattern | index | partition | sort |
|---|---|---|---|
| the answer templates of an office | table | `TEMPLATES#<agency>` | `META` |
| who has which of an office's cases | table | `ASSIGNED#<agency>` | `<case id>` |
"""

from __future__ import annotations


def templates(agency: str) -> str:
    """Partition of the answer templates of an office."""
    return f"TEMPLATES#{agency}"


def assigned(agency: str) -> str:
    """Partition of who has which of an office's cases."""
    return f"ASSIGNED#{agency}"
