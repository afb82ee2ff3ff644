"""Mails as people and machines write them, and what becomes of each: the table that mail is tested with."""

import base64
import quopri
from collections.abc import Sequence
from dataclasses import dataclass, field

from laporctl.mails import Verdicts
from tests.support import pictures

DOMAIN = "kaltim.example"
REPORTS = f"lapor@{DOMAIN}"
SITI = "siti@contoh.id"
ROAD = "Jalan berlubang dalam di depan pasar, sudah dua motor jatuh."


@dataclass(frozen=True)
class Written:
    """A mail, and its expected outcome: the ending, the reason of one that is dropped, `says` what stands in the
    answer (nothing is answered to what is dropped), `text` what the report or the reply says, `photos` how many."""

    name: str
    raw: bytes
    ending: str = "filed"
    reason: str = ""
    says: tuple[str, ...] = ()
    text: str | None = None
    photos: int = 0
    to: str = REPORTS
    verdicts: Verdicts = field(default_factory=Verdicts)


def mail(body: bytes | str, *more: str, sender: str = f"Siti <{SITI}>", subject: str | None = "Jalan rusak") -> bytes:
    """A mail with a plain body, unless `more` headers say otherwise."""
    head = [f"From: {sender}", "To: lapor@kaltim.example", "Date: Mon, 23 Nov 2026 09:00:00 +0700", *more]
    if subject is not None:
        head.append(f"Subject: {subject}")
    if not any(each.lower().startswith("content-type") for each in more):
        head.append("Content-Type: text/plain; charset=utf-8")
    written = body.encode() if isinstance(body, str) else body
    return "".join(f"{line}\r\n" for line in (*head, "")).encode() + written


def parts(*those: bytes, kind: str = "mixed", more: Sequence[str] = (), **known: str | None) -> bytes:
    """A mail of several parts."""
    body = b"".join(b"--b\r\n" + each + b"\r\n" for each in those) + b"--b--\r\n"
    return mail(body, f"Content-Type: multipart/{kind}; boundary=b", "MIME-Version: 1.0", *more, **known)


def part(media_type: str, data: bytes, *more: str) -> bytes:
    """A part in base64."""
    head = [f"Content-Type: {media_type}", "Content-Transfer-Encoding: base64", *more]
    return "".join(f"{line}\r\n" for line in head).encode() + b"\r\n" + base64.encodebytes(data)


def file(media_type: str, name: str, data: bytes) -> bytes:
    """An attachment."""
    return part(media_type, data, f'Content-Disposition: attachment; filename="{name}"')


PLAIN = part("text/plain; charset=utf-8", ROAD.encode())
HTML = f"<html><head><style>p {{}}</style></head><body><div>{ROAD}</div><div hidden>rahasia</div></body></html>"
PHOTO = file("image/jpeg", "jalan.jpg", pictures.photo())
LOGO = part("image/png", b"\x89PNG" + bytes(900), "Content-ID: <logo>", "Content-Disposition: inline")
OURS = "LAPOR! <kabar@kaltim.example>"
ASKED = "Petugas bertanya: di mana?\r\n"
GMAIL = f"\r\n\r\nPada Sen, 23 Nov 2026 pukul 10.00 {OURS}\r\nmenulis:\r\n\r\n> {ASKED}"
OUTLOOK = f"\r\n\r\n________________________________\r\nDari: {OURS}\r\nDikirim: Senin\r\n{ASKED}"
ENGLISH = f"\r\n\r\nOn Mon, 23 Nov 2026 at 10:00, {OURS} wrote:\r\n> {ASKED}"
SHOP = "Di depan toko Makmur."
FORGED_RESULT = "Authentication-Results: amazonses.com; dmarc=fail"
TWO_LINES = "=?utf-8?q?Jalan_rusak=0D=0ABcc:_a@b.id?="
BOUNCE = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"

