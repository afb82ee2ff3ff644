"""What a service asks beyond the report itself: the attributes of its definition. The answers help people to find the
office, so they are put under the citizen's words; none is required."""

from dataclasses import dataclass

from chalicelib.domain.routing import Category

Words = dict[str, str]

UNKNOWN = "tidak-tahu"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what may be answered, by key."""

    text: Words
    answers: dict[str, Words]


_CENTRE: Words = {"id": "Pemerintah pusat", "en": "National government"}
_PROVINCE: Words = {"id": "Pemerintah provinsi", "en": "Provincial government"}
_REGENCY: Words = {"id": "Pemerintah kabupaten atau kota", "en": "Regency or city government"}

QUESTIONS: dict[str, Question] = {
    "road_class": Question(
        {"id": "Jalan ini termasuk jalan apa?", "en": "Which class of road is it?"},
        {
            "nasional": {"id": "Jalan nasional", "en": "National road"},
            "provinsi": {"id": "Jalan provinsi", "en": "Provincial road"},
            "kabupaten-kota": {"id": "Jalan kabupaten atau kota", "en": "Regency or city road"},
            "desa": {"id": "Jalan desa", "en": "Village road"},
        },
    ),
    "irrigation_area": Question(
        {"id": "Siapa yang mengelola saluran irigasi ini?", "en": "Who runs this irrigation channel?"},
        {"pusat": _CENTRE, "provinsi": _PROVINCE, "kabupaten-kota": _REGENCY},
    ),
    "river_basin": Question(
        {"id": "Siapa yang mengelola sungai ini?", "en": "Who is in charge of this river?"},
        {"pusat": _CENTRE, "provinsi": _PROVINCE, "kabupaten-kota": _REGENCY},
    ),
    "port_class": Question(
        {"id": "Pelabuhan ini termasuk pelabuhan apa?", "en": "What kind of port is it?"},
        {
            "utama": {"id": "Pelabuhan utama atau pengumpul", "en": "Main or collector port"},
            "pengumpan": {"id": "Pelabuhan pengumpan", "en": "Feeder port"},
            "penyeberangan": {"id": "Penyeberangan, sungai, atau danau", "en": "Ferry, river or lake"},
        },
    ),
    "hospital_owner": Question(
        {"id": "Rumah sakit ini milik siapa?", "en": "Whose hospital is it?"},
        {
            "pusat": _CENTRE,
            "provinsi": _PROVINCE,
            "kabupaten-kota": _REGENCY,
            "swasta": {"id": "Swasta", "en": "Private"},
        },
    ),
    "school_level": Question(
        {"id": "Sekolah ini jenjang apa?", "en": "Which level of school is it?"},
        {
            "paud-sd-smp": {"id": "PAUD, SD, atau SMP", "en": "Kindergarten, primary or junior secondary"},
            "sma-smk-slb": {"id": "SMA, SMK, atau SLB", "en": "Senior secondary, vocational or special"},
            "madrasah": {"id": "Madrasah", "en": "Islamic school"},
        },
    ),
}

_NOT_KNOWN: Words = {"id": "Tidak tahu", "en": "I do not know"}


def of_service(category: Category) -> dict[str, Question]:
    """The questions of a service by the code of their attribute."""
    return {category.fact: QUESTIONS[category.fact]} if category.fact else {}


def choices(question: Question) -> dict[str, Words]:
    """What may be answered, by key; not to know is always an answer."""
    return {**question.answers, UNKNOWN: _NOT_KNOWN}
