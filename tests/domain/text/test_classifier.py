"""The text model: its predictions, and that its file is whole or refused."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.text import features
from chalicelib.domain.text.classifier import EXTRA_WEIGHT, ZERO, TextModel, times_weight
from chalicelib.domain.text.features import FeatureCounter, Grams, extra_key, letters_key, pair_key, tokens, word_key
from chalicelib.domain.text.model_file import MAGIC, Contents, UnreadableModel, pack, unpack

LABELS = ("dishub", "pupr")
STEP = 0.05
HEADER = {
    "labels": LABELS,
    "step": STEP,
    "square": 1.0,
    "bias": [0.0, 0.0],
    "temperature": 1.0,
    "grams": [2, 5],
    "thresholds": [[0.95, 0.8, 0.4], [0.9, 0.6, 0.7]],
    "about": {"target": "type"},
}
WEIGHTS = {
    word_key("lampu"): (60, -60),
    word_key("jalan"): (5, 10),
    word_key("aspal"): (-50, 50),
    pair_key("lampu", "jalan"): (40, -40),
    letters_key("lub"): (-20, 20),
    extra_key("district=Tarakan Tengah"): (90, 0),
}


def made(weights: dict[int, tuple[int, ...]] = WEIGHTS, **changed: object) -> bytes:
    rows = b"".join(bytes([1, *(weight + ZERO for weight in weights[key])]) for key in sorted(weights))
    return pack(Contents({**HEADER, **changed}, sorted(weights), rows), "2026-11-21")


MODEL = TextModel.load(made())


def test_the_words_decide_without_a_category() -> None:
    assert MODEL.predict("Lampu jalan mati")[0][0] == "dishub"
    assert MODEL.predict("aspal berlubang")[0][0] == "pupr"


def test_a_pair_of_words_says_more_than_both_apart() -> None:
    together = MODEL.scores("lampu jalan")[0] * math.sqrt(3)
    apart = MODEL.scores("lampu")[0] + MODEL.scores("jalan")[0]
    assert together == pytest.approx(apart + 40 * STEP)


def test_a_word_with_a_typing_error_is_still_read_by_its_letters() -> None:
    assert MODEL.predict("berlubamg")[0][0] == "pupr"


def test_extras_count_a_little() -> None:
    with_place = MODEL.scores("aspal", ["district=Tarakan Tengah"])
    assert with_place[0] - MODEL.scores("aspal")[0] == pytest.approx(90 * STEP * EXTRA_WEIGHT)
    assert MODEL.scores("aspal", ["district=Nowhere"]) == MODEL.scores("aspal")


def test_a_text_of_unknown_words_scores_the_bias() -> None:
    model = TextModel.load(made(bias=[0.0, math.log(3)]))
    assert model.predict("?!")[0] == ("pupr", pytest.approx(0.75))


def test_the_temperature_makes_it_less_sure_and_changes_no_order() -> None:
    sure, unsure = MODEL.predict("aspal"), TextModel.load(made(temperature=0.5)).predict("aspal")
    assert [label for label, _ in sure] == [label for label, _ in unsure]
    assert sure[0][1] > unsure[0][1] > 0.5


def test_the_reasons_are_the_words_that_moved_the_score() -> None:
    assert [reason.words for reason in MODEL.reasons("di sini lampu jalan mati", "dishub")] == ["lampu jalan"]
    assert [reason.words for reason in MODEL.reasons("aspal lampu", "pupr")] == ["aspal"]
    assert MODEL.reasons("selamat pagi", "pupr") == []


def test_the_reasons_of_a_single_word_text_add_up_to_its_score() -> None:
    assert MODEL.reasons("aspal", "pupr")[0].weight == pytest.approx(MODEL.scores("aspal")[1])


def test_the_threshold_is_the_lowest_that_keeps_the_wanted_share() -> None:
    assert MODEL.threshold(0.9) == 0.6
    assert MODEL.threshold(0.92) == 0.8
    assert MODEL.threshold(0.99) == math.inf


def test_spelling_in_capitals_accents_and_numbers_make_no_difference() -> None:
    assert tokens("LAMPU  Jl. Café no 12") == tokens("lampu jl cafe no 7")


def test_an_unknown_word_stands_in_no_pair() -> None:
    reader = FeatureCounter(Grams(), lambda key: key)
    assert pair_key("_", "jalan") not in reader.words(["_", "jalan"])
    assert set(reader.letters(["_"])) == set()


def test_keys_are_the_same_in_every_process() -> None:
    assert (word_key("lampu"), pair_key("lampu", "jalan"), letters_key("lub")) == (2447617, 6017843, 16560895)


def test_reading_stops_where_a_text_becomes_too_long() -> None:
    long = "jalan " * (features.LONGEST_TEXT // 6)
    assert MODEL.scores(long + "lampu " * 1000) == MODEL.scores(long)


def test_characters_that_expand_to_words_do_not_exceed_the_longest_text() -> None:
    assert len("".join(tokens("\N{SQUARE RAD OVER S SQUARED}" * features.LONGEST_TEXT))) <= features.LONGEST_TEXT
    assert MODEL.predict("\N{SQUARE HPA}" * features.LONGEST_TEXT)[0][1] <= 1


@given(st.text(max_size=400), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_gives_probabilities_of_all_labels_in_falling_order(text: str, extras: list[str]) -> None:
    ranked = MODEL.predict(text, extras)
    chances = [chance for _, chance in ranked]
    assert {label for label, _ in ranked} == set(LABELS)
    assert sum(chances) == pytest.approx(1)
    assert chances == sorted(chances, reverse=True)
    assert MODEL.predict(text, extras) == ranked


@given(st.permutations(["district=Tarakan Tengah", "district=Nowhere", "subdistrict=Pamusian"]))
def test_the_order_of_extras_makes_no_difference(extras: list[str]) -> None:
    assert MODEL.scores("lampu", extras) == MODEL.scores("lampu", sorted(extras))


WORDS = ["lampu", "jalan", "aspal", "mati", "rusak", "got"]


@given(
    st.lists(st.tuples(st.floats(-4, 4), st.floats(-4, 4)), min_size=6, max_size=6),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=30),
)
def test_whole_numbers_cost_at_most_half_a_step_a_row(exact: list[tuple[float, float]], words: list[str]) -> None:
    step = 4 / (ZERO - 1)
    weights = {word_key(word): pair for word, pair in zip(WORDS, exact, strict=True)}
    whole = {key: tuple(round(value / step) for value in pair) for key, pair in weights.items()}
    scores = TextModel.load(made(whole, step=step)).scores(" ".join(words))
    times = [16 + round(16 * math.log(words.count(word))) for word in set(words)]
    length = math.sqrt(sum(time * time for time in times))
    for label in range(2):
        wanted = (
            sum(time * weights[word_key(word)][label] for time, word in zip(times, set(words), strict=True)) / length
        )
        assert abs(scores[label] - wanted) <= step / 2 * sum(times) / length + 1e-9


@given(st.sets(st.integers(0, features.KEYS - 1), max_size=50), st.randoms(use_true_random=False))
def test_packing_and_unpacking_a_model_gives_the_same_contents(keys: set[int], chance: random.Random) -> None:
    rows = chance.randbytes(len(keys) * 3)
    contents = unpack(pack(Contents(HEADER, sorted(keys), rows), "2026-11-21"))
    assert list(contents.keys) == sorted(keys)
    assert contents.rows == rows
    assert contents.header["about"] == HEADER["about"]


def test_the_same_contents_give_the_same_bytes_and_other_contents_another_version() -> None:
    assert made() == made()
    other = TextModel.load(made(temperature=2.0))
    assert MODEL.version.startswith("2026-11-21-")
    assert other.version != MODEL.version


def test_keys_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="ascend"):
        pack(Contents(HEADER, [2, 1], bytes(6)), "2026-11-21")


@given(st.integers(0, len(made()) - 1))
def test_a_file_that_is_cut_off_is_refused(length: int) -> None:
    with pytest.raises(UnreadableModel):
        TextModel.load(made()[:length])


@given(st.integers(0, len(made()) - 1), st.integers(1, 255))
def test_a_file_of_which_one_byte_is_altered_is_refused(place: int, change: int) -> None:
    altered = bytearray(made())
    altered[place] ^= change
    with pytest.raises(UnreadableModel):
        TextModel.load(bytes(altered))


@given(st.binary(max_size=200))
def test_any_other_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableModel):
        TextModel.load(data)


@pytest.mark.parametrize("header", [{}, {"labels": ["a", "b"]}], ids=["empty", "labels only"])
def test_a_header_that_lacks_something_is_refused(header: dict[str, object]) -> None:
    with pytest.raises(UnreadableModel, match="lacks"):
        unpack(pack(Contents({"labels": [], **header}, [], b""), "2026-11-21"))


def test_a_table_that_is_too_short_is_refused() -> None:
    with pytest.raises(UnreadableModel, match="table"):
        unpack(pack(Contents(HEADER, [1, 2], bytes(5)), "2026-11-21"))


def test_a_model_file_starts_with_its_magic_number() -> None:
    assert made().startswith(MAGIC)


def test_labels_that_are_equally_likely_stand_in_the_order_of_the_alphabet() -> None:
    model = TextModel.load(made(labels=("pupr", "dishub")))
    assert model.predict("?!") == [("dishub", 0.5), ("pupr", 0.5)]


def test_a_model_of_topics_reads_no_addresses_and_no_names_of_places() -> None:
    plain, topics = TextModel.load(made()), TextModel.load(made(about={"topic": True}))
    assert plain.predict("di Kel. Lampu")[0][0] == "dishub"
    assert topics.predict("di Kel. Lampu") == topics.predict("di")
    assert topics.predict("tiang lampu")[0][0] == "dishub"
    assert topics.predict("tiang lampu", names=["lampu"]) == topics.predict("tiang")
    assert plain.predict("tiang lampu", names=["lampu"]) == plain.predict("tiang lampu")


def test_a_word_weighs_more_the_more_often_it_occurs_but_not_as_much() -> None:
    assert [times_weight(times) for times in (1, 2, 3, 10)] == [16, 27, 34, 53]
    assert (ZERO, EXTRA_WEIGHT) == (128, 0.04)


def test_only_words_that_the_model_knows_are_counted_each_once() -> None:
    assert MODEL.count_known_words("lampu lampu jalan kucing 12 _") == 2
