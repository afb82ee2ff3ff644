"""Mails are read to their end, whatever they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.attachments.rules import LARGEST_BYTES, PER_CASE
from chalicelib.domain.channels.mail import MOST_PARTS, SMALLEST_PHOTO, Mail, Refusal, read_mail
from chalicelib.domain.channels.mail_headers import Drop, message_id, subject_of, token_in
from tests.support.mails import DOMAIN, PLAIN, ROAD, file, mail, part, parts

HEAD = b"From: Siti <siti@contoh.id>\r\nTo: lapor@kaltim.example\r\n"


def read(raw: bytes) -> Mail:
    found = read_mail(raw, DOMAIN)
    assert isinstance(found, Mail), found
    return found


@pytest.mark.parametrize(
    "header",
    [
        "=?utf-8?q?=?= <siti@contoh.id>", "<siti@contoh.id", '"a" <siti@contoh.id>', "siti@contoh.id,",
        '"joko@contoh.id" <siti@contoh.id>', "(komentar) siti@contoh.id", "mailto:siti@contoh.id",
    ],
)  # fmt: skip
def test_an_address_is_found_in_headers_that_are_broken(header: str) -> None:
    assert read(f"From: {header}\r\n\r\nisi".encode()).sender == "siti@contoh.id"


@pytest.mark.parametrize("header", ["", '"', "a@[", "(" * 3000, "<" * 3000, "@", "a@b.id, c@b.id"])
def test_a_mail_of_nobody_is_dropped(header: str) -> None:
    assert read_mail(f"From: {header}\r\n\r\nisi".encode(), DOMAIN) is Drop.NO_SENDER


def test_parts_in_parts_without_end_are_dropped_and_many_parts_are_cut() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (each, each) for each in range(3000))
    assert read_mail(b"From: a@b.id\n" + nested, DOMAIN) is Drop.BROKEN
    many = read(parts(*(part("text/plain", b"kata") for _ in range(3 * MOST_PARTS))))
    assert many.words.count("kata") == MOST_PARTS - 1


def test_photos_are_taken_and_everything_else_is_refused_with_a_reason() -> None:
    big = file("image/jpeg", "besar.jpg", bytes(LARGEST_BYTES + 1))
    photos = (file("image/png", f"{each}.png", b"p%d" % each) for each in range(PER_CASE + 1))
    found = read(parts(PLAIN, file("application/zip", "a.zip", b"PK"), big, *photos))
    assert len(found.photos) == PER_CASE
    assert [(each.number, each.kind, each.why) for each in found.refused] == [
        (1, "ZIP", Refusal.WRONG_TYPE),
        (2, "JPG", Refusal.TOO_LARGE),
        (3 + PER_CASE, "PNG", Refusal.TOO_MANY),
    ]


def test_a_picture_in_the_text_is_a_photo_if_it_is_as_large_as_one() -> None:
    inline = ("Content-ID: <a>", "Content-Disposition: inline")
    small, large = (part("image/jpeg", bytes(size), *inline) for size in (SMALLEST_PHOTO - 1, SMALLEST_PHOTO))
    assert [len(each.data) for each in read(parts(PLAIN, small, large)).photos] == [SMALLEST_PHOTO]


def test_what_an_attachment_is_called_says_nothing_of_a_strangers_words() -> None:
    (refused,) = read(parts(PLAIN, file("text/html", "klik http://jahat.id.<b>", b"x"))).refused
    assert refused.kind == ""


def test_an_attached_mail_is_not_read() -> None:
    inner = b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + mail("rahasia orang lain")
    found = read(parts(PLAIN, inner))
    assert (found.words, [each.why for each in found.refused]) == (ROAD, [Refusal.WRONG_TYPE])


def test_ids_and_tokens_are_taken_only_as_we_quote_and_make_them() -> None:
    assert message_id([("Message-ID", "<a.b@c>")]) == "<a.b@c>"
    for wrong in ("", "<a@b> <c@d>", "<a\x00b>", "a@b", f"<{'a' * 300}@b>"):
        assert message_id([("Message-ID", wrong)]) is None
    for name in ("To", "Cc", "Delivered-To"):
        assert token_in([(name, "LAPOR <Balas+ABC234@Kaltim.Example>")], DOMAIN) == "abc234"
    blind = [("Received", f"from x by y for balas+abc234@{DOMAIN}; Mon"), ("To", "orang@lain.id")]
    assert token_in(blind, DOMAIN) == "abc234"
    assert token_in([("To", "balas+abc234@kaltim.example.jahat.id")], "example.id") is None
    assert token_in([("Received", "by y"), ("Received", f"for balas+abc234@{DOMAIN}")], DOMAIN) is None


@pytest.mark.parametrize("mark", ["Re: ", "RE: Re: ", "Fwd: ", "Bls: ", "re:"])
def test_the_subject_is_told_without_marks(mark: str) -> None:
    assert subject_of([("Subject", f"{mark}Jalan rusak")]) == "Jalan rusak"


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_a_mail_or_dropped(data: bytes, whole: bool) -> None:
    found = read_mail(data if whole else HEAD + data, DOMAIN)
    assert isinstance(found, (Mail, Drop))
    if isinstance(found, Mail):
        assert "\N{REPLACEMENT CHARACTER}" not in found.words + found.subject
