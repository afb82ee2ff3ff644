"""What a setting of `stacks/<slug>.toml` may be. Each check yields what is wrong, with what would be right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Any

from laporctl import logo, paths

CONTRAST = 7.0
"""The least WCAG contrast of an accent colour on white: links and buttons have it."""
BAND_CONTRAST = 4.5
"""The least contrast of the words in the band at the top of a page on its ground: WCAG's level AA."""
LANGUAGES = ("id", "en")
"""What the pages speak; Indonesian is the first and never missing."""

Problem = tuple[str, str]
"""Where (`policy`, `emergency[1].number`) and what is wrong."""


@cache
def provinces() -> dict[str, dict[str, Any]]:
    """The provinces and the centre by slug."""
    return {row["slug"]: row for row in json.loads((paths.SHIPPED / "provinces.json").read_text())}


@cache
def policies() -> tuple[str, ...]:
    """The ids of the policies that a stack may choose."""
    rows = json.loads((paths.SHIPPED / "policies.json").read_text())["policies"]
    return tuple(sorted({row["id"] for row in rows}))


@cache
def gateways() -> tuple[str, ...]:
    """The forms in which a gateway may hand over SMS."""
    return tuple(sorted(json.loads((paths.SHIPPED / "gateways.json").read_text())))


@cache
def _categories() -> tuple[str, ...]:
    return tuple(row["id"] for row in json.loads((paths.SHIPPED / "categories.json").read_text())["categories"])


def nearest(word: str, known: Collection[str]) -> str:
    """`; did you mean "x"?` if one of the known words is near, and else what there is."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(sorted(known))}"


def contrast(first: str, second: str) -> float:
    """WCAG 2.2 contrast ratio of two colours `#rrggbb`, from 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def contrast_on_white(colour: str) -> float:
    """The same on white."""
    return contrast(colour, "#ffffff")


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


Check = Callable[[Any, str], Iterator[Problem]]


def shown(value: Any) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)


def _text(pattern: str, right: str) -> Check:
    def check(value: Any, where: str) -> Iterator[Problem]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield where, f"{shown(value)} is not {right}"

    return check


def _one_of(known: Callable[[], Collection[str]], what: str) -> Check:
    def check(value: Any, where: str) -> Iterator[Problem]:
        if value not in known():
            yield where, f"{shown(value)} is no {what}; {nearest(str(value), known())}"

    return check


def _number(least: float, most: float, kind: type = int) -> Check:
    def check(value: Any, where: str) -> Iterator[Problem]:
        right = isinstance(value, (int, kind)) and not isinstance(value, bool)
        if not right or not least <= value <= most:
            what = "a whole number" if kind is int else "a number"
            yield where, f"{shown(value)} is not {what} from {least:g} to {most:g}"

    return check


