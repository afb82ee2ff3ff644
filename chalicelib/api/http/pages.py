"""The HTML pages that the server renders, for browsers without JavaScript: the receipt, a form's problems, and
where the link in a mail leads. The page of a case is `case_page.py`."""

from collections.abc import Iterable, Mapping
from html import escape
from http import HTTPStatus

from chalice.app import Response

from chalicelib.api.http.hint_messages import HINTS
from chalicelib.domain.cases.hints import HintCode

_NOT_ARRIVED = ("bounced", "refused")
"""Why no mail goes out that no reader decided."""

_FRAME = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
{top}{body}
</main>
</body>
</html>
"""


def receipt(
    brand: str,
    tracking_id: str,
    secret: str | None,
    next_step: Mapping[str, str] | None,
    anonymous: bool,
    hints: Iterable[HintCode],
) -> str:
    """The receipt under the stack's logo and name: the tracking id, the secret while the browser still holds it, what
    happens until when, that nothing of an anonymous reporter was stored, and the hints."""
    number = escape(tracking_id)
    if secret:
        secret_part = (
            f"<p>Kode rahasia Anda:</p>\n<p class='number'>{escape(secret)}</p>\n"
            "<p>Kode ini hanya ditampilkan sekarang. Catat: dengan kode ini Anda dapat membalas dan menutup laporan. "
            "<span lang='en'>Write this secret down; it is shown only now.</span></p>"
        )
    else:
        secret_part = (
            "<p>Kode rahasia hanya ditampilkan satu kali, sesaat setelah laporan dikirim. "
            "<span lang='en'>The secret was shown once, right after sending.</span></p>"
        )
    until = f"{escape(next_step['id'])} <span lang='en'>{escape(next_step['en'])}</span>" if next_step else ""
    nothing_stored = (
        "<p>Laporan ini anonim: nama dan kontak Anda tidak kami simpan. "
        "<span lang='en'>This report is anonymous: we store neither your name nor your contact.</span></p>"
        if anonymous
        else ""
    )
    hint_part = "\n".join(
        f"<p>{escape(HINTS[code]['id'])} <span lang='en'>{escape(HINTS[code]['en'])}</span></p>" for code in hints
    )
    body = f"""<h1>Laporan Anda sudah kami terima</h1>
<p>Nomor laporan Anda: <span lang='en'>(your tracking number)</span></p>
<p class='number'>{number}</p>
{secret_part}
<p>Kami mencarikan instansi yang berwenang. {until}</p>
{nothing_stored}
{hint_part}
<p><a href='/v1/track?id={number}'>Lacak laporan ini</a></p>"""
    return framed(f"Laporan {tracking_id} - {brand}", brand_line(brand), body)


def brand_line(brand: str) -> str:
    """The stack's logo and name, as the top of a page."""
    return f"<p class='brand'><img src='/icon.svg' width='36' height='36' alt=''> {escape(brand)}</p>\n"


def framed(title: str, top: str, body: str) -> str:
    """A whole page; `title` is text, `top` and `body` are markup."""
    return _FRAME.format(title=escape(title), top=top, body=body)


def problem(detail: str, lines: list[str]) -> str:
    """What to correct in a form that came from a browser without JavaScript."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    body = f"""<h1>Laporan belum terkirim</h1>
<p>{escape(detail)}</p>
<ul>{items}</ul>
<p>Kembali dengan tombol kembali di peramban Anda; isian Anda masih ada.
<span lang='en'>Go back with your browser's back button; what you wrote is still there.</span></p>"""
    return framed("Laporan belum terkirim", "", body)


def unopened(title: str, detail: str) -> str:
    """Why a page is not shown, in the browser's language, and the way to the report by its number."""
    body = f"""<h1>{escape(title)}</h1>
<p>{escape(detail)}</p>
<p><a href='/lacak.html'>Lacak laporan <span lang='en'>Track a report</span></a></p>"""
    return framed(title, "", body)


def stop(brand: str, token: str, stopped: str | None, resume: str) -> str:
    """Whether the reader of a mail gets more of its case, and the button that changes that. Names no case: others may
    read a mail too."""
    if stopped in _NOT_ARRIVED:
        body = """<h1>E-mail kami tidak sampai</h1>
<p>Kami tidak mengirim kabar lagi ke alamat itu. Laporan Anda tetap jalan.
<span lang='en'>Our mails did not arrive, so we send no more. Your report goes on.</span></p>"""
    elif stopped:
        body = f"""<h1>Kabar lewat e-mail berhenti</h1>
<p>Laporan Anda tetap jalan. <span lang='en'>You get no more mails about this report. It goes on.</span></p>
<form method='post' action='/v1/notices/{escape(token)}'>
<input type='hidden' name='wish' value='{escape(resume)}'>
<button>Kabari saya lagi <span lang='en'>(write to me again)</span></button>
</form>"""
    else:
        body = f"""<h1>Berhenti dikabari?</h1>
<p>Kami mengirim kabar tentang satu laporan ke e-mail ini.
<span lang='en'>We write to this address about one report.</span></p>
<form method='post' action='/v1/notices/{escape(token)}'>
<button>Berhenti dikabari <span lang='en'>(stop these mails)</span></button>
</form>"""
    return framed(f"Kabar lewat e-mail - {brand}", brand_line(brand), body)


def stop_of_office(brand: str, token: str, resume: str, *, on: bool) -> str:
    """Whether a person of an office gets more mails, and the button that changes that."""
    if on:
        body = f"""<h1>Berhenti dikabari?</h1>
<p>Kami mengirim kabar tentang laporan di kantor Anda. Di meja kerja Anda dapat memilih satu per satu.
<span lang='en'>We write to this address about the reports of your office. At the desk you can choose one by
one.</span></p>
<form method='post' action='/v1/notices/{escape(token)}'>
<button>Berhenti dikabari <span lang='en'>(stop these mails)</span></button>
</form>"""
    else:
        body = f"""<h1>Kabar lewat e-mail berhenti</h1>
<p>Hanya laporan darurat dan teguran yang masih kami kirim.
<span lang='en'>We still write about emergencies and reprimands, and nothing else.</span></p>
<form method='post' action='/v1/notices/{escape(token)}'>
<input type='hidden' name='wish' value='{escape(resume)}'>
<button>Kabari saya lagi <span lang='en'>(write to me again)</span></button>
</form>"""
    return framed(f"Kabar lewat e-mail - {brand}", brand_line(brand), body)


def unknown_stop(brand: str) -> str:
    """The link of a mail that was copied in part, or is very old."""
    body = """<h1>Tautan ini tidak berlaku</h1>
<p>Periksa apakah tautan di e-mail tersalin seluruhnya.
<span lang='en'>This link is not valid. Check that you copied all of it.</span></p>"""
    return framed(f"Tautan tidak berlaku - {brand}", brand_line(brand), body)


def respond(page: str, status: HTTPStatus = HTTPStatus.OK, **headers: str) -> Response:
    """A page as a response that no cache keeps."""
    return Response(
        body=page,
        status_code=int(status),
        headers={"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", **headers},
    )
