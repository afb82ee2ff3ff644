"""Covering: an office hides a third person's name or a health word from the public, and nothing is destroyed.

What is covered is said by places in the words, not by the words: the event that covers is public and hashed. The places
are part of the state, so every output that has the case has them too. Office, reporter and auditor read on. The bounds
keep an office from burying what the case is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.cases.marks import Cover
from chalicelib.domain.cases.model import COVERS, REDACTED, SYSTEM, Role
from chalicelib.domain.errors import FieldError, InvalidInput

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Actor, Case, Content, Event, Filing

REASONS = ("name", "health", "address", "number")
"""Why words may be covered: a third person's name, a health word with a name, an address, a number."""

SHORTEST_WORDS, LONGEST_WORDS = 3, 100
MOST = 20
"""The places that are covered in a case at most: its state carries them."""

ALWAYS = 60
"""Characters of a title, or of a short text, that may be covered."""

SHARE = 5
"""Of a long text the fifth part may be covered; of any text never more than half."""

SHOWN = "shown"
"""The fact of an event that says which places another stack shows again, in `to_fact`'s form, as `COVERS` has it."""

MOST_IN_NOTES = 200
"""The places at most that notes have covered because they say again what was covered."""

CARRIED = ("title", "text", "place")
"""The parts whose covers go with a case to another stack. Notes stay where they were written."""

_FORM = re.compile(r"(name|health|address|number):(title|text|place|note/[0-9]{1,5}):([0-9]{1,5})-([0-9]{1,5})")


class Words(NamedTuple):
    """One part of a case that holds words; `part` is `title`, `text`, `place` or `note/<seq>`."""

    part: str
    words: str


def parts_of(case: Case, content: Content, events: Iterable[Event]) -> list[Words]:
    """The parts of a case whose words can still be read."""
    found = [Words("title", case.title), Words("text", content.text), Words("place", content.place)]
    found += [Words(f"note/{event.seq}", event.note) for event in events]
    return [each for each in found if each.words not in ("", REDACTED)]


def find(words: str, reason: str, parts: Iterable[Words], seq: int) -> tuple[Cover, ...]:
    """Every place where the words stand, whole and in any spelling of case, blanks and unseen characters; `seq` is the
    number of the event that will cover them. A title that was cut inside of them has their beginning at its end."""
    return tuple(
        Cover(seq, reason, part, start, end) for part, text in parts for start, end in _places(words, part, text)
    )


def new_covers(case: Case, found: Iterable[Cover]) -> tuple[Cover, ...]:
    """Those that no cover of the case covers already."""
    return tuple(
        each
        for each in found
        if not any(old.part == each.part and old.start <= each.start and each.end <= old.end for old in case.covers)
    )


