"""Write histories.json: one case of each format of event, as stored and as a page is shown it. The server must seal it
so, and the page must find it whole.

Deliberately shares no code with either. Format 1 is never written any more, and cases of it must verify for ever: its
vector may not change. Run by hand when a new format is added: `python tests/vectors/make_histories.py`.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

CASE = "KI-7F3K-9Q2M-XA0B-C"
PARTS = ("title", "text", "place", "region_path", "point", "incident_date", "receipt")
FILING = {
    "id": CASE,
    "type": "complaint",
    "title": "Jalan berlubang 🚧",
    "category": "jalan-rusak",
    "region": "64.08",
    "filed_at": "2026-11-23T02:00:00.000Z",
    "policy": "progress-30@1",
    "flags": ["anonymous"],
    "secret_hash": "11" * 32,
    "content_mac": "22" * 32,
}
CONTENT = {
    "text": 'Jalan berlubang di depan pasar.\n"Dalam" sekali.',
    "place": "Depan pasar",
    "region_path": ["Kalimantan Timur", "Kabupaten Kutai Timur"],
    "lat": 0.5,
    "lon": 117.0,
    "incident_date": "2026-11-20",
}
OPENINGS = {
    "title": FILING["title"],
    "text": CONTENT["text"],
    "place": CONTENT["place"],
    "region_path": "Kalimantan Timur\nKabupaten Kutai Timur",
    "point": "0.5,117.0",
    "incident_date": "2026-11-20",
    "receipt": "11" * 32 + "22" * 32,
}
MOVE = {"to": "64.08-pupr", "to_name": "Dinas PU", "tier": "opd", "status": "routed"}
OFFICER = {"role": "officer", "agency": "64.08-pupr", "name": "Dinas PU", "key": "K1"}
NOBODY = {"agency": None, "name": None, "key": None}


def sha(*parts: bytes | str) -> str:
    return hashlib.sha256(b"".join(p if isinstance(p, bytes) else p.encode() for p in parts)).hexdigest()


def compact(value: object, *, ordered: bool = False) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=ordered)


def derived(salt: bytes, purpose: str) -> bytes:
    return bytes.fromhex(sha(b"lapor/v2/", purpose, b"/", salt))[:16]


def content_1() -> tuple[bytes, str, None]:
    """Salt and commitment of a content of format 1."""
    salt = bytes(range(16))
    return salt, sha(salt, compact(list(CONTENT.values()))), None


def content_2() -> tuple[bytes, str, dict[str, dict[str, str]]]:
    """Salts, commitment and what opens it, of a content of format 2."""
    salt = bytes(range(16 * len(PARTS)))
    parts = {}
    for number, part in enumerate(PARTS):
        own = salt[16 * number : 16 * (number + 1)]
        parts[part] = {"commitment": sha(own, OPENINGS[part])}
        if part != "receipt":
            parts[part]["salt"] = own.hex()
        if part == "point":
            parts[part]["text"] = OPENINGS[part]
    return salt, sha("".join(f"{part}:{opened['commitment']}\n" for part, opened in parts.items())), parts


def event(form: int, seq: int, previous: str, **given: Any) -> dict[str, Any]:
    """An event as stored, the text that is hashed, its hash, and the salt that opens its note."""
    salt, actor = bytes([seq]) * 16, given["actor"]
    facts = {
        "case": CASE,
        "seq": seq,
        "kind": given["kind"],
        "at": given["at"],
        "role": actor["role"],
        "agency": actor["agency"],
        "data": given["data"],
        "previous": previous,
    }
    opens = salt
    if form == 1:
        facts["key"] = actor["key"]
    else:
        rest, opens = derived(salt, "rest"), derived(salt, "note")
        closed = derived(rest, "closed")
        facts |= {
            "format": form,
            "salt": derived(rest, "event").hex(),
            "name": actor["name"],
            "key": sha(closed, actor["key"]) if actor["key"] else "",
            "command": sha(closed, given["command_id"]) if given["command_id"] else "",
        }
    facts["note"] = sha(opens, given["note"]) if given["note"] else ""
    sealed = compact(facts, ordered=True)
    return {"seq": seq, **given, "salt": salt.hex(), "format": form, "hash": sha(sealed), "_": (sealed, opens.hex())}


def history(form: int) -> dict[str, Any]:
    """A case that was filed, routed and accepted."""
    salt, commitment, parts = (content_1, content_2)[form - 1]()
    filed = {"type": "complaint", "category": "jalan-rusak", "region": "64.08", "policy": "progress-30@1"}
    if form > 1:
        filed |= {"filed_at": FILING["filed_at"], "flags": "anonymous"}
    steps = [
        ("filed", {"role": "reporter", **NOBODY}, "", {**filed, "content": commitment}, None),
        ("routed", {"role": "system", **NOBODY}, "", MOVE, None),
        ("accepted", OFFICER, "Kami survei besok.", {}, "command-1"),
    ]
    events: list[dict[str, Any]] = []
    for seq, (kind, actor, note, data, command_id) in enumerate(steps, start=1):
        previous = events[-1]["hash"] if events else "00" * 32
        at = f"2026-11-2{seq + 2}T02:00:00.000Z"
        events.append(
            event(form, seq, previous, kind=kind, at=at, actor=actor, note=note, data=data, command_id=command_id)
        )
    openings = [each.pop("_") for each in events]
    proof = [
        {"seq": each["seq"], "hash": each["hash"], "sealed": sealed, **({"salt": opens} if each["note"] else {})}
        for each, (sealed, opens) in zip(events, openings, strict=True)
    ]
    if parts:
        proof[0]["parts"] = parts
    return {
        "format": form,
        "filing": FILING,
        "content": {**CONTENT, "salt": salt.hex()},
        "events": events,
        "view": {**view(events), "proof": proof},
    }


def view(events: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page gets of the case, as far as it is checked."""
    timeline = []
    for each in events:
        actor = {name: each["actor"][name] for name in ("role", "agency", "name") if each["actor"][name]}
        line = {name: each[name] for name in ("seq", "kind", "at", "data", "hash")} | {"actor": actor}
        timeline.append(line | ({"note": each["note"]} if each["note"] else {}))
    return {
        "tracking_id": CASE,
        "type": "complaint",
        "title": FILING["title"],
        "text": CONTENT["text"],
        "category": {"id": "jalan-rusak", "name": {"id": "Jalan rusak", "en": "Damaged road"}},
        "region": {"code": "64.08", "path": CONTENT["region_path"]},
        "place": CONTENT["place"],
        "coordinates": {"lat": CONTENT["lat"], "lon": CONTENT["lon"]},
        "incident_date": CONTENT["incident_date"],
        "filed_at": FILING["filed_at"],
        "agency": {"id": "64.08-pupr", "name": "Dinas PU"},
        "anonymous": True,
        "secret": False,
        "sensitive": False,
        "timeline": timeline,
    }


if __name__ == "__main__":
    found = json.dumps({"histories": [history(1), history(2)]}, ensure_ascii=False, indent=2) + "\n"
    Path(__file__).with_name("histories.json").write_text(found)
