"""The pages that the server renders."""

from chalicelib.api.http import pages
from chalicelib.runtime.reference import load_stack


def test_the_receipt_is_under_the_name_and_the_logo_of_the_stacks_service() -> None:
    page = pages.receipt("LAPOR <WAL>!", "KI-1", None, None, False, ())
    assert "<title>Laporan KI-1 - LAPOR &lt;WAL&gt;!</title>" in page
    assert "src='/icon.svg'" in page
    assert "LAPOR &lt;WAL&gt;!</p>" in page


def test_a_stack_without_a_name_of_its_own_has_the_national_one() -> None:
    assert load_stack("kaltim", "progress-30").brand == "SP4N-LAPOR! Kalimantan Timur"
    assert load_stack("kaltim", "progress-30", brand="LAPOR WAL!").brand == "LAPOR WAL!"
