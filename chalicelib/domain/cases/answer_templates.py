"""Answer templates (templat jawaban): words that an office says often, with places that the case fills and
blanks that a person fills.

`{nomor}`, `{instansi}`, `{tanggal}` and `{kategori}` are filled from the case and the day; `[[apa yang dikerjakan]]` is
a blank, which names what is to be written there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.cases import substance
from chalicelib.domain.errors import FieldError
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACEHOLDERS = {
    "nomor": "KI-7F3K-9Q2M-XA0B-C",
    "instansi": "Dinas PUPR Kabupaten Kutai Timur",
    "tanggal": "1 Desember 2026",
    "kategori": "Jalan rusak",
}
"""What the case fills, each with an example."""

MOST = 20
"""How many templates an office has: a longer list is not chosen from, and all of them are one item."""

NAME_LONGEST = 60
TEXT_LONGEST = 2_000
"""In characters, half of what an answer may have: the other half is the office's own words."""

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A template: what the office calls it, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates of an office; `version` counts their changes and is 0 where there never was one."""

    version: int = 0
    items: tuple[Template, ...] = ()


def normalised(template: Template) -> Template:
    """The template as it is kept."""
    return Template(validation.normalise(template.name), validation.normalise(template.text))


def check(sent: Sequence[Template]) -> list[FieldError]:
    """What is wrong with an office's templates, by their fields. One without a blank goes out as it stands, so it must
    say all that an answer must say; one with a blank must have words to judge by, and who sends it fills the rest."""
    if len(sent) > MOST:
        return [FieldError("/templates", "too_many_templates", str(MOST))]
    errors: list[FieldError] = []
    names: set[str] = set()
    for place, each in enumerate(sent):
        name, text = f"/templates/{place}/name", f"/templates/{place}/text"
        template = normalised(each)
        errors += validation.check(name, template.name, NAME_LONGEST, 1, each.name)
        if template.name.casefold() in names:
            errors.append(FieldError(name, "name_taken"))
        names.add(template.name.casefold())
        errors += _check_text(text, template.text, each.text)
    return errors


def _check_text(field: str, text: str, sent: str) -> list[FieldError]:
    errors = validation.check(field, text, TEXT_LONGEST, 1, sent)
    unknown = [each for each in _PLACEHOLDER.findall(text) if each not in PLACEHOLDERS]
    if unknown:
        errors.append(FieldError(field, "unknown_placeholder", ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)))
    if errors:
        return errors
    # Its own words alone: what the case fills says nothing about what was done.
    own = validation.normalise(_PLACEHOLDER.sub(" ", substance.without_blanks(text)))
    errors += validation.check_substance(field, own, sent)
    if errors or substance.has_blank(text):
        return errors
    filled = _PLACEHOLDER.sub(lambda found: PLACEHOLDERS[found[1]], text)
    return [FieldError(field, each.code) for each in substance.check_answer(filled, filled, "", None)]
