"""The words of a report that say what it is about: its text without addresses, salutations and names of people.

"Jl. Candi" is no temple and "Yth. Dinas PU" no road. What is read as a place, whoever is addressed and whoever writes
is replaced by `_`, which is no word to the classifier. The same function prepares the texts that a model learns from
and those that it classifies. A word such as `kecamatan` stays where it is not the beginning of an address: "pelayanan
di kantor kecamatan".
"""

import re
from collections.abc import Iterable

from chalicelib.domain.text.features import LONGEST_TEXT
from chalicelib.domain.text.plain_characters import plain_letters

GAP = "_"
"""What stands for words that were taken out."""

_CAPITAL = r"[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?"
_MATTER = (
    "Rusak|Berlubang|Berlobang|Nasional|Provinsi|Propinsi|Negara|Tol|Desa|Kabupaten|Kota|Lingkungan|Umum|Licin|Gelap"
    "|Macet|Utama|Besar|Ambles|Amblas|Hancur|Ini|Itu|Kami|Saya|Yang|Tidak|Belum|Sudah|Mohon|Tolong|Poros|Setapak|Usaha"
    "|Aspal|Layang|Masuk|Keluar|Depan|Menuju|Dari|Ke|Di|Dan|Untuk|Dalam|Tani|Terima|Demikian|Akses|Becek|Banjir|Longsor"
)
"""Words with a capital that follow a word such as `Jalan` and are no name."""
_NAME = (
    rf"(?!(?:{_MATTER})\b)(?:{_CAPITAL}|[A-Z]\.?(?= ))"
    rf"(?:[ -](?!(?:{_MATTER})\b)(?:{_CAPITAL}|[IVX]+\b|\d+[A-Za-z]?\b)){{0,3}}"
)

_STREET = r"(?:[Jj]alan|JALAN|[Jj]ln|[Jj]l|JLN|JL|[Gg]ang|[Gg]g|GG|[Ll]orong|[Ll]r)"
_AREA = (
    r"(?:[Dd]esa|[Dd]s|[Kk]elurahan|[Kk]el|[Kk]ecamatan|[Kk]ec|[Kk]abupaten|[Kk]ab|[Kk]ota|[Kk]ampung|[Kk]p|[Dd]usun"
    r"|[Dd]sn|[Pp]rovinsi|[Pp]rov|[Nn]agari|[Gg]ampong|[Dd]istrik|[Kk]omplek|[Kk]ompleks|[Kk]omp|[Pp]erumahan"
    r"|[Pp]erum"
    r"|[Pp]erumnas|[Pp]edukuhan|[Bb]anjar|[Jj]orong|[Ll]ingkungan|[Ss]impang|[Bb]lok)"
)
_BEFORE = (
    r"(?:\b(?:[Dd]i|[Kk]e|[Dd]ari|[Dd]aerah|[Ww]ilayah|[Ww]arga|[Aa]lamat(?:nya)?|[Ll]okasi(?:nya)?|[Dd]omisili"
    r"|[Tt]inggal|[Ss]ekitar|[Dd]ekat|[Dd]kt|[Aa]sal) (?:: ?)?|[,(:;\n_-] ?)"
)
"""What stands before an address."""

