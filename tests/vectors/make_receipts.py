"""Write receipts.json, the vectors that the Python and the TypeScript receipt must both meet.

Deliberately shares no code with either: whole-number arithmetic here, bit buffers there. Run by hand when the
definition of the receipt changes: `python tests/vectors/make_receipts.py`.
"""

import hashlib
import hmac
import json
from pathlib import Path

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LATIN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# ISO 3166-2:ID letters, and ID for the centre.
PREFIXES = (
    "AC SU SB RI JA SS BE LA BB KR JK JB JT YO JI BT BA NB NT KB KT KS KI KU SA ST SN SG GO SR MA MU "
    "PB PA PS PT PE PD ID"
)


def leading(mac: bytes, characters: int) -> str:
    """The first 5 * characters bits of a digest in Crockford base32."""
    number = int.from_bytes(mac, "big") >> (len(mac) * 8 - 5 * characters)
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(characters)))


def check(text: str) -> str:
    """ISO 7064 MOD 37,36 check character."""
    running = 36
    for character in text:
        running = (running + LATIN.index(character)) % 36 or 36
        running = running * 2 % 37
    return LATIN[(1 - running) % 36]


def receipt(key: bytes, prefix: str) -> dict[str, str | int]:
    """One vector: what a key and a prefix must give."""
    counter = 0
    while True:
        label = f"lapor/v1/tracking-id/{prefix}/{counter}".encode()
        body = leading(hmac.new(key, label, hashlib.sha256).digest(), 12)
        final = check(prefix + body)
        if final not in "ILOU":
            break
        counter += 1
    secret = leading(hmac.new(key, b"lapor/v1/secret", hashlib.sha256).digest(), 20)
    tracking_id = f"{prefix}-{body[:4]}-{body[4:8]}-{body[8:]}-{final}"
    digest = hashlib.sha256(f"lapor/v1/secret-hash/{tracking_id}/{secret}".encode()).hexdigest()
    return {
        "key": key.hex(),
        "prefix": prefix,
        "tracking_id": tracking_id,
        "secret": "-".join(secret[at : at + 4] for at in range(0, 20, 4)),
        "secret_hash": digest,
        "counter": counter,
    }


def typed(good: str) -> list[dict[str, str | None]]:
    """What people type for one good number, and how it must be read."""
    bare = good.replace("-", "")
    prefix, body, final = bare[:2], bare[2:14], bare[14]
    swapped = next(i for i in range(11) if body[i] != body[i + 1] and body[i] not in "01" and body[i + 1] not in "01")
    other = "7" if body[5] != "7" else "8"
    confusable = body.replace("0", "o").replace("1", "l")
    readings: list[tuple[str, str | None]] = [
        (good, good),
        (good.lower(), good),
        (bare, good),
        (" ".join(bare), good),
        (f"  {good} ", good),
        (f"{prefix} {body[:4]} {body[4:8]} {body[8:]} {final}", good),
        (prefix.replace("I", "1").replace("O", "0") + bare[2:], good),
        (prefix + confusable + final, good),
        (prefix + confusable.upper().replace("L", "I") + final, good),
        (prefix + body[:5] + other + body[6:] + final, None),
        (prefix + body[:swapped] + body[swapped + 1] + body[swapped] + body[swapped + 2 :] + final, None),
        (prefix + "U" + body[1:] + final, None),
        (bare[:-1], None),
        (bare + "0", None),
        ("77" + bare[2:], None),
        (bare.replace(body[3], "*", 1), None),
    ]
    return [{"input": text, "canonical": canonical} for text, canonical in readings]


def main() -> None:
    """Choose keys that cover every prefix, the counters 0 to 2, and the extremes."""
    keys = [bytes(16), b"\xff" * 16, bytes(range(16))]
    receipts = [receipt(key, prefix) for key in keys for prefix in ("KI", "KU", "ID", "JK")]
    receipts += [receipt(hashlib.sha256(p.encode()).digest()[:16], p) for p in PREFIXES.split()]
    wanted = {1, 2}
    for number in range(10_000):
        candidate = receipt(hashlib.sha256(f"counter {number}".encode()).digest()[:16], "KI")
        if candidate["counter"] in wanted:
            wanted.remove(int(candidate["counter"]))
            receipts.append(candidate)
        if not wanted:
            break
    zero_and_one = next(r for r in receipts if "0" in str(r["tracking_id"])[3:] and "1" in str(r["tracking_id"])[3:])
    readings = typed(str(receipts[0]["tracking_id"])) + typed(str(zero_and_one["tracking_id"]))
    readings += [{"input": text, "canonical": None} for text in ("", "KI", "1708", "halo apa kabar", "----", "💡" * 15)]
    out = {"receipts": receipts, "typed": readings}
    path = Path(__file__).with_name("receipts.json")
    path.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
