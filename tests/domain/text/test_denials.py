"""What denies an alarm word, and what only seems to: each word has the sentence that it is there for."""

import pytest

from chalicelib.domain.text import alarms, denials
from tests.support.words import each


def is_alarm(text: str) -> bool:
    return bool(alarms.detect(text))


NO = (
    "tidak|tdk|tak|gak|ga|gk|nggak|ngga|enggak|kagak|ndak|ndk|kada|kadada|trada|tra|ora|mboten|teu|dak|indak|belum|blm"
    "|bukan|bukanlah|tolak|menolak|nolak"
)
"""In the languages that people write in."""

BETWEEN = (
    "ada|aya|ana|ono|adanya|pernah|lagi|satupun|satu pun|sama sekali|yang|yg|orang|seorang|seorang pun|petugas|perlu"
    "|usah|harus|menerima|terima|diberi|dikasih|pemberian|lewat|melalui|pakai|pake|praktik|praktek|unsur|tindakan"
    "|tindak|aksi|kasus|kejadian|istilah|namanya|sampai|ampe|diminta|dimintai|minta|meminta|dipungut|memungut|ditarik"
    "|menarik|main|dan|atau|maupun|serta|suap|korupsi|uang|biaya|potongan|pungutan|melakukan|terjadi|sepeser"
)


@pytest.mark.parametrize("no", each(NO))
def test_a_negation_before_the_words_denies_them(no: str) -> None:
    assert not is_alarm(f"Di sana {no} ada pungli")
    assert is_alarm(f"Di sana {no}x ada pungli")


@pytest.mark.parametrize("none", ["tanpa", "bebas", "nihil", "nol", "anti"])
def test_a_word_for_none_denies_whoever_says_so(none: str) -> None:
    assert not is_alarm(f"Semua warga {none} amplop")
    assert is_alarm(f"Semua warga {none}x amplop")


@pytest.mark.parametrize("words", each(BETWEEN))
def test_up_to_five_words_of_the_same_clause_stand_between(words: str) -> None:
    assert not is_alarm(f"Di sana tidak {words} pungli")
    assert is_alarm(f"Di sana tidak {words}, pungli")


def test_more_words_and_others_do_not() -> None:
    assert not is_alarm("Tidak ada satu pun orang lagi yang pungli")
    assert is_alarm("Tidak ada satu pun orang lagi yang melakukan pungli")
    assert is_alarm("Tidak ada jawaban pungli")


def test_the_longest_denial_is_within_reach() -> None:
    """A negation and five of the words between."""
    longest = f"bukanlah {'sama sekali ' * 5}"
    assert len(longest) <= denials._REACH
    assert not is_alarm(f"{longest}pungli")


CONDITIONS = (
    "kalau|kalo|kl|klo|jika|jk|bila|apabila|seandainya|mun|nek|lamun|yang|yg|karena|krn|sebab|apa|apakah|kok|masa"
    "|saya|sy|kami|aku|sopir|warga|orang"
)


@pytest.mark.parametrize("word", each(CONDITIONS))
def test_behind_a_condition_a_reason_or_a_person_a_negation_denies_nothing(word: str) -> None:
    assert is_alarm(f"Konon {word} tidak pakai amplop")
    assert not is_alarm(f"Konon {word}x tidak pakai amplop")


def test_who_does_not_pay_denies_nothing() -> None:
    assert is_alarm("Konon tidak bayar uang damai")


@pytest.mark.parametrize(
    "words",
    each(
        "jalan|jadi|diproses|dilayani|keluar|selesai|diterima|lulus|lolos|dapat|digubris|diteken|beres|diurus|dikasih"
    ),
)
def test_what_does_not_go_on_without_it_denies_nothing(words: str) -> None:
    assert is_alarm(f"Tanpa amplop berkas tidak {words}")
    assert not is_alarm(f"Tanpa amplop berkas {words}")