def is_too_much(covers: Sequence[Cover], parts: Iterable[Words]) -> bool:
    """Whether these covers together would bury what the case is about. A place may be covered whole: region and point
    stay; so may the notes of offices, which are their own words."""
    lengths = {part: len(words) for part, words in parts}
    title, text = (_characters(covers, part) for part in ("title", "text"))
    length = lengths.get("text", 0)
    return len(_chosen(covers)) > MOST or title > ALWAYS or text > min(length // 2, max(ALWAYS, length // SHARE))


def to_fact(covers: Iterable[Cover]) -> str:
    """Covers as text, without the event that made them."""
    return " ".join(f"{each.reason}:{each.part}:{each.start}-{each.end}" for each in covers)


def from_fact(fact: str, seq: int) -> tuple[Cover, ...]:
    """The inverse of `to_fact`, for the covers of event `seq`; raises ValueError."""
    covers = []
    for each in fact.split():
        match = _FORM.fullmatch(each)
        if match is None or int(match[3]) >= int(match[4]):
            raise ValueError(each)
        covers.append(Cover(seq, match[1], match[2], int(match[3]), int(match[4])))
    return tuple(covers)


def covered_by(event: Event) -> tuple[Cover, ...]:
    """What an event covered: by an office's command, or because it was covered in the stack that the case came from."""
    fact = event.data.get(COVERS)
    return from_fact(str(fact), event.seq) if fact else ()


def shown_by(event: Event) -> tuple[Cover, ...]:
    """What an event shows again because another stack does."""
    fact = event.data.get(SHOWN)
    return from_fact(str(fact), event.seq) if fact else ()


def said_again(note: str, covers: Iterable[Cover], parts: Iterable[Words], seq: int) -> tuple[Cover, ...]:
    """The places in the note of event `seq` that say again what is covered in other parts of the case."""
    texts, part, found = dict(parts), Words(f"note/{seq}", note), list[Cover]()
    for cover in covers:
        text = texts.get(cover.part, "")
        # Of a title that was cut inside of the words their beginning is covered, which means nothing elsewhere.
        cut = cover.part == "title" and text.endswith("…") and cover.end >= len(text.removesuffix("…").rstrip())
        if not cut:
            found += find(text[cover.start : cover.end], cover.reason, (part,), seq)
    places = {each.place: each for each in found}
    return tuple(
        each
        for each in places.values()
        if not any(
            (other.start, other.end) != (each.start, each.end) and other.start <= each.start and each.end <= other.end
            for other in places.values()
        )
    )


def with_note(data: Facts, note: str, actor: Actor, covers: Iterable[Cover], parts: Iterable[Words], seq: int) -> Facts:
    """The facts of event `seq` of a case of which this is covered, and where its note says again what is covered: it is
    covered there from the beginning. What came covered with the event counts too. Raises InvalidInput when notes have
    said it too often for a state to carry."""
    came = from_fact(str(data.get(COVERS, "")), seq)
    known = (*covers, *came)
    again = said_again(note, known, parts, seq)
    if not again:
        return data
    if len([each for each in (*known, *again) if each.in_own_note]) > MOST_IN_NOTES:
        raise InvalidInput(FieldError("/text" if actor.role is Role.REPORTER else "/note", "covers_too_much"))
    return {**data, COVERS: to_fact((*came, *again))}


def with_title(data: Facts, title: str, covers: Iterable[Cover], parts: Iterable[Words], seq: int) -> Facts:
    """The facts of event `seq` that gives the case a new title, its note: what it says again of what is covered is
    covered in the title and in the note."""
    again = said_again(title, covers, parts, seq)
    if not again:
        return data
    return {**data, COVERS: to_fact((*(each._replace(part="title") for each in again), *again))}


def with_note_of_arrival(data: Facts, note: str, filing: Filing, content: Content) -> Facts:
    """The same of a case that comes from another stack, by its first event."""
    parts = [Words(part, words) for part, words in zip(CARRIED, _words(filing, content), strict=True)]
    return with_note(data, note, SYSTEM, (), parts, 1)


def _words(filing: Filing, content: Content) -> tuple[str, str, str]:
    return filing.title, content.text, content.place


def shown_again(case: Case, events: Iterable[Event]) -> tuple[Cover, ...]:
    """What was covered in the case and was shown again since, here or in the stack that covered it."""
    covered: dict[int, tuple[Cover, ...]] = {}
    shown: dict[tuple[str, int, int], Cover] = {}
    for event in events:
        ended = covered.get(int(event.data["cover"]), ()) if "cover" in event.data else shown_by(event)
        shown |= {each.place: each for each in ended}
        covered[event.seq] = covered_by(event)
        for each in covered[event.seq]:
            shown.pop(each.place, None)
    return tuple(each for place, each in shown.items() if place not in {cover.place for cover in case.covers})


def carried(case: Case) -> tuple[Cover, ...]:
    """The covers that go with the case to another stack."""
    return tuple(each for each in case.covers if each.part in CARRIED)


def outstanding(fact: str, case: Case, content: Content, events: Sequence[Event]) -> tuple[Cover, ...]:
    """What another stack has covered and was never covered in this one. What was, and is not any more, was uncovered
    here by somebody who looked at it; what the other stack itself had shown again meanwhile does not count."""
    had = set[tuple[str, int, int]]()
    for event in events:
        had |= {each.place for each in covered_by(event)}
        had -= {each.place for each in shown_by(event)}
    lengths = {part: len(words) for part, words in parts_of(case, content, events)}
    return tuple(
        each
        for each in from_fact(fact, case.version + 1)
        if each.place not in had and each.end <= lengths.get(each.part, 0)
    )[: max(0, MOST - len(_chosen(case.covers)))]


def _chosen(covers: Iterable[Cover]) -> list[Cover]:
    """The covers that somebody chose: what notes said again since follows from them."""
    return [each for each in covers if not each.in_own_note]


def _characters(covers: Iterable[Cover], part: str) -> int:
    return len({at for each in covers if each.part == part for at in range(each.start, each.end)})


def _places(words: str, part: str, text: str) -> Iterator[tuple[int, int]]:
    from chalicelib.domain.text.plain_characters import plain_characters

    wanted = plain_characters(words)[0].split()
    plain, positions = plain_characters(text)
    ends = [*positions[1:], len(text)] if positions is not None else []
    found = list(_matches(wanted, plain))
    if part == "title" and plain.endswith("…"):
        found += _beginning_at_the_end(wanted, plain.removesuffix("…").rstrip())
    for start, end in found:
        yield (start, end) if positions is None else (positions[start], ends[end - 1])


def _matches(wanted: Sequence[str], plain: str) -> Iterator[tuple[int, int]]:
    """Where the wanted words stand, whole, one behind the other."""
    at = plain.find(wanted[0]) if wanted else -1
    while at >= 0:
        end = _end_of(wanted, plain, at)
        if end:
            yield at, end
        at = plain.find(wanted[0], end or at + 1)


def _end_of(wanted: Sequence[str], plain: str, start: int) -> int:
    """Where the wanted words end that begin at `start`; 0 if others stand there."""
    if start and _in_word(plain[start - 1]) and _in_word(plain[start]):
        return 0
    at = start
    for word in wanted:
        while at < len(plain) and plain[at].isspace():
            at += 1
        if not plain.startswith(word, at) or (at > start and not plain[at - 1].isspace()):
            return 0
        at += len(word)
    return 0 if at < len(plain) and _in_word(plain[at]) and _in_word(plain[at - 1]) else at


def _beginning_at_the_end(wanted: Sequence[str], plain: str) -> Iterator[tuple[int, int]]:
    """The longest beginning of the wanted words with which a title ends that was cut inside of them."""
    for count in range(len(wanted) - 1, 0, -1):
        for start, end in _matches(wanted[:count], plain):
            if end == len(plain):
                yield start, end
                return


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
