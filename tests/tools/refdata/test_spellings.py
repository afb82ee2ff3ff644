"""The names of regions as people write them: short forms, old spellings, nicknames and former names."""

from collections import Counter

import pytest

from chalicelib.domain.geography.gazetteer import plain
from tests.support import written_names
from tests.support.loops import at_least_one
from tools.refdata import regions, spellings, tables
from tools.textmodel import offline

STACKS = {each.code: each.slug for each in tables.provinces() if each.code != tables.CENTRE}
PILOTS = ("64", "65")

AMBIGUOUS = {
    # "teng" and "tengg" differ by one doubled letter, which is no difference.
    ("11.04", "Aceh Teng"),
    ("11.02", "Aceh Tengg."),
    ("81.01", "Maluku Teng"),
    ("81.02", "Maluku Tengg."),
}


def test_every_short_form_of_every_kabupaten_and_kota_is_found_or_asked_and_none_is_another() -> None:
    """All 514 in their stacks. Behind the word for its class each of 2,727 forms is found, four pairs aside; without
    it many a name is that of a kabupaten and a kota."""
    regencies, counted, wrong, unclear = regions.regencies(), Counter[str](), [], set()
    forms = 0
    for province, slug in STACKS.items():
        gazetteer = offline.gazetteer_of(slug)
        for code in (each for each in regencies if each.startswith(province + ".")):
            name = regions.bare(regencies[code])
            for short in (name, *written_names.short_names(name)):
                forms += 1
                for text, says_class in written_names.of_regency(code, short):
                    found = gazetteer.find(text)
                    verdict = written_names.judge(code, found.codes[0] if found else None)
                    counted[verdict] += 1
                    if verdict == "wrong":
                        wrong.append(text)
                    if verdict == "asked" and says_class:
                        unclear.add((code, short))
    assert wrong == []
    assert unclear == AMBIGUOUS
    assert (len(regencies), forms) == (514, 2727)
    assert counted["right"] >= 37_500


@pytest.mark.parametrize("province", PILOTS)
def test_every_short_form_of_every_kecamatan_of_the_pilots_is_found(province: str) -> None:
    gazetteer = offline.gazetteer_of(STACKS[province])
    for region in at_least_one(each for each in regions.below(province) if each.level == 3):
        name = regions.bare(region.name)
        for short in (name, *written_names.short_names(name)):
            for text in at_least_one(written_names.of_district(short, region.path[1])):
                found = gazetteer.find(text)
                assert found, text
                assert found.codes == (region.code,), text


def test_every_listed_spelling_is_found_behind_the_word_for_its_class_and_is_no_other_without_it() -> None:
    gazetteers = {province: offline.gazetteer_of(slug) for province, slug in STACKS.items()}
    listed = tables.spellings()
    assert len(listed) >= 200
    for code, spelling in listed:
        for written in (spelling, spelling.lower(), spelling.upper()):
            for text, says_class in written_names.of_regency(code, written):
                found = gazetteers[code[:2]].find(text)
                verdict = written_names.judge(code, found.codes[0] if found else None)
                assert verdict == "right" or (verdict == "asked" and not says_class), text


@pytest.mark.parametrize(
    ("slug", "text", "code"),
    [
        ("sulsel", "Banjir di Oedjoeng Pandang", "73.71"),
        ("sulbar", "Jalan rusak di Kab. Mamuju Utara", "76.01"),
        ("maluku", "lampu padam di Maluku Tenggara Barat", "81.03"),
        ("jateng", "Pasar Tjilatjap kotor", "33.01"),
        ("jatim", "Soerabaja banjir", "35.78"),
        ("papua-barat", "Jalan di Fak-Fak putus", "92.03"),
        ("jabar", "Sampah di Kab. Bandung menumpuk", "32.04"),
        ("jabar", "Sampah di Kota Bandung menumpuk", "32.73"),
        ("jabar", "Sampah di Bandung menumpuk", None),
        ("jabar", "Kab/Kota Bandung: sampah menumpuk", None),
        ("jabar", "Sampah di Kab. Bandung Brt menumpuk", "32.17"),
        ("kaltim", "Lampu mati di Kel. Sei Pinang Dalam", "64.72.08.1002"),
        ("kaltim", "Jembatan di Kec. Ma. Badak putus", "64.02.05"),
        ("kaltara", "Jalan di Kec. Tj Selor rusak", "65.01.05"),
        ("aceh", "Parit di gampong kota lhokseumawe mampet", "11.73.02.2005"),
        ("aceh", "Parit di Kota Lhokseumawe mampet", "11.73"),
        ("jateng", "Jalan di Kabupaten Klaten rusak", "33.10"),
        ("jateng", "Jalan di Kel. Kabupaten rusak", "33.10.25.1002"),
    ],
)
def test_examples(slug: str, text: str, code: str | None) -> None:
    found = offline.gazetteer_of(slug).find(text)
    assert (found.codes[0] if found else None) == code


def test_a_spelling_that_is_another_regions_name_stays_that_regions() -> None:
    names = [("64.01", "Tanjung Palas"), ("64.02", "Tj Palas"), ("64.03.01.2001", "Sungai Pinang")]
    made = spellings.every(names)
    keys = {(code, plain(spelling)) for code, spelling in made}
    assert ("64.01", plain("Tg Palas")) in keys
    assert ("64.01", plain("Tj Palas")) not in keys
    assert ("64.03.01.2001", plain("Sei Pinang")) in keys


def test_a_name_has_few_enough_spellings_to_be_one_item_of_a_table() -> None:
    counts = Counter(code for code, _ in offline.names_of("sumut"))
    assert max(counts.values()) <= spellings.MOST + 5
