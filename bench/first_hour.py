"""`python -m bench.first_hour`: three provinces from nothing to an answered case, by the commands that stand in
`docs/first-hour.md`, in their order, on one embedded AWS. Writes `docs/three-provinces.md`: what each command printed,
and how long it took."""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bench.first_hour_page import Ran, Walk, page
from bench.report import machine
from chalicelib.services.notifications.feeds import SETTLED_AFTER
from laporctl import http, paths
from laporctl.target import DEFAULT_REGION
from tools.dev import emulator
from tools.dev.demo.actors import new_key

GUIDE = paths.ROOT / "docs" / "first-hour.md"
PAGE = paths.ROOT / "docs" / "three-provinces.md"
EXAMPLE = {"slug": "bengkulu", "code": "17", "place": "Kecamatan Ketahun", "number": "BE-7F3K-9Q2M-XA0B-C"}
"""What stands in the guide for a province: its slug, its code, a place in it, and the number of its first case."""
BY_ONE_ADMIN = ("account",)
"""Sections that are walked once, because they are the account's."""
ONLY_ON_AWS = "laporctl account deploy --email"
"""The embedded AWS has no budgets."""
CENTRE = "pusat"
TELLS = "laporctl stack doctor"
"""Ends with 1 while anything stands in the way, such as a mail that nobody has confirmed."""
PATIENCE_SECONDS = 120
_SECTION = re.compile(r"^## \d:\d\d (?P<title>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Province:
    """A province that nobody has here yet, and a place in it that people would name."""

    slug: str
    code: str
    place: str


PROVINCES = (
    Province("sulut", "71", "Kecamatan Malalayang"),
    Province("ntt", "53", "Kecamatan Oebobo"),
    Province("papua-barat", "92", "Distrik Manokwari Barat"),
)


class Stumbled(Exception):
    """Raised when a step of the guide does not lead to the next one; the message is what was seen."""


@dataclass
class Admin:
    """Who follows the guide for one province, in a folder of its own."""

    province: Province
    endpoint: str
    folder: Path
    number: str = ""
    key: str = ""
    ran: list[Ran] = field(default_factory=list)

    def follow(self, section: str, command: str) -> None:
        """Run a command of the guide as it would read for this province, with what is done by hand before and after."""
        for before, by_hand in BY_HAND_BEFORE.items():
            if command.startswith(before):
                by_hand(self, section)
        line = self.adapted(command)
        done = self.run(line)
        if command.startswith("laporctl keys issue"):
            if "officer" in command:
                self.key = done.output.strip().splitlines()[-1]
            done.output = re.sub(r"^\S{30,}$", "(the key: shown here, once)", done.output, flags=re.MULTILINE)
        self.ran.append(Ran(section, line, done.output, done.seconds))
        print(f"{self.province.slug}\t{done.seconds:.1f}\t{line}", flush=True)
        if done.code and not command.startswith(TELLS):
            raise Stumbled(f"{line}: exit code {done.code}\n{done.output}")
        if command.startswith("laporctl queue watch"):
            if self.number not in done.output:
                raise Stumbled(f"{line}: {self.number} is not among\n{done.output}")
            _work(self, section)

    def adapted(self, command: str) -> str:
        """A command of the guide with this province in the place of its example."""
        mine = {"slug": self.province.slug, "code": self.province.code, "place": self.province.place}
        for name, value in {**mine, "number": self.number}.items():
            command = command.replace(f"{EXAMPLE[name]}-" if name == "code" else EXAMPLE[name], _dashed(name, value))
        return command

    def run(self, line: str) -> "Done":
        """Run a command as a person does, in this folder; what it printed has no path of this machine in it."""
        keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": DEFAULT_REGION}
        env = os.environ | keys | {"LAPOR_ENDPOINT": self.endpoint, "LAPOR_KEY": self.key, "BROWSER": "true"}
        program = [str(Path(sys.executable).parent / "laporctl"), *shlex.split(line)[1:]]
        words = [self.key if word == "$LAPOR_KEY" else word for word in program]
        began = time.monotonic()
        ended = subprocess.run(
            words, cwd=self.folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        seconds = time.monotonic() - began
        output = ended.stdout.replace(self.endpoint, "AWS").replace(f"{paths.ROOT}/", "")
        return Done(output, seconds, ended.returncode)

    def note(self, section: str, what: str, began: float) -> None:
        """What was done by hand, and how long that took here."""
        self.ran.append(Ran(section, "", what, time.monotonic() - began))

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> http.Answer:
        """A request to the site, as a browser or an office's program sends it."""
        sent = None if body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"} if sent else {}
        return http.send(method, self.site, path, body=sent, headers={**kind, **headers})

    @property
    def site(self) -> str:
        """The address that `stack outputs` names."""
        return str(json.loads(self.run(f"laporctl stack outputs {self.province.slug} --json").json())["SiteUrl"])


@dataclass
class Done:
    """What a command printed, how long it took, and its exit code."""

    output: str
    seconds: float
    code: int

    def json(self) -> str:
        """The object in what was printed, behind the line that says where the command works."""
        return self.output[self.output.index("{") :]


def _dashed(name: str, value: str) -> str:
    return f"{value}-" if name == "code" else value


def _name_who_gets_alarms(admin: Admin, section: str) -> None:
    began, line = time.monotonic(), f'alarm_email = "diskominfo@{admin.province.slug}.example"\n'
    with (paths.STACKS / f"{admin.province.slug}.toml").open("a") as file:
        file.write(line)
    admin.note(section, f"By hand: `{line.strip()}` into `stacks/{admin.province.slug}.toml`.", began)


def _correct_offices(admin: Admin, section: str) -> None:
    began, file = time.monotonic(), admin.folder / "offices.xlsx"
    book = load_workbook(file)
    rows = book.active.iter_rows(min_row=2)
    (row,) = (cells for cells in rows if cells[0].value == f"{admin.province.code}-pupr")
    row[1].value = f"{row[1].value} (menurut Pergub)"
    book.save(file)
    admin.note(section, f"By hand: another name for `{admin.province.code}-pupr` in `offices.xlsx`.", began)


def _file_report(admin: Admin, section: str) -> None:
    began = time.monotonic()
    text = f"Jalan provinsi berlubang di {admin.province.place}, dalam sekali dan sudah banyak yang jatuh."
    receipt = admin.ask("POST", "/v1/complaints", {"text": text, "receipt_key": new_key()}).must_be(201).json
    admin.number = receipt["tracking_id"]
    while (case := admin.ask("GET", f"/v1/complaints/{admin.number}").must_be(200).json)["status"] == "received":
        if time.monotonic() - began > PATIENCE_SECONDS:
            raise Stumbled(f"{admin.number} is with no office after {PATIENCE_SECONDS} seconds")
        time.sleep(0.2)
    office = case["agency"]
    told = (
        f"A citizen files “{text}”: number `{admin.number}`, {case['status']} to {office['name']} (`{office['id']}`)."
    )
    admin.note(section, told, began)
    began = time.monotonic()
    time.sleep(SETTLED_AFTER.total_seconds() + 1)
    admin.note(section, "A minute passes, because a feed ends a minute before now.", began)


def _work(admin: Admin, section: str) -> None:
    began, path = time.monotonic(), f"/v1/agencies/{admin.province.code}-pupr/complaints/{admin.number}"
    for action, body in (("accept", {}), ("response", {"note": "Lubang sudah ditambal hari ini."})):
        version = admin.ask("GET", path, Authorization=f"Bearer {admin.key}").must_be(200).headers["ETag"]
        signed = {"Authorization": f"Bearer {admin.key}", "If-Match": str(version)}
        admin.ask("POST", f"{path}/{action}", body, **signed).must_be(200)
    case = admin.ask("GET", f"/v1/complaints/{admin.number}").must_be(200).json
    admin.note(
        section, f"The office's program accepts and answers; the page of the receipt says `{case['status']}`.", began
    )


BY_HAND_BEFORE = {
    "laporctl stack check": _name_who_gets_alarms,
    "laporctl agencies diff": _correct_offices,
    "laporctl queue watch": _file_report,
}
"""What the guide asks for in words, before which of its commands."""


def steps() -> Iterator[tuple[str, str]]:
    """Section and command of the guide, in its order."""
    for section in _SECTION.finditer(GUIDE.read_text()):
        for block in _BLOCK.findall(section["body"]):
            for line in block.splitlines():
                if line.startswith("laporctl ") and not line.startswith(ONLY_ON_AWS):
                    yield section["title"].lower(), line


@contextmanager
def unchanged_stacks() -> Iterator[None]:
    """The files of the stacks are as before afterwards."""
    before = {province.slug: (paths.STACKS / f"{province.slug}.toml").read_text() for province in PROVINCES}
    try:
        yield
    finally:
        for slug, text in before.items():
            (paths.STACKS / f"{slug}.toml").write_text(text)


def walk(endpoint: str, folder: Path) -> Walk:
    """The centre's stack, which is there before, and the three provinces one after another."""
    centre = Admin(Province(CENTRE, "00", ""), endpoint, folder)
    admins = [Admin(province, endpoint, folder / province.slug) for province in PROVINCES]
    there = centre.run(f"laporctl stack deploy {CENTRE}")
    if there.code:
        raise Stumbled(there.output)
    for number, admin in enumerate(admins):
        admin.folder.mkdir()
        for section, command in steps():
            if number == 0 or section not in BY_ONE_ADMIN:
                admin.follow(section, command)
    return Walk({admin.province.slug: admin.ran for admin in admins}, there.seconds, machine())


def main() -> int:
    """Exit code: 0, or 1 where the guide does not lead on."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place, unchanged_stacks():
        aws = emulator.start(emulator.free_port(), Path(place) / "aws")
        try:
            PAGE.write_text(page(walk(aws.endpoint, Path(place))))
        except (Stumbled, http.Unexpected) as error:
            print(f"bench.first_hour: {error}", file=sys.stderr)
            return 1
        finally:
            aws.discard()
    return 0


if __name__ == "__main__":
    sys.exit(main())
