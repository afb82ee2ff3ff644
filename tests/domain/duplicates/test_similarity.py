import csv
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.duplicates import grid, similarity
from chalicelib.domain.duplicates.similarity import Fingerprint
from tests.support.world import MONDAY, VILLAGE

WORDS = st.lists(st.sampled_from(["jalan", "lubang", "pasar", "lampu", "mati", "got"])).map(" ".join)
TEXTS = st.text(max_size=300) | WORDS
TRACES = st.builds(
    Fingerprint,
    id=st.just("KI-0000-0000-0000-0"),
    filed_at=st.timedeltas(timedelta(0), timedelta(days=400)).map(lambda passed: MONDAY + passed),
    category=st.sampled_from([None, "jalan-rusak", "lampu-jalan-mati"]),
    region=st.sampled_from([None, "64", "64.08", "64.08.01", VILLAGE, "64.09"]),
    lat=st.none() | st.floats(0.5, 0.51),
    lon=st.none() | st.floats(117.5, 117.51),
    signature=TEXTS.map(similarity.signature),
)
METRES_A_DEGREE = 111_195


@dataclass(frozen=True)
class Pair:
    """Two invented reports: of one matter reported twice, or of different matters close to each other. `apart` is the
    metres between their points, or the region that both name where they have none."""

    same_matter: str
    one: str
    other: str
    category: str
    other_category: str
    apart: str
    days: str

    def fingerprints(self) -> tuple[Fingerprint, Fingerprint]:
        point, region = self.apart.isdigit(), VILLAGE if self.apart == "village" else "64.08"
        lat, lon = (0.5, 117.5) if point else (None, None)
        first = Fingerprint("A", MONDAY, self.category or None, region, lat, lon, similarity.signature(self.one))
        later = MONDAY + timedelta(days=int(self.days))
        second = replace(first, filed_at=later, category=self.other_category or None)
        second = replace(second, signature=similarity.signature(self.other))
        return first, replace(second, lat=0.5 + int(self.apart) / METRES_A_DEGREE) if point else second


with (Path(__file__).parent / "similarity_pairs.csv").open() as table:
    PAIRS = [Pair(**row) for row in csv.DictReader(table)]


def measured(pairs: list[Pair]) -> tuple[float, float]:
    """Precision and recall of the threshold."""
    suggested = [pair.same_matter == "yes" for pair in pairs if similarity.compare(*pair.fingerprints()).suggests]
    return sum(suggested) / len(suggested), sum(suggested) / sum(pair.same_matter == "yes" for pair in pairs)


def test_the_threshold_tells_matters_apart_on_the_pairs_it_was_chosen_on() -> None:
    precision, recall = measured(PAIRS[::2])
    assert (round(precision, 2), recall) == (0.92, 1.0)


def test_on_other_pairs_the_threshold_suggests_rather_too_much() -> None:
    precision, recall = measured(PAIRS[1::2])
    assert (round(precision, 2), recall) == (0.73, 1.0)


@given(TRACES, TRACES)
def test_similarity_is_symmetric_and_between_zero_and_one(one: Fingerprint, other: Fingerprint) -> None:
    found = similarity.compare(one, other)
    assert found == similarity.compare(other, one)
    assert 0 <= found.score <= 1
    assert 0 <= found.words <= 1


@given(TRACES)
def test_without_a_shared_word_nothing_is_suggested(known: Fingerprint) -> None:
    wordless = replace(known, signature=b"")
    assert not similarity.compare(wordless, known).suggests


@given(TRACES)
def test_the_same_report_again_is_always_suggested_if_place_and_kind_are_known(known: Fingerprint) -> None:
    known = replace(known, category="jalan-rusak", lat=0.5, lon=117.5, signature=similarity.signature("jalan lubang"))
    assert similarity.compare(known, replace(known, id="KI-1111-1111-1111-1")).score == 1


@given(TRACES, TRACES, st.floats(0, 2000), st.floats(0, 2000))
def test_farther_apart_is_never_more_alike(one: Fingerprint, other: Fingerprint, near: float, far: float) -> None:
    near, far = sorted((near, far))
    one = replace(one, lat=0.5, lon=117.5)
    scores = [
        similarity.compare(one, replace(other, lat=0.5 + metres / METRES_A_DEGREE, lon=117.5)).score
        for metres in (near, far)
    ]
    assert scores[0] >= scores[1]


@given(TEXTS)
def test_a_signature_is_small_and_blind_to_order_and_repetition(text: str) -> None:
    signed = similarity.signature(text)
    assert len(signed) <= similarity.SIGNATURE_BYTES
    assert signed == similarity.signature(" ".join(reversed(text.split())), text)


@given(WORDS)
def test_a_signature_is_blind_to_case(text: str) -> None:
    assert similarity.signature(text) == similarity.signature(text.upper())


def test_long_texts_are_compared_by_a_fair_sample() -> None:
    """Half of the words of both are shared: 400 words, of which a signature knows 32."""
    shared, mine, theirs = (" ".join(f"kata{part}{n}x" for n in range(200)) for part in "abc")
    estimates = [
        similarity.alike(similarity.signature(shared, mine), similarity.signature(shared, theirs)),
        similarity.alike(similarity.signature(shared), similarity.signature(mine)),
        similarity.alike(similarity.signature(shared, mine), similarity.signature(shared, mine)),
    ]
    assert estimates == [pytest.approx(0.5, abs=0.25), pytest.approx(0, abs=0.05), 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jalanan berlubang", "jln lobang"),
        ("menutup", "ditutupnya"),
        ("membuang sampah", "pembuangan sampah"),
        ("RT 05", "rt 5"),
        ("Lampunya padam", "PJU MATI"),
        ("Tolong, sampah menumpuk", "sampah numpuk terus"),
    ],
)
def test_spelling_and_affixes_make_little_difference(one: str, other: str) -> None:
    assert similarity.words_of(one) & similarity.words_of(other)


def test_words_that_every_report_has_say_nothing() -> None:
    assert similarity.words_of("Mohon segera ditindak, kami warga sudah lama melapor. Terima kasih") == {"tindak"}


def test_a_report_is_kept_in_one_cell_that_a_search_from_the_same_place_reads() -> None:
    with_point = PAIRS[0].fingerprints()[0]
    without = replace(with_point, lat=None, lon=None)
    assert similarity.cell_of(with_point) == grid.cell_at(0.5, 117.5)
    assert similarity.cell_of(without) == "64.08/jalan-rusak"
    assert similarity.cell_of(replace(without, region=None)) is None
    for known in (with_point, without):
        assert similarity.cell_of(known) in similarity.cells_to_search(with_point)
    assert similarity.cells_to_search(replace(without, region=None)) == ()


def test_reasons_name_what_speaks_for_one_matter() -> None:
    first, second = PAIRS[0].fingerprints()
    assert similarity.compare(first, second).reasons == ("near", "same_category", "same_words", "recent")
    far = replace(second, lat=None, filed_at=MONDAY + timedelta(days=8), category=None)
    assert similarity.compare(first, far).reasons == ("same_region", "same_words")
