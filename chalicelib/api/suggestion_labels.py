"""Labels of suggestions: what people read for the reasons of a decision and for alarms. Indonesian first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.api.labels import Words
    from chalicelib.domain.routing.decision import Reason
    from chalicelib.domain.text.alarms import Alarm

_REASON: dict[str, Words] = {
    "category": {"id": "Kategori: {category_id}", "en": "Category: {category_en}"},
    "words": {
        "id": "Kata \u201c{words}\u201d → {category_id}",
        "en": "The words \u201c{words}\u201d → {category_en}",
    },
    "place": {"id": "Tempat: {place}", "en": "Place: {place}"},
    "override": {"id": "Aturan wilayah ini → {office}", "en": "This region's own rule → {office}"},
    "office": {"id": "Berwenang: {office}", "en": "Competent: {office}"},
    "suspected": {
        "id": "Mungkin tuduhan ({category_id}): seseorang membacanya dulu",
        "en": "Possibly an accusation ({category_en}): a person reads it first",
    },
    "passed_over": {
        "id": "Belum ada petugas di {office}, maka diteruskan ke atas",
        "en": "Nobody is at {office} yet, so it goes higher",
    },
    "coordinator": {"id": "{office} yang menentukan", "en": "{office} decides"},
}


def of_reason(reason: Reason) -> Words:
    """One step of a decision, as a sentence."""
    return {language: text.format(**reason.facts) for language, text in _REASON[reason.code].items()}


_ALARM: dict[str, Words] = {
    "danger": {"id": "bahaya bagi nyawa", "en": "danger to life"},
    "violence": {"id": "kekerasan atau ancaman", "en": "violence or threats"},
    "extortion": {"id": "pungutan liar atau pemerasan", "en": "illegal levies or extortion"},
    "corruption": {"id": "korupsi atau penyalahgunaan wewenang", "en": "corruption or abuse of office"},
}

_ALARM_BASIS: dict[str, Words] = {
    "words": {"id": "Kata \u201c{words}\u201d \u2192 {kind}", "en": "The words \u201c{words}\u201d \u2192 {kind}"},
    "impression": {"id": "Isinya mirip laporan tentang {kind}", "en": "It reads like reports of {kind}"},
}


def of_alarm(alarm: Alarm) -> Words:
    """An alarm and its basis, as a sentence."""
    return {
        language: text.format(words=alarm.words, kind=_ALARM[alarm.kind][language])
        for language, text in _ALARM_BASIS[alarm.basis].items()
    }
