"""What belongs to a report and is none: photos, a pin on the map, the office that its reporter would choose; and what
cannot be kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.channels.conversation import Asked
from chalicelib.domain.channels.dialect import Known
from chalicelib.domain.channels.message import Answer, Extra, Outcome
from chalicelib.domain.routing.candidates import candidates_of
from chalicelib.services.channels.exchange import Exchange

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.channels.message import Point
    from chalicelib.services.channels.exchange import Result

JOINS_FOR = timedelta(hours=1)
"""How long words that follow a report belong to it, where people write in many short messages."""

FILES_JOIN_FOR = timedelta(hours=24)
"""How long photos and pins do, which are no report by themselves."""

_DIGITS = 3
"""Of a degree: about 100 m, as everything shows a place that the public reads."""


class FollowOns(Exchange):
    """A message that has no words, or whose words are about a report that is there."""

    def without_words(self) -> Result:
        """Photos, a pin, or what can be neither."""
        message = self._message
        if message.photos:
            return self._photos(message.photos)
        if message.point:
            return self._pin(message.point)
        if message.extra is Extra.TRIFLE:
            return self._small_talk()
        return self._before, self._answer(Outcome.UNCLEAR, f"no_{message.extra or Extra.UNKNOWN}")

    def with_beside(self, result: Result) -> Result:
        """What words came to, with the photos that they stood below; and with a word about what cannot be kept."""
        after, answer = result
        photos, extra = self._message.photos, self._message.extra
        if photos and answer.about:
            answer = answer._replace(photos=(*answer.photos, *photos))
        elif photos:
            after = after.holding(photos, None, self._now)
        if extra and extra is not Extra.TRIFLE and answer.texts:
            answer = answer._replace(texts=(self._text(f"no_{extra}"), *answer.texts))
        return after, answer

    def _photos(self, photos: tuple[str, ...]) -> Result:
        """Photos join the newest report; before there is one they wait for it. An album is acknowledged once."""
        before, now = self._before, self._now
        case = self._newest(FILES_JOIN_FOR)
        if case is None:
            first = not before.held(now).photos
            after = before.holding(photos, None, now).asking(Asked.STORY, now)
            texts = (self._text("photo_waits"),) if first else ()
            return after, Answer(Outcome.HELD, texts)
        first = not (before.waits_for(Asked.PHOTOS, now) and before.about == case.id)
        after = before if before.waits_for(Asked.PLACE, now) else before.asking(Asked.PHOTOS, now, case.id)
        texts = (self._text("photo_kept"),) if first else ()
        return after, Answer(Outcome.ADDED, texts, about=case.id, photos=photos)

    def _pin(self, point: Point) -> Result:
        """A pin is the place of the report that it was asked for, or the newest; else of the next one."""
        before, now = self._before, self._now
        asked = before.about if before.waits_for(Asked.PLACE, now) else ""
        case = None if asked else self._newest(FILES_JOIN_FOR)
        if asked or case:
            words = self._place_in_words(point)
            return self._do(asked or (case.id if case else ""), reporter_commands.Reply(words), "added", Outcome.ADDED)
        after = before.holding((), point, now).asking(Asked.STORY, now)
        return after, self._answer(Outcome.HELD, "place_waits")

    def _place_in_words(self, point: Point) -> str:
        """As an office and the public may read it."""
        found = self._on.places.find("", None, point.lat, point.lon)
        region = self._on.directory.region(found.region) if found else None
        about = f"sekitar {point.lat:.{_DIGITS}f}, {point.lon:.{_DIGITS}f}"
        named = [point.name, *(reversed(region.path) if region else ())]
        where = ", ".join(filter(None, named))
        return f"Lokasi: {where} ({about})." if where else f"Lokasi: {about}."

    def _small_talk(self) -> Result:
        """Who greets is asked for the story; who thanks is thanked. Neither is a report."""
        if self._newest(FILES_JOIN_FOR) or self._own():
            texts = () if self._message.extra else (self._text("thanks"),)
            return self._before, Answer(Outcome.TOLD, texts)
        return self._before.asking(Asked.STORY, self._now), self._answer(Outcome.TOLD, "too_short")

    def _ask_office(self, case: Case) -> Result:
        """Which office the report is for, with those that the routing hesitated between."""
        events = self._on.cases.load_history(case.id).events
        ids = [each.agency for each in candidates_of(events) if each.agency != case.agency]
        found = self._on.directory.agencies(ids) if ids else {}
        names = [found[each].name for each in ids if each in found]
        after = self._before.asking(Asked.OFFICE, self._now, case.id)
        text = self._text("which_office", Known(case.id))
        return after, Answer(Outcome.UNCLEAR, (text,), self._on.texts.choices(names, case.id))

    def _name_office(self, tracking_id: str, words: str) -> Result:
        """The office that the reporter would choose, for whoever decides."""
        reply = reporter_commands.Reply(f"Menurut pelapor, ini tugas {words.rstrip('.')}.")
        return self._do(tracking_id, reply, "added", Outcome.ADDED)
