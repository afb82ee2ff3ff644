"""What is refused as a picture, where files lie, and when the cleaning of one is begun again."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.attachments import rules
from chalicelib.domain.attachments.rules import FailedAttachment, must_repeat
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import FieldError, InvalidInput

CASE, ID = "KI-7F3K-9Q2M-XA0B-C", "0123456789ABCDEFGHJKMNPQRS"
AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b"\xff\xd8 <script> alert", True),
        (b"\xff\xd8 <SCRIPT src=x>", True),
        (b"\xff\xd8 <html>", True),
        (b"\xff\xd8 <html\n>", True),
        (b"\xff\xd8 <!DOCTYPE  html>", True),
        (b"\xff\xd8 <iframe/>", True),
        (b"\xff\xd8 <?php echo", True),
        (b"\xff\xd8 %PDF-1.7", True),
        (b"\xff\xd8 %PDF-2.0", True),
        (b"\xff\xd8 PK\x03\x04 and PK\x05\x06", True),
        (b"\xff\xd8 PK\x03\x04 alone", False),
        (b"\xff\xd8 PK\x05\x06 alone", False),
        (b"\xff\xd8 <x:xmpmeta xmlns='adobe:ns:meta/'>", False),
        (b"\xff\xd8 <scripts", False),
        (b"\xff\xd8 <?phpx", False),
        (b"\xff\xd8 %PDF-3.0", False),
        (b"", False),
    ],
)
def test_a_picture_that_is_a_page_a_script_a_document_or_an_archive_too_is_refused(data: bytes, is_one: bool) -> None:
    assert rules.is_polyglot(data) is is_one


@pytest.mark.parametrize(
    ("media_type", "size", "errors"),
    [
        ("image/jpeg", 1, ()),
        ("image/png", 8_388_608, ()),
        ("image/webp", 5, ()),
        ("image/gif", 5, (FieldError("/media_type", "unknown_media_type", "image/jpeg, image/png, image/webp"),)),
        ("image/png", 0, (FieldError("/bytes", "size_range", "1–8388608"),)),
        ("image/png", 8_388_609, (FieldError("/bytes", "size_range", "1–8388608"),)),
    ],
)
def test_a_file_has_a_known_type_and_at_most_eight_megabytes(
    media_type: str, size: int, errors: tuple[FieldError, ...]
) -> None:
    if not errors:
        rules.check(media_type, size)
        return
    with pytest.raises(InvalidInput) as caught:
        rules.check(media_type, size)
    assert caught.value.errors == errors


def test_files_lie_where_they_have_always_lain() -> None:
    """Objects are found again, and deleted, by these keys."""
    assert rules.incoming_key(CASE, ID) == f"incoming/{CASE}/{ID}"
    assert rules.refused_key(CASE, ID) == f"refused/{CASE}/{ID}"
    assert rules.clean_key(CASE, ID, "ab" * 32) == f"clean/{CASE}/{ID}.{'ab' * 16}.jpg"
    assert rules.preview_key(CASE, ID, "ab" * 32) == f"clean/{CASE}/{ID}.{'ab' * 16}.preview.jpg"
    assert (rules.clean_folder(CASE), rules.refused_folder(CASE)) == (f"clean/{CASE}/", f"refused/{CASE}/")
    assert rules.attachment_in(rules.preview_key(CASE, ID, "ab" * 32)) == ID
    assert (rules.PART, rules.SALT, rules.INCOMING) == ("attachment", "salt", "incoming/")
    assert rules.SAYS_WHICH_PICTURE == ("sha256", "bytes")


@pytest.mark.parametrize(
    ("key", "parsed"),
    [
        (f"incoming/{CASE}/{ID}", (CASE, ID)),
        (f"xincoming/{CASE}/{ID}", None),
        (f"incoming/{CASE}/{ID}x", None),
        (f"incoming/{CASE}/{ID[:-1]}", None),
        (f"incoming/{CASE}/{ID[:-1]}I", None),
        (f"incoming/{CASE[:-2]}/{ID}", None),
        (f"clean/{CASE}/{ID}", None),
    ],
)
def test_only_the_key_of_a_file_that_arrives_is_read(key: str, parsed: tuple[str, str] | None) -> None:
    assert rules.parse_incoming_key(key) == parsed


def test_an_id_has_twenty_six_characters() -> None:
    assert rules.issue_id(bytes(16)) == "0" * 26
    assert rules.issue_id(bytes(15) + b"\x21") == "0" * 24 + "11"


@pytest.mark.parametrize(
    ("minutes", "repeated"),
    [
        *((0, False), (9.9, False), (10, True), (14.9, True), (15, False), (19.9, False), (20, True), (24.9, True)),
        *((25, False), (39, False), (40, True), (44.9, True), (45, False), (80, True), (160, True), (161, True)),
        *((170, False), (1280, True), (1290, False)),
    ],
)
def test_a_file_that_waits_is_cleaned_again_after_ever_twice_as_long(minutes: float, repeated: bool) -> None:
    assert must_repeat(timedelta(minutes=minutes)) is repeated


@pytest.mark.parametrize(
    ("by", "agency", "actor", "own"),
    [
        (Role.REPORTER, None, Actor(Role.REPORTER), True),
        (Role.OFFICER, "64.08-pupr", Actor(Role.OFFICER, "64.08-pupr"), True),
        (Role.OFFICER, "64.08-pupr", Actor(Role.APPROVER, "64.08-pupr"), True),
        (Role.OFFICER, "64.08-pupr", Actor(Role.OFFICER, "64.08-dlh"), False),
        (Role.OFFICER, "64.08-pupr", Actor(Role.REPORTER), False),
        (Role.REPORTER, None, Actor(Role.OFFICER, "64.08-pupr"), False),
    ],
)
def test_who_sent_a_file_is_told_that_it_failed_and_nobody_else(
    by: Role, agency: str | None, actor: Actor, own: bool
) -> None:
    assert FailedAttachment(ID, "broken", AT, by, agency).is_from(actor) is own


def test_reasons_of_failure_are_those_that_are_documented() -> None:
    assert (
        *("wrong_type", "too_large", "too_many_pixels", "animated", "broken", "polyglot", "too_many", "case_closed"),
        "not_cleaned",
    ) == rules.FAILURE_REASONS


def test_the_commitment_to_a_picture_needs_its_salt() -> None:
    assert rules.commit_picture(b"ab", b"c") == rules.commit_picture(b"a", b"bc")
    assert rules.commit_picture(b"", b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
