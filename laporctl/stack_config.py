"""The configuration of a stack, `stacks/<slug>.toml`, read and checked before anything is uploaded.

A setting that is misspelt or out of range is refused with its file and line, and with what would be right: a stack that
is deployed with a policy that does not exist answers no request at all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.routing.decision import Override
from laporctl.errors import OperatorError
from laporctl.stack_settings import LANGUAGES, NEEDED, OPTIONAL, Problem, nearest, provinces, shown

DEFAULT_ACCENT = "#0b5d4b"
DEFAULT_SURE_SHARE = 0.9
"""The share of automatic decisions that must be right, unless a stack wants another."""

PARAMETERS = {
    "limit_factor": "LimitFactor",
    "throttle_rate": "ThrottleRate",
    "throttle_burst": "ThrottleBurst",
    "filing_rate": "FilingRate",
    "filing_burst": "FilingBurst",
    "stream_parallelism": "StreamParallelism",
    "http_concurrency": "HttpConcurrency",
    "authorizer_concurrency": "AuthorizerConcurrency",
    "routing_concurrency": "RoutingConcurrency",
    "sweep_concurrency": "SweepConcurrency",
}
"""Settings that become a parameter of the template as they are, and the name of the parameter."""


_AS_THEY_ARE = (
    *("accent", "logo", "texts", "offline"),
    *("domain", "certificate", "web_acl", "alarm_email", "mail_domain", "sms_gateway", "sms_send_url"),
    *("whatsapp_number", "whatsapp_api"),
)


class ConfigError(OperatorError):
    """Raised when a configuration cannot be used; the message has a line for each problem: file, line, what is wrong
    and what would be right."""


@dataclass(frozen=True)
class Emergency:
    """A number that pages show beside an emergency, and whose it is, in Indonesian."""

    number: str
    label: str


@dataclass(frozen=True)
class Band:
    """The colours `#rrggbb` of the band at the top of every page: its ground and the words on it."""

    ground: str
    ink: str


@dataclass(frozen=True)
class Partner:
    """A stack in another account or region that this one exchanges cases with: its slug, and where it is."""

    slug: str
    account: str
    region: str


@dataclass(frozen=True)
class SignIn:
    """The OpenID provider where people with an address of these domains sign in: its issuer, the id of this stack's
    client there, and the name of the secret in Secrets Manager that holds the client's."""

    issuer: str
    client: str
    secret: str
    domains: tuple[str, ...]


EMERGENCY = (
    Emergency("112", "Panggilan darurat"),
    Emergency("110", "Polisi"),
    Emergency("119", "Ambulans dan gawat darurat medis"),
    Emergency("113", "Pemadam kebakaran"),
    Emergency("129", "SAPA: kekerasan terhadap perempuan dan anak"),
)
"""The national numbers, which a stack has unless it names its own."""


@dataclass(frozen=True)
class StackConfig:
    """A stack as its file configures it.

    `logo` is a file beside it; `texts` are the stack's own words on its pages by place (`tagline`, `about`) and
    language; `languages` are what the pages can be switched to; `offline` says whether phones keep the pages.
    `web_acl` is the ARN of a web ACL before the site, `alarm_email` who is told of alarms, `mail_domain` the domain
    that reporters get mails from, `sign_in` where people of some domains sign in, `sms_gateway` the form of the gateway
    that hands over SMS, `sms_send_url` the address of the one that sends them, `whatsapp_number` the id that Meta gave
    the phone which the stack has with WhatsApp, `whatsapp_api` the address of the Cloud API, if another version of it
    is meant.
    `province` is the Kemendagri code. `rt` names the RT that work cases themselves, by village. `two_person` are the
    offices whose answers need a second person. `partners` are the stacks of other accounts and regions. `parameters`
    are parameters of the template by their names there.
    """

    slug: str
    name: str
    province: str
    policy: str
    brand: str
    accent: str = DEFAULT_ACCENT
    band: Band | None = None
    logo: str | None = None
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    languages: tuple[str, ...] = LANGUAGES
    offline: bool = True
    emergency: tuple[Emergency, ...] = EMERGENCY
    rt: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    two_person: tuple[str, ...] = ()
    override: tuple[Override, ...] = ()
    sure_share: float = DEFAULT_SURE_SHARE
    partners: tuple[Partner, ...] = ()
    domain: str | None = None
    certificate: str | None = None
    web_acl: str | None = None
    alarm_email: str | None = None
    mail_domain: str | None = None
    sms_gateway: str | None = None
    sms_send_url: str | None = None
    sign_in: SignIn | None = None
    whatsapp_number: str | None = None
    whatsapp_api: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)