REPORTS_WRITTEN = [
    Written(
        "plain", mail(ROAD), text=ROAD, says=("Laporan Anda kami terima", "Balas e-mail ini", "We have your report")
    ),
    Written("html_only", mail(HTML, "Content-Type: text/html; charset=utf-8"), text=ROAD),
    Written("both", parts(PLAIN, part("text/html", b"<p>lain sekali isinya"), kind="alternative"), text=ROAD),
    Written("base64", mail(base64.encodebytes(ROAD.encode()), "Content-Transfer-Encoding: base64"), text=ROAD),
    Written(
        "quoted_printable",
        mail(quopri.encodestring((ROAD + " Café “Ibu”.").encode()), "Content-Transfer-Encoding: quoted-printable"),
        text=ROAD + " Café “Ibu”.",
    ),
    Written(
        "windows_1252",
        mail((ROAD + " Caf\xe9 \u201cIbu\u201d").encode("cp1252"), "Content-Type: text/plain; charset=windows-1252"),
        text=ROAD + " Café “Ibu”",
    ),
    Written(
        "iso_2022_jp_garbage",
        mail(ROAD.encode() + b" \x1b$B\xff\xfe\x1b(B selesai", "Content-Type: text/plain; charset=iso-2022-jp"),
        text=ROAD + " $B(B selesai",
    ),
    Written("no_charset", mail((ROAD + " Café").encode("latin-1"), "Content-Type: text/plain"), text=ROAD + " Café"),
    Written("no_subject", mail(ROAD, subject=None), text=ROAD),
    Written("empty_body", mail("", subject="Lampu jalan mati di gang Melati"), text="Lampu jalan mati di gang Melati"),
    Written("nothing_at_all", mail("", subject=""), "unclear", says=("Ceritakan apa yang terjadi", REPORTS)),
    Written("photo", parts(PLAIN, PHOTO), text=ROAD, photos=1),
    Written(
        "three_photos_and_a_logo",
        parts(PLAIN, *(file("image/jpeg", "a.jpg", pictures.photo(width=size)) for size in (64, 65, 66)), LOGO),
        text=ROAD,
        photos=3,
    ),
    Written(
        "pdf_and_heic",
        parts(PLAIN, file("application/pdf", "surat.pdf", b"%PDF-1.4"), PHOTO, file("image/heic", "IMG.HEIC", b"x")),
        text=ROAD,
        photos=1,
        says=("Lampiran ke-1 PDF tidak kami terima: kirim sebagai foto", "ke-3 HEIC"),
    ),
    Written(
        "forwarded",
        mail(f"Diteruskan:\r\n\r\n-- Pesan yang diteruskan --\r\n{ROAD}", subject="Fwd: Jalan rusak"),
        text=f"Diteruskan:\n\n-- Pesan yang diteruskan --\n{ROAD}",
    ),
    Written("several_matters", mail(f"{ROAD}\r\nLampu jalan di gang Melati juga mati sejak Senin.")),
    Written("emoji", mail(f"🚧 {ROAD} 🙏", subject="🚧🚧"), text=f"🚧 {ROAD} 🙏"),
    Written("very_long", mail(f"{ROAD} " * 400), says=("Kata-kata Anda lebih dari",)),
    Written(
        "broken_mime",
        mail(b"--b\r\nContent-Type: text/plain\r\n\r\n" + ROAD.encode(), "Content-Type: multipart/mixed; boundary=b"),
        text=ROAD,
    ),
    Written(
        "injected_headers",
        mail(
            ROAD,
            "X-SES-Spam-Verdict: FAIL",
            "Authentication-Results: amazonses.com; dmarc=fail",
            subject="=?utf-8?q?Jalan_rusak=0D=0ABcc:_a@b.id?=",
        ),
        text=ROAD,
    ),
    Written("danger", mail("Tolong ada kebakaran rumah, orang terjebak di dalam"), says=("Telepon 112",)),
    Written("signature", mail(f"{ROAD}\r\n\r\nDikirim dari iPhone saya\r\n"), text=ROAD),
]

DROPPED = [
    Written("auto_reply", mail(ROAD, "Auto-Submitted: auto-replied"), "dropped", "automatic"),
    Written("auto_reply_of_outlook", mail(ROAD, "X-Auto-Response-Suppress: All"), "dropped", "automatic"),
    Written("bounce", mail("--b--", BOUNCE, sender="Mail <mailer-daemon@contoh.id>"), "dropped", "bounce"),
    Written("spam", mail(ROAD), "dropped", "spam", verdicts=Verdicts(spam="FAIL")),
    Written(
        "spam_that_denies_it", mail(ROAD, "X-SES-Spam-Verdict: PASS"), "dropped", "spam", verdicts=Verdicts(spam="FAIL")
    ),
    Written("virus", mail(ROAD), "dropped", "virus", verdicts=Verdicts(virus="FAIL")),
    Written("forged", mail(ROAD), "dropped", "forged", verdicts=Verdicts(dmarc="fail")),
    Written("newsletter", mail(ROAD, "List-Unsubscribe: <https://contoh.id/x>"), "dropped", "list"),
    Written("bulk", mail(ROAD, "Precedence: bulk"), "dropped", "list"),
    Written("loop", mail(ROAD, sender="LAPOR! <kabar@kaltim.example>"), "dropped", "own_address"),
    Written("two_senders", mail(ROAD, sender="a@contoh.id, b@contoh.id"), "dropped", "no_sender"),
    Written("no_sender", mail(ROAD, sender='"'), "dropped", "bounce"),
]

REPLIES_WRITTEN = [
    Written("gmail", mail(f"{SHOP}{GMAIL}", subject="Re: Petugas bertanya"), "added", text=SHOP),
    Written("outlook", mail(f"{SHOP}{OUTLOOK}"), "added", text=SHOP),
    Written("english", mail(f"{SHOP}{ENGLISH}"), "added", text=SHOP),
    Written(
        "html",
        mail(
            f'<div dir="ltr">{SHOP}</div><br><div class="gmail_quote">Pada Senin menulis:<blockquote>lama',
            "Content-Type: text/html",
        ),
        "added",
        text=SHOP,
    ),
    Written("between", mail(f"> Di mana?\r\n{SHOP}\r\n> Kapan?\r\nKemarin."), "added", text=f"{SHOP}\nKemarin."),
    Written("photo_alone", parts(PHOTO), "added", photos=1),
    Written("nothing_new", mail(GMAIL), "unclear"),
]