@pytest.mark.parametrize("words", ["akan", "bisa", "mau", "pernah", "bakal"])
def test_it_may_be_said_with_a_little_word(words: str) -> None:
    assert is_alarm(f"Tanpa amplop berkas tidak {words} jadi")
    assert is_alarm("Tanpa amplop satu dua tiga empat tidak jadi")
    assert not is_alarm("Tanpa amplop satu dua tiga empat lima tidak jadi")


@pytest.mark.parametrize("words", each("mustahil|susah|sulit|dipersulit|nyangkut|mandek|macet"))
def test_what_is_hard_without_it_denies_nothing(words: str) -> None:
    assert is_alarm(f"Tanpa amplop, urusan {words}")


@pytest.mark.parametrize("words", each("saya|kami|itu|pun|malah|justru|langsung|juga|selalu|dari|warga"))
def test_what_was_turned_down_is_denied(words: str) -> None:
    assert not is_alarm(f"Amplop {words} ditolak")
    assert not is_alarm(f"Amplop {words} dikembalikan")
    assert is_alarm(f"Amplop {words}x ditolak")


def test_three_words_stand_before_what_turns_it_down_at_most() -> None:
    assert not is_alarm("Amplop dari warga langsung ditolak")
    assert is_alarm("Amplop dari warga itu langsung ditolak")


@pytest.mark.parametrize(
    ("marked", "denied"),
    [
        ("tidak ada pungli", True),
        ("kalau tidak ada pungli", False),
        ("ada pungli", False),
        ("tanpa pungli", True),
        ("tanpa pungli tidak jadi", False),
        ("pungli ditolak", True),
    ],
)
def test_it_is_said_or_not(marked: str, denied: bool) -> None:
    at = marked.index("pungli")
    assert denials.is_denied(marked, at, at + len("pungli")) is denied


@pytest.mark.parametrize("no", [*each(NO), "tanpa"])
def test_who_is_spoken_of_may_stand_before_the_negation(no: str) -> None:
    assert not is_alarm(f"Petugas ramah dan {no} minta uang")
    assert is_alarm(f"Petugas ramah dan {no}x minta uang")


@pytest.mark.parametrize(
    "words", ["ada", "pernah", "sama sekali", "sempat", "yang", "yg", "orang", "satupun", "satu pun", "mau", "sampai"]
)
def test_such_a_negation_may_have_words_behind_it(words: str) -> None:
    assert not is_alarm(f"Petugas tidak {words} minta uang")
    assert is_alarm(f"Petugas tidak {words}x minta uang")


@pytest.mark.parametrize(
    "asks",
    [
        *("minta", "mintai", "meminta", "memintai", "diminta", "dimintai", "narik", "menarik", "ditarik"),
        *("mungut", "memungut", "dipungut", "pungut", "matok", "mematok", "dipotong", "memotong", "motong", "disunat"),
    ],
)
def test_each_word_for_asking_can_be_denied_behind_who_is_spoken_of(asks: str) -> None:
    said = f"petugas tidak {asks} uang"
    assert denials.is_denied(said, 0, len(said))
    assert not is_alarm(f"Petugas tidak {asks} uang")


@pytest.mark.parametrize(
    "text", ["Bansos tidak dipotong sepeser pun", "Bantuan tidak disunat", "BLT diterima utuh, tidak ada yang memotong"]
)
def test_aid_that_nobody_cut_is_no_alarm(text: str) -> None:
    assert not is_alarm(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bansos dipotong 50 ribu",
        "Bansos tidak hanya dipotong",
        "Petugas tidak melayani dan minta uang",
        "Petugas tidak cuma minta uang tapi juga bensin",
        "Petugas loket tidak malu minta uang 100 ribu",
        "Petugas tidak minta uang tapi minta rokok",
        "Petugas tidak minta uang berkas tidak jalan",
        "Kalau petugas tidak minta uang mana mungkin selesai",
        "Petugas tanpa kuitansi minta uang",
        "Petugas tidak minta formulir tapi minta uang",
    ],
)
def test_a_negation_of_something_else_denies_no_asking(text: str) -> None:
    assert is_alarm(text)
