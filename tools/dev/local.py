"""Brings stacks up on an embedded AWS, for `laporctl run` and the end-to-end tests.

A second start skips what the saved state already holds. A `SavedState` lists what that is; it is written only after the
emulator has saved its own state, so the two never disagree.
"""

import hashlib
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from chalicelib.domain.cases.model import Role
from chalicelib.services.access.keys import BODIES
from laporctl import paths, site
from laporctl.deployment.deploy import deploy
from laporctl.errors import OperatorError
from laporctl.keys import DEFAULT_DAYS, issue_key
from laporctl.remote import tables_of
from laporctl.stacks import Stack, province_of
from laporctl.target import DEFAULT_REGION
from tools.dev import demo_people, emulator
from tools.dev.package import Package
from tools.refdata.stack_files import directory_lines

SLUGS = ("kaltim", "kaltara", "pusat")
"""The stacks of a laptop: a province is never alone, and some matters are the centre's."""

OVERSEERS = {str(role): body.id for role, body in BODIES.items()}

DEMO_AGENCIES = {
    "kaltim": {
        "officer": "64.08-pupr",
        "village_officer": "64.08.01.2001-desa",
        "liaison": "64.08-pupr",
        "coordinator": "64-diskominfo",
        "auditor": "64-inspektorat",
        "application": "64-diskominfo",
        **OVERSEERS,
    },
    "kaltara": {
        "officer": "65.01-pupr",
        "village_officer": "65.01.01.1001-desa",
        "liaison": "65.01-pupr",
        "coordinator": "65-diskominfo",
        "auditor": "65-inspektorat",
        "application": "65-diskominfo",
        **OVERSEERS,
    },
    "pusat": {
        "officer": "00-pln",
        "coordinator": "00-panrb",
        **OVERSEERS,
    },
}
"""The demo keys: name of the key -> office. The name is also the role of the key, except for the village's. Other
provinces have those of `demo_agencies`."""
ROLES = {"village_officer": "officer"}
DEMO_DECREE = "SK CONTOH 1/2026"
DEMO_PROGRAMME = ("jalan-rusak", "gizi-stunting")
"""The categories that the demo key of the priority programmes is limited to."""

Say = Callable[[str], None]


def unclean_warning(kept: datetime | None) -> str:
    """What to tell somebody whose last run was killed, by when its state was saved last."""
    lost = f"since {kept.astimezone():%Y-%m-%d %H:%M:%S}" if kept else "in it"
    return (
        f"the last run was not stopped with Ctrl-C: what was filed or changed {lost} is lost, a photo sent since may "
        "be left over, and an event that nobody had read yet is made up for by the next sweep. "
        "`laporctl audit SLUG --local` says whether the rest fits together."
    )


def demo_agencies(slug: str) -> dict[str, str]:
    """The demo keys of any stack: of a province that the story does not play in, the first offices of each kind."""
    if slug in DEMO_AGENCIES:
        return DEMO_AGENCIES[slug]
    code = province_of(slug)["code"]
    offices = sorted(line["id"] for line in directory_lines(slug) if line["kind"] == "agency")

    def first(*patterns: str) -> str:
        return next(each for pattern in patterns for each in offices if re.fullmatch(pattern, each))

    works = first(rf"{code}\.\d\d-pupr", f"{code}-pupr")
    return {
        "officer": works,
        "village_officer": first(rf"{code}\.\d\d\.\d\d\.\d{{4}}-[a-z]+"),
        "liaison": works,
        "coordinator": f"{code}-diskominfo",
        "auditor": f"{code}-inspektorat",
        "application": f"{code}-diskominfo",
        **OVERSEERS,
    }


class LocalError(OperatorError):
    """Raised when something needed to bring the stacks up is missing; the message is one line."""


@dataclass
class SavedState:
    """What the emulator has saved: the hash of the loaded directory, the issued keys and the user pool with
    the demo's people of each stack."""

    directories: dict[str, str] = field(default_factory=dict)
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path) -> "SavedState":
        return cls(**json.loads(file.read_text())) if file.exists() else cls()

    def save(self, file: Path) -> None:
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(self), indent=2) + "\n")


