"""Templates: the texts that may go out by WhatsApp whenever they are due. Meta approves each beforehand, with numbered
places for what changes. Their names and texts follow from those of the notices."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.channels.whatsapp_answers import cut
from chalicelib.domain.notices.kinds import Kind
from chalicelib.domain.notices.text import values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.channels.whatsapp_answers import WhatsAppTexts
    from chalicelib.domain.notices.kinds import Notice
    from chalicelib.domain.notices.text import Facts, Texts

VALUE_LONGEST = 300
"""Characters of a value, so that a text has at most 1024 with all of them."""


class Template(NamedTuple):
    """A template as it is approved: `body` has `{{1}}`, `{{2}}` … for its values, whose names are `fields`; `titles`
    stand on the buttons."""

    name: str
    language: str
    body: str
    fields: tuple[str, ...]
    titles: tuple[str, ...]


def name_of(kind: Kind) -> str:
    """What the template of a kind of notices is called."""
    return f"lapor_{kind}"


def template(texts: WhatsAppTexts, notices: Texts, kind: Kind, language: str) -> Template:
    """The template of a kind of notices."""
    body = ""
    fields: list[str] = []
    for text, field, *_ in Formatter().parse(_whole(texts, notices, kind, language)):
        body += text
        if field:
            fields.append(field)
            body += f"{{{{{len(fields)}}}}}"
    titles = tuple(title for title, _ in texts.button_rows.get(kind, ()))
    return Template(name_of(kind), language, body, tuple(fields), titles)


def parameters(
    texts: WhatsAppTexts, notices: Texts, notice: Notice, facts: Facts, language: str = "id"
) -> tuple[str, ...]:
    """The values of a notice's template, in its order: none is empty, and each is one line."""
    around = texts.templates[language]
    said = values(notices, notice, facts, language)
    said["k"] = said["k"] or around["more"].format(host=facts.host)
    said["t"] = said["t"] or around["day"]
    fields = template(texts, notices, notice.told_as, language).fields
    return tuple(cut(" ".join(said[each].split()), VALUE_LONGEST) or "-" for each in fields)


def _whole(texts: WhatsAppTexts, notices: Texts, kind: Kind, language: str) -> str:
    """Of hidden cases the number is not named."""
    around: Mapping[str, str] = texts.templates[language]
    tail = "" if kind is Kind.NEWS else around["tail"]
    return " ".join(filter(None, (around["head"], notices.cores[kind][language], tail)))