def _list(each: Check) -> Check:
    def check(value: Any, where: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield where, "is not a list"
            return
        for index, item in enumerate(value):
            yield from each(item, f"{where}[{index}]")

    return check


def _table(needed: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    def check(value: Any, where: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield where, "is not a table"
            return
        for key in needed.keys() - value.keys():
            yield where, f"{key} is missing"
        for key, item in value.items():
            if found := {**needed, **optional}.get(key):
                yield from found(item, f"{where}.{key}")
            else:
                yield f"{where}.{key}", f"no such setting; {nearest(key, {**needed, **optional})}"

    return check


def _rt(value: Any, where: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield where, "is not a table: villages, each with the numbers of its RT"
        return
    for village, numbers in value.items():
        yield from _VILLAGE(village, f"{where}.{village}")
        yield from _list(_number(1, 999))(numbers, f"{where}.{village}")


_COLOUR = _text(r"#[0-9a-fA-F]{6}", 'a colour such as "#0b5d4b"')


def _accent(value: Any, where: str) -> Iterator[Problem]:
    yield from (wrong := list(_COLOUR(value, where)))
    if not wrong and (found := contrast_on_white(value)) < CONTRAST:
        yield where, f"{value} has a contrast of {found:.1f} on white, and needs {CONTRAST:g}: choose a darker one"


def _band(value: Any, where: str) -> Iterator[Problem]:
    yield from (wrong := list(_table({"ground": _COLOUR, "ink": _COLOUR}, {})(value, where)))
    if not wrong and (found := contrast(value["ink"], value["ground"])) < BAND_CONTRAST:
        what = f"{value['ink']} has a contrast of {found:.1f} on {value['ground']}, and needs {BAND_CONTRAST:g}"
        yield f"{where}.ink", f"{what}: choose two colours that differ more in brightness"


def _logo(value: Any, where: str) -> Iterator[Problem]:
    yield from (
        wrong := list(_text(r"[a-z0-9-]{1,60}\.svg", "a file beside this one, such as kaltim.svg")(value, where))
    )
    if wrong:
        return
    try:
        drawing = (paths.STACKS / value).read_bytes()
    except OSError:
        yield where, f"there is no file stacks/{value}"
    else:
        yield from ((where, f"stacks/{value}: {problem}") for problem in logo.problems_of(drawing))


def _languages(value: Any, where: str) -> Iterator[Problem]:
    if not isinstance(value, list) or tuple(value) not in (LANGUAGES[:1], LANGUAGES):
        yield where, f'{shown(value)} is neither ["id"] nor ["id", "en"]: Indonesian comes first and is never missing'


def _switch(value: Any, where: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield where, f"{shown(value)} is neither true nor false"


def _day(value: Any, where: str) -> Iterator[Problem]:
    if not isinstance(value, date) or isinstance(value, datetime):
        yield where, "is not a day such as 2026-01-31, without quotation marks"


_LINE = _text(r"\S(.{0,78}\S)?", "a text of 1 to 80 characters")
_PASSAGE = _text(r"\S(.{0,298}\S)?", "a text of 1 to 300 characters")
_WORDS = _text(r"\S(.{0,98}\S)?", "a text of 1 to 100 characters")
_VILLAGE = _text(r"\d\d\.\d\d\.\d\d\.\d{4}", "the code of a village, such as 64.08.01.2001")
_OFFICE = _text(r"[0-9][0-9.]*-[a-z0-9-]+", "the id of an office, such as 64.08-pupr")

NEEDED: dict[str, Check] = {
    "slug": _one_of(provinces, "stack"),
    "name": _WORDS,
    "province": _text(r"\d\d", 'the code of a province, such as "64"'),
    "policy": _one_of(policies, "policy"),
    "brand": _WORDS,
}
_DOMAIN = _text(r"([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}", "a domain such as lapor.kaltimprov.go.id")
OPTIONAL: dict[str, Check] = {
    "accent": _accent,
    "band": _band,
    "logo": _logo,
    "languages": _languages,
    "offline": _switch,
    "texts": _table(
        {},
        {"tagline": _table({"id": _LINE}, {"en": _LINE}), "about": _table({"id": _PASSAGE}, {"en": _PASSAGE})},
    ),
    "emergency": _list(_table({"number": _text(r"\+?\d{3,15}", "a number to call"), "label": _WORDS}, {})),
    "rt": _rt,
    "two_person": _list(_OFFICE),
    "override": _list(
        _table(
            {
                "category": _one_of(_categories, "category"),
                "region": _text(r"\d\d(\.\d\d){0,2}(\.\d{4})?", "the code of a region, such as 64.08"),
                "office": _OFFICE,
            },
            {"since": _day, "until": _day},
        )
    ),
    "sure_share": _number(0.5, 1, float),
    "limit_factor": _number(0.1, 1000, float),
    "throttle_rate": _number(1, 10_000),
    "throttle_burst": _number(1, 10_000),
    "filing_rate": _number(1, 10_000),
    "filing_burst": _number(1, 10_000),
    "stream_parallelism": _number(1, 10),
    "partners": _list(
        _table(
            {
                "slug": _one_of(provinces, "stack"),
                "account": _text(r"\d{12}", "the number of an AWS account, 12 digits"),
                "region": _text(r"[a-z]{2}(-[a-z]+)+-\d", "an AWS region such as ap-southeast-3"),
            },
            {},
        )
    ),
    "http_concurrency": _number(1, 10_000),
    "authorizer_concurrency": _number(1, 10_000),
    "routing_concurrency": _number(1, 10_000),
    "sweep_concurrency": _number(1, 10_000),
    "domain": _text(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}", "a host name such as lapor.kaltimprov.go.id"),
    "certificate": _text(
        r"arn:aws:acm:us-east-1:\d{12}:certificate/[0-9a-f-]+",
        "the ARN of a certificate in us-east-1, where CloudFront takes certificates from",
    ),
    "web_acl": _text(
        r"arn:aws:wafv2:us-east-1:\d{12}:global/webacl/[A-Za-z0-9_-]+/[0-9a-f-]+",
        "the ARN of a web ACL of scope CLOUDFRONT, which are in us-east-1",
    ),
    "mail_domain": _DOMAIN,
    "sign_in": _table(
        {
            "issuer": _text(r"https://[!-~]+", "an address such as https://sso.example"),
            "client": _text(r"[!-~]{1,200}", "the id of a client"),
            "secret": _text(r"lapor-[a-zA-Z0-9/_-]{1,60}", "the name of a secret such as lapor-kaltim-sign-in"),
            "domains": _list(_DOMAIN),
        },
        {},
    ),
    "sms_gateway": _one_of(gateways, "form of a gateway"),
    "sms_send_url": _text(r"https://[!-~]+", "an address such as https://sms.example/v1/send"),
    "whatsapp_number": _text(r"[0-9]{3,20}", "the id that Meta shows beside the phone, such as 106540352242922"),
    "whatsapp_api": _text(r"https://[!-~]+[^/]", "an address such as https://graph.facebook.com/v23.0"),
    "alarm_email": _text(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", "an address such as jaga@kaltimprov.go.id"),
}
