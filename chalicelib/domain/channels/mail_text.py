"""The words of a mail: of HTML the text that its reader sees, and of an answer what its writer added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

MOST_CHARACTERS = 100_000
"""Of a mail that are read: ten times the longest report."""

_SILENT = frozenset({"head", "script", "style", "title", "template", "noscript", "svg", "select", "object"})
"""What is inside these nobody sees."""
_ROWS = frozenset(
    {
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)
_NEVER_CLOSED = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LONGEST_TAG = 2_000
_RULE = 10
_RULES = ("pesan asli", "original message", "pesan yang diteruskan", "balasan", "reply")
_HEADERS = ("dikirim:", "sent:", "tanggal:", "date:", "kepada:", "to:")
_WHEN = ("pada ", "pd ", "on ", "tanggal ", "tgl ")
_SAID = ("menulis:", "menulis :", "wrote:", "wrote :", "menulis pesan ini:")
QUOTED = "\u2063"
"""Stands in the text of HTML where the quoted mail begins, and in no mail."""


def of_html(html: str) -> str:
    """The text that a reader of HTML sees, a row a line, with `QUOTED` where the quoted mail begins."""
    found: list[str] = []
    unseen: list[str] = []
    for text, tag, closes, given in _pieces(html[:MOST_CHARACTERS].replace(QUOTED, "")):
        if unseen:
            if tag == unseen[-1] and tag not in _NEVER_CLOSED:
                unseen.pop() if closes else unseen.append(tag)
            continue
        found.append(re.sub(r"\s+", " ", unescape(text)))
        if not closes and tag not in _NEVER_CLOSED and (tag in _SILENT or _hidden().search(given)):
            unseen.append(tag)
        elif not closes and _quotes().search(given):
            found.append(f"\n{QUOTED}\n")
        elif tag in _ROWS:
            found.append("\n")
        elif tag == "td":
            found.append(" ")
    return tidy("".join(found))


def _pieces(html: str) -> Iterator[tuple[str, str, bool, str]]:
    """Each text with the tag behind it, whether that closes, and its attributes; in one pass, whatever the HTML. (The
    standard library's parser takes time that grows with the square of comments that nobody closes.)"""
    at = 0
    while (begins := html.find("<", at)) >= 0:
        text = html[at:begins]
        if html.startswith("<!--", begins):
            ends = html.find("-->", begins)
            at = len(html) if ends < 0 else ends + 3
            yield text, "", False, ""
            continue
        name = _tag().match(html, begins)
        ends = html.find(">", begins) if name else -1
        if name is None:
            at = begins + 1
            yield text + "<", "", False, ""
        elif ends < 0:
            break
        else:
            yield text, name[2].lower(), bool(name[1]), html[name.end() : min(ends, name.end() + _LONGEST_TAG)]
            at = ends + 1
    yield html[at:], "", False, ""


def tidy(text: str) -> str:
    """A text without blanks at the ends of lines, and with at most one empty line in a row."""
    lines = "\n".join(" ".join(line.split()) for line in text[:MOST_CHARACTERS].splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def whole(text: str) -> str:
    """All words of a mail that is no answer: what it forwards belongs to it, its signature does not."""
    return tidy(_without_signature(text.replace(QUOTED, "")))


def added(text: str) -> str:
    """What the writer of an answer added: the words above the mail that is quoted, without signature. Words that stand
    between quoted lines are kept too."""
    lines = text.splitlines()
    above = lines[: next((at for at in range(len(lines)) if _begins_quote(lines, at)), len(lines))]
    return tidy(_without_signature("\n".join(line for line in above if not line.lstrip().startswith(">"))))


def _begins_quote(lines: list[str], at: int) -> bool:
    """Whether a line is what mail programs put above what they quote, in Indonesian and English: `Pada … menulis:`, `On
    … wrote:` (over up to three lines), a rule with words in it, or the headers of the quoted mail."""
    line = lines[at].strip().lower().replace("*", "")
    if QUOTED in line or (len(line) >= _RULE and not line.strip("_")):
        return True
    if line.startswith("--") and line.strip("- ").startswith(_RULES):
        return True
    if line.startswith(("dari:", "from:")):
        below = (each.strip().lower().replace("*", "") for each in lines[at + 1 : at + 4])
        return any(each.startswith(_HEADERS) for each in below)
    if line.startswith(_WHEN):
        return any(each.strip().lower().endswith(_SAID) for each in lines[at : at + 3])
    return "@" in line and line.endswith(_SAID)


def _without_signature(text: str) -> str:
    return _signature().split(text, maxsplit=1)[0]


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*|!)")


@cache
def _quotes() -> re.Pattern[str]:
    """What mail programs call the element that holds what they quote."""
    names = "gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|divRplyFwdMsg|appendonsend"
    return re.compile(rf"\b(?:{names})\b|\btype\s*=\s*[\"']?cite\b")


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(
        r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|\shidden\b(?!\s*[:;])", re.IGNORECASE
    )


@cache
def _signature() -> re.Pattern[str]:
    """Two hyphens alone, as RFC 3676 has it, and what phones and programs put below a mail."""
    sent = r"(?:Dikirim|Terkirim|Sent) (?:dari|from|via|melalui|dengan|with|using)\b[^\n]{0,60}"
    get = r"(?:Dapatkan|Unduh|Get) (?:Outlook|BlueMail|Aplikasi)\b[^\n]{0,80}"
    return re.compile(rf"^[ \t]*(?:--[ \t]?|{sent}|{get})$", re.MULTILINE | re.IGNORECASE)
