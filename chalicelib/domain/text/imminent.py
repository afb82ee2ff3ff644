"""Imminent danger: what stands above people and is about to fall, before anybody is hurt. `alarms` hears of what has
happened; a bridge that hangs by its last cable has not happened yet."""

import re

from chalicelib.domain.text import denials, phrases

_STRUCTURE = (
    r"(jembatan|titian|tiang|pohon|dahan|tembok|dinding|pagar|tanggul|bendungan|plafon|atap|genteng|tebing|talud|turap|"
    r"menara|tower|gapura|baliho|papan reklame|gedung|bangunan|rumah|sekolah|kelas|jalan|dermaga|kabel|sling|tali)"
)
_ABOUT_TO = r"(hampir|nyaris|mau|akan|tinggal|tinggal tunggu|tinggal menunggu|rawan|siap|hendak|handak|arep|segera)"
_FAIL = r"(putus|roboh|rubuh|ambruk|runtuh|ambrol|jebol|tumbang|amblas|ambles|patah|longsor|jatuh|robohnya|putusnya)"
_ABOUT_TO_FAIL = (
    rf"{_STRUCTURE}(nya)? .. {_ABOUT_TO} (\w+ )?{_FAIL}  "
    rf"{_ABOUT_TO} (\w+ )?{_FAIL} .. {_STRUCTURE}  "
    r"(jembatan|titian) .. (putus|ambruk|roboh|runtuh|ambrol)  "
    r"(bridge|wall|tree|pole|roof|cable) .. (about to|almost|nearly) (collapse|collapsing|fall|falling|break|snap)"
)
_PEOPLE = (
    r"(anak|siswa|murid|pelajar|bocah|balita|lansia|warga|masyarakat|orang|pejalan|pengendara|penumpang|petani|"
    r"pengguna jalan|child|children|people|pupils)*  (me)?(lewat|lintas|lintasi|nyeberang|nyebrang)(i)?"
)


_NOT = re.compile(rf"\b(?:tidak|tdk|gak|nggak|bukan)(?: \w+)? {_FAIL}\b", re.ASCII)


def is_about_to_fail(text: str) -> bool:
    """Whether the text says, and does not deny, that something is about to fall."""
    marked = phrases.clauses(text)
    found = phrases.pattern(_ABOUT_TO_FAIL).finditer(phrases.plain(marked))
    return any(not (denials.is_denied(marked, *match.span()) or _NOT.search(match.group())) for match in found)


def names_people(text: str) -> bool:
    """Whether the text speaks of people who pass, live or learn there."""
    return phrases.pattern(_PEOPLE).search(phrases.plain(phrases.clauses(text))) is not None
