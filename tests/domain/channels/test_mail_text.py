"""The words of a mail: what HTML shows, and what a reply adds."""

import pytest

from chalicelib.domain.channels.mail_text import MOST_CHARACTERS, added, of_html, tidy, whole

NEW = "Sudah kami lihat.\nMasih rusak."
ADDED = [
    f"{NEW}\n\nPada Sen, 23 Nov 2026 pukul 10.00 LAPOR! <kabar@a.id> menulis:\n> lama",
    f"{NEW}\n\nPada Sen, 23 Nov 2026 pukul 10.00 LAPOR!\n<kabar@a.id>\nmenulis:\n> lama",
    f"{NEW}\n\nPada tanggal 23 November 2026, LAPOR! menulis:\n\n> lama",
    f"{NEW}\n\nOn Mon, Nov 23, 2026 at 10:00 AM LAPOR! <kabar@a.id>\nwrote:\n> lama",
    f"{NEW}\n\nLAPOR! <kabar@a.id> menulis:\n> lama",
    f"{NEW}\n\n-----Original Message-----\nFrom: LAPOR!\nlama",
    f"{NEW}\n\n----- Pesan Asli -----\nlama",
    f"{NEW}\n________________________________\nDari: LAPOR!\nlama",
    f"{NEW}\n\nDari: LAPOR! <kabar@a.id>\nDikirim: Senin\nKepada: Siti\nlama",
    f"{NEW}\n\n*From:* LAPOR!\n*Sent:* Monday\nlama",
    f"{NEW}\n-- \nSiti, RT 04",
    f"{NEW}\n\nDikirim dari iPhone saya",
    f"{NEW}\nSent from my Galaxy\n",
    f"{NEW}\n\nDapatkan Outlook untuk Android\n________________________________\nDari: LAPOR!",
    f"> lama\n> lama\n{NEW}",
]
KEPT = [
    "Pada hari Senin petugas datang dan menulis di buku.",
    "Dari: rumah saya, jalannya rusak sekali",
    "Harga naik > 50 persen",
    "Petugas menulis: besok datang lagi",
    "Surat dikirim dari kantor desa minggu lalu dan belum sampai",
    "- lubang pertama\n- lubang kedua",
]


@pytest.mark.parametrize("text", ADDED)
def test_a_reply_is_what_stands_above_the_quote(text: str) -> None:
    assert added(text) == NEW


@pytest.mark.parametrize("text", KEPT)
def test_words_that_look_like_a_quote_stay(text: str) -> None:
    assert added(text) == text
    assert whole(text) == text


def test_a_report_keeps_what_it_forwards() -> None:
    text = f"Lihat ini:\n\n-----Pesan yang diteruskan-----\nDari: Joko\nDikirim: Senin\n{NEW}"
    assert whole(text) == text


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>Satu</p><p>dua &amp; <b>tiga</b><br>empat", "Satu\n\ndua & tiga\nempat"),
        ("<style>p{}</style><script>x()</script><title>t</title>isi", "isi"),
        ('<div style="display:none">rahasia<div>dalam</div></div>isi', "isi"),
        ('<p hidden>a</p><p class="hidden-xs">b</p>', "b"),
        ("<table><tr><td>a<td>b</tr><tr><td>c</tr></table>", "a b\n\nc"),
        ("a <!-- b <p> --> c <!-- d", "a c"),
        ("2 < 3 dan 4 > 3 <", "2 < 3 dan 4 > 3 <"),
        ("<p>belum ditutup <a href=", "belum ditutup <a href="),
        ("&#0;&#x110000;&notareal;", "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}¬areal;"),
    ],
)
def test_of_html_stays_what_its_reader_sees(html: str, seen: str) -> None:
    assert of_html(html) == seen


@pytest.mark.parametrize("mark", ["gmail_quote", "yahoo_quoted", "moz-cite-prefix"])
def test_the_quote_of_html_is_marked(mark: str) -> None:
    assert added(of_html(f'<div>baru</div><div class="{mark}">Pada Senin<blockquote>lama</blockquote></div>')) == "baru"


@pytest.mark.parametrize("piece", ["<!--", "<", "</", "<div>", "<![CDATA[", '<a href="', "&", "<div hidden>", "On \n"])
def test_text_that_wants_to_be_slow_is_read_to_its_end(piece: str) -> None:
    """A reader that takes the square of the time would not come back from these."""
    assert len(added(of_html(piece * (2 * MOST_CHARACTERS // len(piece))))) <= MOST_CHARACTERS
    assert len(tidy(piece * MOST_CHARACTERS)) <= MOST_CHARACTERS
