"""Renders the public record as an Atom feed (RFC 4287), for feed readers: a public case each, without words but its
title as the public reads it. Readers keep copies that no redaction reaches, so the text stays on the page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chalicelib.api import status_labels
from chalicelib.api.open311.formats import NO_XML
from chalicelib.domain.cases import public_form
from chalicelib.domain.timestamps import to_text
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case
    from chalicelib.services.stack import Stack

MEDIA_TYPE = "application/atom+xml; charset=utf-8"

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_EMPTY = datetime(2020, 1, 1, tzinfo=UTC)
"""When a feed without an entry last changed: its validator must not change by itself."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its own address without parameters, that of the site, what was asked for, the names of that for its
    title, and where it continues."""

    address: str
    site: str
    filters: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    cursor: str | None


def document(feed: Feed, cases: Sequence[Case], stack: Stack, language: str) -> str:
    """The feed as XML."""
    # Loaded here: only feeds are XML among the answers that every start makes ready.
    from xml.etree import ElementTree

    address = _address(feed, feed.filters)
    root = ElementTree.Element("feed", {"xmlns": _ATOM, f"{_XML}lang": language})
    _add(root, "id", _id(address))
    _add(root, "title", ": ".join([stack.brand, ", ".join(feed.names)]) if feed.names else stack.brand)
    _add(root, "updated", to_text(max(map(_updated, cases), default=_EMPTY)))
    _add(_add(root, "author"), "name", stack.brand)
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", href=f"{feed.site}/")
    if feed.cursor is not None:
        _add(root, "link", rel="next", href=_address(feed, (*feed.filters, ("cursor", feed.cursor))))
    for case in cases:
        _add_entry(root, feed, case, stack, language)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _add_entry(root: Any, feed: Feed, case: Case, stack: Stack, language: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", _id(case.id))
    _add(entry, "title", public_form.title(case, None, language))
    _add(entry, "published", to_text(case.filing.filed_at))
    _add(entry, "updated", to_text(_updated(case)))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{feed.site}/lacak.html?id={case.id}")
    category = stack.category(case.category)
    if category is not None:
        _add(entry, "category", term=category.id, label=category.name[language])
    _add(entry, "summary", f"{case.id}. {status_labels.of_status(case)[language]}")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    from xml.etree import ElementTree

    element = ElementTree.SubElement(parent, name, attributes)
    if text is not None:
        element.text = NO_XML.sub("\ufffd", text)
    return element


def _updated(case: Case) -> datetime:
    """When the status last changed, which is what the summary tells."""
    return max(case.filing.filed_at, case.since)


def _id(name: str) -> str:
    """An id that no other thing has, and that never changes: the same name has the same. A UUID of version 8 (RFC 9562)
    made of a hash."""
    bits = int.from_bytes(hashlib.sha256(f"sp4n-lapor:{name}".encode()).digest()[:16], "big")
    digits = f"{bits & ~(0xF << 76) & ~(0x3 << 62) | 0x8 << 76 | 0x2 << 62:032x}"
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _address(feed: Feed, parameters: Sequence[tuple[str, str]]) -> str:
    return feed.address + (f"?{urlencode(parameters)}" if parameters else "")
