"""How people write the names of kabupaten, kota and kecamatan: every short form of every name, in sentences.

Written apart from the lists of `tools/refdata`, so that a form which those forget is counted here.
"""

import itertools
import re
from collections.abc import Iterator

from chalicelib.domain.geography import regions

_SHORT = {
    "Selatan": ("Sel", "Sel.", "Slt"),
    "Utara": ("Utr", "Ut."),
    "Timur": ("Tmr", "Tim", "Tim."),
    "Barat": ("Brt", "Bar", "Brt."),
    "Tengah": ("Teng", "Tgh", "Tngh"),
    "Tenggara": ("Tgr", "Tengg."),
    "Kepulauan": ("Kep", "Kep."),
    "Kep.": ("Kepulauan", "Kep"),
    "Pulau": ("P.", "Pl"),
    "Sungai": ("Sei", "Sei.", "Sg"),
    "Tanjung": ("Tj", "Tg", "Tjg", "Tj."),
    "Muara": ("Ma", "Ma."),
    "Muaro": ("Muara", "Ma."),
    "Gunung": ("Gn", "Gng", "Gn."),
    "Seberang": ("Sbrg", "Sbrg."),
    "Padang": ("Pd", "Pdg"),
    "Teluk": ("Tlk", "Tl."),
    "Lubuk": ("Lb", "Lbk"),
    "Bagian": ("Bag", "Bag."),
    "Pegunungan": ("Peg", "Peg."),
    "Pesisir": ("Pes.", "Pss"),
    "Bandar": ("Bdr",),
    "Pangkal": ("Pkl",),
    "Lima_Puluh": ("50", "Limapuluh"),
    "dan": ("&",),
}
"""Short forms of words, with and without dots."""

_OLD = {"y": "j", "j": "dj", "c": "tj", "u": "oe"}

_SENTENCES = (
    "Jalan rusak parah di {kind}{name}",
    "{kind}{name}: lampu jalan mati sejak kemarin",
    "Mohon perhatian, air keruh di {kind}{name} sudah seminggu.",
)
_KINDS = {False: ("Kabupaten ", "Kab. ", "kab ", "Pemkab "), True: ("Kota ", "Pemkot ")}


def short_names(name: str) -> set[str]:
    """The short forms of a name without the word for its class: every choice for each word, and without blanks, in
    small letters, in capitals, with a hyphen and as it was spelt before 1947."""
    words = name.replace("Lima Puluh", "Lima_Puluh").split()
    choices = [(word, *_SHORT.get(word, ())) for word in words]
    written = {" ".join(chosen).replace("_", " ") for chosen in itertools.product(*choices)}
    written |= {name.replace(" ", ""), name.replace(" ", "-"), name.lower(), name.upper(), _old_spelling(name)}
    return written - {name}


def _old_spelling(name: str) -> str:
    return re.sub("[yjcu]", lambda letter: _OLD[letter[0]], name.lower()).title()


def of_regency(code: str, short: str) -> Iterator[tuple[str, bool]]:
    """Texts that name a kabupaten or kota, each with whether it says which of the two."""
    for sentence in _SENTENCES:
        yield sentence.format(kind="", name=short), False
        for kind in _KINDS[regions.is_city(code)]:
            yield sentence.format(kind=kind, name=short), True


def of_district(short: str, regency: str) -> Iterator[str]:
    """Texts that name a kecamatan of a kabupaten or kota."""
    for kind in ("Kec. ", "kecamatan ", "Distrik "):
        for sentence in _SENTENCES:
            yield sentence.format(kind=kind, name=short)
    yield f"Jalan rusak di kec {short}, {regency}"


def judge(code: str, found: str | None) -> str:
    """`right`; `asked` where nothing was found, or only what contains the region; `wrong` for any other."""
    if found == code:
        return "right"
    return "asked" if found is None or regions.covers(found, code) else "wrong"
