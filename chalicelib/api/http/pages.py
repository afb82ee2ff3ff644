"""The HTML pages that the server renders, for browsers without JavaScript: the receipt, and a form's problems."""

from collections.abc import Iterable, Mapping
from html import escape
from http import HTTPStatus

from chalice.app import Response

from chalicelib.api.http.hint_messages import HINTS
from chalicelib.domain.cases.hints import HintCode

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
{body}
</main>
</body>
</html>
"""


def receipt(
    tracking_id: str,
    secret: str | None,
    next_step: Mapping[str, str] | None,
    anonymous: bool,
    hints: Iterable[HintCode],
) -> str:
    """The receipt: the tracking id, the secret while the browser still holds it, what happens until when, that nothing
    of an anonymous reporter was stored, and the hints."""
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
<p><a href='/lacak.html?id={number}'>Lacak laporan ini</a></p>"""
    return _FRAME.format(title=f"Laporan {number}", body=body)


def problem(detail: str, lines: list[str]) -> str:
    """What to correct in a form that came from a browser without JavaScript."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    body = f"""<h1>Laporan belum terkirim</h1>
<p>{escape(detail)}</p>
<ul>{items}</ul>
<p>Kembali dengan tombol kembali di peramban Anda; isian Anda masih ada.
<span lang='en'>Go back with your browser's back button; what you wrote is still there.</span></p>"""
    return _FRAME.format(title="Laporan belum terkirim", body=body)


def respond(page: str, status: HTTPStatus = HTTPStatus.OK, **headers: str) -> Response:
    """A page as a response that no cache keeps."""
    return Response(
        body=page,
        status_code=int(status),
        headers={"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", **headers},
    )
