"""Labels: what people read for the types of reports, and for the rounds of planning that take up aspirations.
Indonesian first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.api import spoken_dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.model import Event

_TYPE = {
    "complaint": {"id": "pengaduan", "en": "complaint"},
    "aspiration": {"id": "aspirasi", "en": "aspiration"},
    "information_request": {"id": "permintaan informasi", "en": "information request"},
    "praise": {"id": "pujian", "en": "praise"},
}
_FORUM = {
    "musrenbang_desa": {"id": "Musrenbang desa atau kelurahan", "en": "the village's planning meeting (Musrenbang)"},
    "musrenbang_kecamatan": {"id": "Musrenbang kecamatan", "en": "the district's planning meeting (Musrenbang)"},
    "forum_perangkat_daerah": {"id": "Forum Perangkat Daerah", "en": "the forum of the region's offices"},
    "musrenbang_kabupaten_kota": {
        "id": "Musrenbang kabupaten/kota",
        "en": "the regency's or city's planning meeting (Musrenbang)",
    },
    "musrenbang_provinsi": {"id": "Musrenbang provinsi", "en": "the province's planning meeting (Musrenbang)"},
}
_NOTHING = {"id": "", "en": ""}


def words_of(event: Event, language: str) -> Mapping[str, str]:
    """What an event says about types and days, in the words of its label; empty where it says nothing."""
    data = event.data
    on, promised = str(data.get("on") or ""), str(data.get("promised") or "")
    return {
        "type": _TYPE.get(str(data.get("type")), _NOTHING)[language],
        "forum": _FORUM.get(str(data.get("forum")), _NOTHING)[language],
        "on": spoken_dates.spoken(on, language),
        "promised": spoken_dates.spoken(promised, language),
    }
