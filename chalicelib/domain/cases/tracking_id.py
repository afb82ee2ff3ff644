"""Tracking ids: `KI-7F3K-9Q2M-XA0B-C`.

Two letters of ISO 3166-2:ID name the stack that owns the case, twelve Crockford base32 characters (60 bits)
name the case, and an ISO 7064 MOD 37,36 check character catches typing errors. Ids whose check character would
be I, L, O or U are never issued, so a reader may fold O to 0 and I or L to 1 everywhere behind the prefix.
"""

from chalicelib.domain.errors import FieldError, InvalidInput, LivesElsewhere

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUE = {character: value for value, character in enumerate(_ALPHANUMERIC)}
_TO_LETTERS = str.maketrans("01", "OI")
_TO_DIGITS = str.maketrans("OIL", "011")
_BODY = 12
TRACKING_ID_SHAPE = "AA-XXXX-XXXX-XXXX-X"


def encode_base32(number: int, length: int) -> str:
    """`number` in Crockford's base32, most significant character first, padded to `length` characters."""
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(5 * (length - 1), -1, -5))


def check_character(text: str) -> str:
    """The ISO 7064 MOD 37,36 check character of an alphanumeric `text`."""
    remainder = 36
    for character in text:
        remainder = (remainder + _VALUE[character]) % 36 or 36
        remainder = remainder * 2 % 37
    return _ALPHANUMERIC[(37 - remainder) % 36]


def make_tracking_id(prefix: str, number: int) -> str | None:
    """The tracking id of a 60-bit `number` in the stack `prefix`; None where the check character would be ambiguous."""
    body = encode_base32(number, _BODY)
    check = check_character(prefix + body)
    if check not in CROCKFORD:
        return None
    return f"{prefix}-{body[:4]}-{body[4:8]}-{body[8:]}-{check}"


def parse_tracking_id(typed: str, field: str = "/tracking_id") -> str:
    """The canonical form of what somebody typed: any case, with or without hyphens or spaces, O for 0, I or L for 1.

    Raises `InvalidInput` with code `tracking_id_shape` or, for a typo, `tracking_id_check`.
    """
    compact = "".join(typed.split()).replace("-", "").upper()
    prefix, rest = compact[:2].translate(_TO_LETTERS), compact[2:].translate(_TO_DIGITS)
    well_formed = prefix.isascii() and prefix.isalpha() and len(rest) == _BODY + 1
    if not well_formed or any(character not in CROCKFORD for character in rest):
        raise InvalidInput(FieldError(field, "tracking_id_shape", TRACKING_ID_SHAPE))
    body, check = rest[:_BODY], rest[_BODY]
    if check_character(prefix + body) != check:
        raise InvalidInput(FieldError(field, "tracking_id_check", TRACKING_ID_SHAPE))
    return f"{prefix}-{body[:4]}-{body[4:8]}-{body[8:]}-{check}"


def parse_own_tracking_id(typed: str, prefix: str) -> str:
    """Like `parse_tracking_id`, for the stack `prefix`; raises `LivesElsewhere` for a valid id of another stack."""
    tracking_id = parse_tracking_id(typed)
    if tracking_id[:2] != prefix:
        raise LivesElsewhere(tracking_id, tracking_id[:2])
    return tracking_id