def bring_up(slugs: Sequence[str], package: Package, endpoint: str, saved: SavedState, say: Say = print) -> list[Stack]:
    """Deploy the stacks, load their directories, upload their sites, issue keys, and wait until they answer."""
    from laporctl.stack_register import link_stacks

    if site.build_site():
        say("site built")
    stacks: list[Stack] = []
    for slug in slugs:
        stack = deploy(slug, package.sha256, region=DEFAULT_REGION, endpoint=endpoint, say=say)
        emulator.apply_gateway_responses(stack)
        _load_directory(stack, saved, say)
        uploaded = site.upload_site(stack)
        say(f"{stack.name}: {uploaded} files of the site uploaded" if uploaded else f"{stack.name}: site unchanged")
        be_everywhere(stack)
        stack = replace(stack, keys=_keys(stack, saved, say))
        if saved.people.get(slug) != stack.outputs["UserPool"]:
            invited = demo_people.invite(stack, demo_agencies(slug))
            saved.people[slug] = stack.outputs["UserPool"]
            say(f"{stack.name}: {invited} demo people can sign in")
        wait_until_it_answers(stack)
        stacks.append(stack)
    link_stacks(stacks)
    return stacks


def _load_directory(stack: Stack, saved: SavedState, say: Say) -> None:
    from tools.dev.directory_loader import load_directory, load_routing

    file = paths.DIRECTORY / f"{stack.slug}.jsonl"
    if not file.exists():
        raise LocalError(f"{file.relative_to(paths.ROOT)} is missing: run `laporctl data build`")
    # The table's name is part of it: a table that was replaced is empty.
    config = (paths.STACKS / f"{stack.slug}.toml").read_bytes()
    state = hashlib.sha256(file.read_bytes() + config + stack.outputs["ComplaintsTable"].encode()).hexdigest()
    if saved.directories.get(stack.slug) == state:
        say(f"{stack.name}: directory unchanged")
        return
    loaded = load_directory(stack)
    load_routing(stack)
    saved.directories[stack.slug] = state
    say(f"{stack.name}: directory of regions and offices loaded")
    for kept in loaded.result.kept:
        say(f"{stack.name}: {kept}")


def be_everywhere(stack: Stack) -> None:
    """Somebody is at every office today, as in a province that is used to the work: the stories play there, and a new
    case goes to the lowest office where somebody is."""
    from chalicelib.storage import table_keys
    from tools.textmodel import offline

    row = tables_of(stack).row
    today = datetime.now(UTC).date().isoformat()
    with row.batch_write() as batch:
        for office in offline.directory_of(stack.slug).offices:
            batch.save(row(pk=table_keys.PRESENCE, sk=office, last_used=today))


def _keys(stack: Stack, saved: SavedState, say: Say) -> dict[str, str]:
    offices = demo_agencies(stack.slug)
    keys = saved.keys.get(stack.slug, {})
    if keys.keys() == offices.keys() and queue_status(stack, offices["officer"], keys["officer"]) == 200:
        return keys
    issued = {name: demo_key(stack, ROLES.get(name, name), office) for name, office in offices.items()}
    saved.keys[stack.slug] = issued
    say(f"{stack.name}: {len(issued)} demo keys issued")
    return issued


def demo_key(stack: Stack, role: str, office: str, days: int = DEFAULT_DAYS) -> str:
    """A key for an office in the demo."""
    categories = DEMO_PROGRAMME if role == Role.OVERSEER_KSP else ()
    return issue_key(stack, role, office, days, DEMO_DECREE, categories=categories)


def wait_until_it_answers(stack: Stack) -> None:
    """Until the site and, through CloudFront, the API with a key answer. Raises EmulatorError when they do not."""
    office, key = demo_agencies(stack.slug)["officer"], stack.keys["officer"]
    emulator.wait_for(f"the API of {stack.name}", lambda: queue_status(stack, office, key) == 200)
    emulator.wait_for(f"the site of {stack.name}", lambda: site_status(stack, "/") == 200)


def queue_status(stack: Stack, office: str, key: str) -> int:
    """HTTP status with which the office's queue answers the bearer of `key`."""
    request = urllib.request.Request(f"{stack.api}/agencies/{office}/queue", headers={"Authorization": f"Bearer {key}"})
    return _status(request)


def site_status(stack: Stack, path: str) -> int:
    """HTTP status of a page of the site.

    Browsers and curl know that every name below `localhost` is this machine; the system's resolver often does
    not, so the site's host travels in the header.
    """
    scheme, _, host = stack.site.partition("://")
    port = host.rpartition(":")[2]
    return _status(urllib.request.Request(f"{scheme}://{emulator.HOST}:{port}{path}", headers={"Host": host}))


def _status(request: urllib.request.Request) -> int:
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (urllib.error.URLError, OSError):
        return 0
