"""What the first event of a case seals: everything that was filed and that a decision can depend on.

Facts stand in the event's data. Words, place and point can be asked back one day, so the data holds one commitment to
the commitments of all `PARTS`: each has a salt of its own, is opened by itself, and can be removed while the others
stay verifiable.
"""

import hashlib
import json
from dataclasses import replace

from chalicelib.domain.cases.model import REDACTED, Content, Filing
from chalicelib.domain.timestamps import to_text

PARTS = ("title", "text", "place", "region_path", "point", "incident_date", "receipt")
"""What is committed to, one salt each. A part that is added later stands at the end: earlier cases have no salt for it,
and go without it. `receipt` is what recognises the reporter and a second sending."""

DECIDED = ("type", "category", "region")
"""Facts of a filing that can be decided anew; the filing keeps them as they were filed."""

SAFE_TO_TELL = "safe_to_tell"
"""The fact of the event `filed` by which the reporter of a hidden case may be told that there is news."""

SALT_BYTES = 16
ALL_SALTS_BYTES = SALT_BYTES * len(PARTS)

_REMOVED = bytes(SALT_BYTES)
_WITHOUT: dict[str, dict[str, str | float | None]] = {
    "text": {"text": REDACTED},
    "place": {"place": REDACTED},
    "point": {"lat": None, "lon": None},
    "incident_date": {"incident_date": None},
}


def facts(filing: Filing, content: Content) -> dict[str, str | int | bool]:
    """The data of the event `filed`, or `arrived`, that seal the filing and its content. Parts that were removed
    elsewhere before the case came here are named."""
    removed = {"removed": " ".join(content.commitments)} if content.commitments else {}
    return {
        "type": filing.type,
        "category": filing.category or "",
        "region": filing.region or "",
        "policy": filing.policy,
        "filed_at": to_text(filing.filed_at),
        "flags": " ".join(filing.flags),
        "content": root(commitments(filing, content)),
        **removed,
    }


def facts_of_arrival(
    filing: Filing, content: Content, origin: dict[str, str | int | bool]
) -> dict[str, str | int | bool]:
    """The same for a case from another stack, with the facts of where it comes from. These state the type, the
    category and the region that it is worked under; those that were filed stand beside them where they differ."""
    filed = facts(filing, content)
    differing = {f"filed_{name}": filed[name] for name in DECIDED if origin.get(name, filed[name]) != filed[name]}
    return filed | origin | differing


def commitments(filing: Filing, content: Content) -> dict[str, str]:
    """The commitment (hex) to each part that the content has a salt for."""
    return {
        part: content.commitments.get(part) or _commit(salt, opening(part, filing, content))
        for part, salt in salts(content).items()
    }


def salts(content: Content) -> dict[str, bytes]:
    """The salt of each part; all zero for one that was removed."""
    slices = range(0, len(content.salt), SALT_BYTES)
    return {part: content.salt[at : at + SALT_BYTES] for part, at in zip(PARTS, slices, strict=False)}


def opening(part: str, filing: Filing, content: Content) -> str:
    """A part as the text that its commitment is made from."""
    if part == "title":
        return filing.title
    if part == "receipt":
        return filing.secret_hash.hex() + filing.content_mac.hex()
    if part == "region_path":
        return "\n".join(content.region_path)
    if part == "point":
        return f"{content.lat!r},{content.lon!r}" if content.lat is not None else ""
    if part == "incident_date":
        return content.incident_date.isoformat() if content.incident_date else ""
    return content.text if part == "text" else content.place


def root(parts: dict[str, str]) -> str:
    """The one commitment (hex) to the commitments of all parts, by their names."""
    lines = "".join(f"{part}:{commitment}\n" for part, commitment in parts.items())
    return hashlib.sha256(lines.encode()).hexdigest()


def without(part: str, filing: Filing, content: Content) -> Content:
    """The content after a part was removed (the title itself is in the filing). The part's salt goes with it, and its
    commitment stays for the others' sake. A content of format 1 has one salt for everything: it goes too."""
    gone = replace(content, **_WITHOUT.get(part, {}))  # type: ignore[arg-type]
    if part not in salts(content) or is_of_format_1(content):
        return replace(gone, salt=b"") if is_of_format_1(content) and part != "title" else gone
    before = commitments(filing, content)
    kept = {each: _REMOVED if each == part else salt for each, salt in salts(content).items()}
    return replace(gone, salt=b"".join(kept.values()), commitments={**content.commitments, part: before[part]})


def is_removed(part: str, filing: Filing, content: Content) -> bool:
    """Whether nothing of a part is left to read."""
    return opening(part, filing, content) in ("", REDACTED)


def is_of_format_1(content: Content) -> bool:
    """Whether the content was filed when one salt sealed all of it, without the title."""
    return len(content.salt) <= SALT_BYTES


def commit_content(content: Content) -> str:
    """The commitment of format 1: text, place and date in one, by one salt."""
    sealed = [
        content.text,
        content.place,
        list(content.region_path),
        content.lat,
        content.lon,
        content.incident_date and content.incident_date.isoformat(),
    ]
    return _commit(content.salt, json.dumps(sealed, ensure_ascii=False, separators=(",", ":")))


def renewed(content: Content, salt: bytes) -> Content:
    """The content with new salts for all its parts, when a stack that knew only format 1 sent it."""
    return replace(content, salt=salt, commitments={}) if is_of_format_1(content) else content


def _commit(salt: bytes, text: str) -> str:
    return hashlib.sha256(salt + text.encode()).hexdigest()
