"""How a list of phrases becomes an expression, and a text becomes what it is looked for in."""

import pytest

from chalicelib.domain.text import phrases
from tests.support.words import each


def found(listed: str, text: str) -> str | None:
    match = phrases.pattern(listed).search(text)
    return match.group() if match else None


@pytest.mark.parametrize(
    ("listed", "text", "match"),
    [
        ("minta uang", "petugas minta uang rokok", "minta uang"),
        ("minta uang", "diminta uang", None),
        ("minta uang", "minta uangku", "minta uangku"),
        ("minta uang", "minta uangmu", "minta uangmu"),
        ("uang", "uangnya", "uangnya"),
        ("uang", "uanglah", "uanglah"),
        ("uang", "uange", "uange"),
        ("uang", "uangne", "uangne"),
        ("uang", "uangpun", "uangpun"),
        ("uang", "uangan", None),
        ("satu  dua", "dua", "dua"),
        ("satu\n    dua", "satu", "satu"),
        ("satu dua", "satu", None),
        ("tenggelam*", "tenggelamnyakah", "tenggelamnyakah"),
        ("minta .. uang", "minta uang", "minta uang"),
        ("minta .. uang", "minta satu dua tiga empat lima uang", "minta satu dua tiga empat lima uang"),
        ("minta .. uang", "minta satu dua tiga empat lima enam uang", None),
        ("minta .. uang", "minta|uang", None),
        ("minta .. uang", "minta maaf|uang", None),
        ("(satu|dua) uang", "dua uang", "dua uang"),
        ("{no} uang", "gak uang", "gak uang"),
        ("{alike} uang", "palak uang", "palak uang"),
    ],
)
def test_a_phrase_is_found_as_whole_words_with_an_ending(listed: str, text: str, match: str | None) -> None:
    assert found(listed, text) == match


def test_a_group_in_a_list_remembers_nothing() -> None:
    assert phrases.pattern("(satu|dua) (?:uang)").groups == 0


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Petugas MINTA uang", "petugas minta uang"),
        ("anak saya kejang2", "anak saya kejang"),
        ("di RT2 dan km2", "di rt2 dan km2"),
        ("rumah2an", "rumahan"),
        ("Selesai. Lalu datang lagi!  Kapan?\nBesok", "selesai| lalu datang lagi| kapan|,besok"),
        ("Tunggu... lama", "tunggu| lama"),
        ("50.000 rupiah", "50 000 rupiah"),
        ("a|b", "a b"),
        ("satu, dua; tiga: empat (lima)\nenam", "satu,dua,tiga,empat,lima,enam"),
        ("satu - dua \u2013 tiga \u2014 empat", "satu,dua,tiga,empat"),
        ("anak-anak", "anak anak"),
        ("50% / hari", "50 hari"),
        ("", ""),
    ],
)
def test_a_text_has_bars_between_sentences_and_commas_between_clauses(text: str, clauses: str) -> None:
    assert phrases.clauses(text) == clauses
    assert phrases.plain(clauses) == clauses.replace(",", " ")


@pytest.mark.parametrize("short", each("jl|jln|gg|kel|kec|kab|ds|kp|no|rt|rw|yth|bpk|dr|drs|hj|tgl|sdr|prof|Jl|YTH"))
def test_the_dot_of_a_short_word_ends_no_sentence(short: str) -> None:
    assert phrases.clauses(f"di {short}. Melati") == f"di {short.lower()} melati"
    assert phrases.clauses(f"di x{short}. Melati") == f"di x{short.lower()}| melati"