def parse(text: str, file: str) -> StackConfig:
    """The configuration that a file holds; `file` is its path as messages name it, `stacks/<slug>.toml`. Raises
    ConfigError with every problem."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.fullmatch(r"(.*) \(at (?:line (\d+).*|end of document)\)", str(error))
        message, line = (found[1], found[2]) if found else (str(error), None)
        raise ConfigError(f"{file}:{line or len(text.splitlines())}: no TOML: {message}") from None
    problems = [*_misspelt(values), *_missing(values), *_wrong(values), *_strangers(values, file)]
    if problems:
        lines = text.splitlines()
        located = sorted((line_of(lines, where), where, what) for where, what in problems)
        raise ConfigError("\n".join(f"{file}:{line}: {where}: {what}" for line, where, what in located))
    return _config(values)


def new(province: Mapping[str, Any], policy: str, brand: str, accent: str = DEFAULT_ACCENT) -> str:
    """The file of a stack for a row of provinces.json."""
    lines = [
        f"# Stack of {province['name']}.",
        *(f'{key} = "{province[source]}"' for key, source in (("slug", "slug"), ("name", "name"))),
        f'province = "{province["code"]}"',
        f'policy = "{policy}"',
        f'brand = "{brand}"',
        f'accent = "{accent}"',
    ]
    return "\n".join(lines) + "\n"


def _misspelt(values: Mapping[str, Any]) -> Iterator[Problem]:
    known = {**NEEDED, **OPTIONAL}
    for key in values.keys() - known.keys():
        yield key, f"no such setting; {nearest(key, known)}"


def _missing(values: Mapping[str, Any]) -> Iterator[Problem]:
    for key in NEEDED.keys() - values.keys():
        yield key, "is missing"


def _wrong(values: Mapping[str, Any]) -> Iterator[Problem]:
    for key, check in {**NEEDED, **OPTIONAL}.items():
        if key in values:
            yield from check(values[key], key)


def _strangers(values: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Settings that are right by themselves and do not fit together."""
    stem = re.sub(r".*/|\.toml$", "", file)
    if "slug" in values and values["slug"] != stem:
        yield "slug", f'{shown(values["slug"])} is not the name of the file, "{stem}"'
    elif province := provinces().get(str(values.get("slug"))):
        for key, source in (("province", "code"), ("name", "name")):
            if key in values and values[key] != province[source]:
                yield key, f'{shown(values[key])} is not that of {stem}, "{province[source]}"'
        for village in values["rt"] if isinstance(values.get("rt"), dict) else ():
            if not village.startswith(f"{province['code']}."):
                yield f"rt.{village}", f"is no village of {province['name']} ({province['code']})"
    beside = (
        *(("domain", "certificate"), ("certificate", "domain")),
        # Whoever is told by SMS can answer; and one queue carries all notices.
        *(("sms_send_url", "sms_gateway"), ("sms_send_url", "mail_domain")),
        *(("whatsapp_number", "mail_domain"), ("whatsapp_api", "whatsapp_number")),
    )
    for both, other in beside:
        if both in values and other not in values:
            yield both, f"needs {other} beside it"


def line_of(lines: list[str], where: str) -> int:
    """The line of a setting, counted from 1: its own, else that of the table or list it is in, else the last one."""
    table, seen, best = "", dict[str, int](), (0, max(len(lines), 1))
    for number, line in enumerate(lines, 1):
        if header := re.match(r"\s*(\[\[?)\s*([\w.-]+)\s*\]", line):
            path = table = header[2]
            if header[1] == "[[":
                seen[table] = seen.get(table, -1) + 1
                path = table = f"{table}[{seen[table]}]"
        elif key := re.match(r"""\s*["']?([\w.-]+)["']?\s*=""", line):
            path = f"{table}.{key[1]}" if table else key[1]
        else:
            continue
        if where == path or where.startswith((f"{path}.", f"{path}[")):
            best = max(best, (len(path), number))
    return best[1]


def _config(values: Mapping[str, Any]) -> StackConfig:
    made: dict[str, Any] = {key: values[key] for key in (*NEEDED, *_AS_THEY_ARE) if key in values}
    if "band" in values:
        made["band"] = Band(**values["band"])
    if "sign_in" in values:
        made["sign_in"] = SignIn(**{**values["sign_in"], "domains": tuple(values["sign_in"]["domains"])})
    if "emergency" in values:
        made["emergency"] = tuple(Emergency(**row) for row in values["emergency"])
    return StackConfig(
        **made,
        rt={village: tuple(numbers) for village, numbers in values.get("rt", {}).items()},
        two_person=tuple(values.get("two_person", ())),
        languages=tuple(values.get("languages", LANGUAGES)),
        override=tuple(Override(**row) for row in values.get("override", ())),
        sure_share=float(values.get("sure_share", DEFAULT_SURE_SHARE)),
        partners=tuple(Partner(**row) for row in values.get("partners", ())),
        parameters={name: str(values[key]) for key, name in PARAMETERS.items() if key in values},
    )