_OFFICE_OF = (
    r"(?:[Kk]antor|[Pp]elayanan|[Ll]oket|[Pp]etugas|[Ss]taff?|[Pp]egawai|[Kk]epala|[Pp]erangkat|[Aa]parat|[Oo]perator"
    r"|[Bb]alai|[Ss]ekretaris|[Oo]knum|[Pp]emerintah|[Dd]ana|[Kk]as|[Bb]atas)"
)
"""What stands before a village or district whose office is meant."""
_NUMBERED = re.compile(r"\b(?:rt|rw|no|nomor|blok|blk|km|kav)\b[. :/]{0,2}\d+[a-z]?(?:[/-]\d+)?", re.IGNORECASE)
_FOUND = "\x00"
"""Stands for a name that was read as a place, until the words before it have been looked at."""
_ADDRESS = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<office>\b{_OFFICE_OF} )?(?:\b(?P<kind>{_STREET}|{_AREA})\.? (?:{_NAME}"
    rf"|{_FOUND})|{_FOUND})"
)
_HOUSE = re.compile(r"_ (?:no\.? ?)?\d+[a-z]?\b", re.IGNORECASE)
_STREETS = ("jalan", "jln", "jl", "gang", "gg", "lorong", "lr")
_BEGINS = ".!?\n"

_HONOUR = (
    r"bapak|bapa|bpk|pak|ibu|bu|ibuk|sdr|saudara|kepala|kadis|kadin|bupati|gubernur|wali ?kota|walkot|wali"
    r"|camat|lurah|kades"
    r"|sekda|presiden|wakil|menteri|dinas|pimpinan|admin|min|jajaran|dan|beserta|staf|pemerintah|pemkab|pemkot"
    r"|pemprov"
    r"|pemda|kabupaten|kota|provinsi|kab|prov|di|tempat|dishub|pupr|pu|disdik|dinkes|dinsos|disdukcapil|dukcapil|dlh"
    r"|disnaker|satpol ?pp|diskominfo|kominfo|perhubungan|pekerjaan umum|bina marga|pendidikan|kesehatan|sosial"
    r"|lingkungan hidup|kependudukan|pencatatan sipil|catatan sipil|tenaga kerja|perdagangan|pertanian|perikanan"
    r"|terkait|setempat|kelurahan|kecamatan|desa"
)
_SALUTATION = re.compile(
    rf"\b(?:(?i:kepada|kpd) )?(?i:yth|yts|ytc|yang (?:ter|kami )hormati?)\b[.:]{{0,2}}"
    rf"(?:(?:[ /]{{1,3}}(?i:(?:bpk|sdr|prov|kab)\."
    rf"|(?:{_HONOUR})\b)){{1,8}}(?: (?!(?:{_MATTER})\b){_CAPITAL}){{0,4}}){{0,3}}"
)
_GREETING = re.compile(
    r"\b(?:as+al+am+u?'?al+aikum|ass?l?mkm|wa'?alaikum ?salam|selamat (?:pagi|siang|sore|malam)|salam sejahtera"
    r"|om swastiastu|dengan hormat|wassalam\w*)\b",
    re.IGNORECASE,
)
_OFFICE = (
    "RT|RW|Camat|Lurah|Kades|Kepala|Bupati|Walikota|Wali|Gubernur|Menteri|Presiden|Guru|Kepsek|Dokter|Polisi|Dewan|Hakim"
    "|Jaksa|Bidan|Dinas|Perangkat|Sekdes|Kadus|Dukuh|Keuchik|Admin|Dosen|Rektor|Mantri|Pengawas|Petugas|Ketua|Hamil"
)
"""Words behind `Pak` and `Bu` that say who somebody is, not what he is called."""
_PERSON = re.compile(
    rf"\b(?P<honour>[Nn]ama (?:saya|lengkap|sy)?:? ?|[Aa]tas [Nn]ama |[Aa]\.?[Nn]\.? |[Ss]aya |[Pp]ak "
    rf"|[Bb]apak |[Bb]u |[Ii]bu"
    rf" |[Mm]bak |[Mm]as |[Bb]ang |[Hh]aji |[Hh]j?\.? |[Uu]stad[zh] |[Ss]dr\.? )(?!(?:{_OFFICE}|{_MATTER})\b)"
    rf"{_CAPITAL}(?: (?!(?:{_OFFICE}|{_MATTER})\b){_CAPITAL}){{0,2}}"
)


def topic_words(text: str, names: Iterable[str] = ()) -> str:
    """The text with `_` in place of addresses, salutations and persons' names. `names` are words of the text that were
    read as places, as they stand in it."""
    plain = plain_letters(text[:LONGEST_TEXT])
    for name in sorted(set(names), key=len, reverse=True):
        plain = _marked(plain, name)
    plain = _NUMBERED.sub(GAP, _SALUTATION.sub(GAP, _GREETING.sub(GAP, plain)))
    plain = _ADDRESS.sub(_what_is_left, _PERSON.sub(rf"\g<honour>{GAP}", plain))
    return _HOUSE.sub(GAP, plain)


def _marked(text: str, name: str) -> str:
    """The text with a mark wherever a name stands as whole words."""
    parts = text.split(name) if name else [text]
    marked = parts[0]
    for part in parts[1:]:
        whole = not marked[-1:].isalnum() and not part[:1].isalnum()
        marked += (_FOUND if whole else name) + part
    return marked


def _what_is_left(found: re.Match[str]) -> str:
    """What is left of an address: nothing, or the word for the kind of place where the place is what it is about."""
    before, office, kind = found["before"] or "", found["office"], found["kind"]
    if office:
        return f"{before}{office}{kind or ''} {GAP}"
    if kind is None:
        return GAP
    if kind.lower() in _STREETS:
        preposition = before[:1].isalpha()
        return f"{before}{kind} {GAP}" if not before or (preposition and kind.lower() == "jalan") else GAP
    begins = found.string[: found.start()].rstrip(" ")[-1:] in _BEGINS
    return f"{kind} {GAP}" if begins and not before else GAP
