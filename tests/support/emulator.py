"""The whole system on an embedded AWS of its own, for tests: the same code that `laporctl run` uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from laporctl.stacks import Stack
from tools.dev import emulator, local
from tools.dev.package import Package, build_package


@dataclass(frozen=True)
class System:
    """The stacks by slug, deployed from one package on the embedded AWS at `endpoint`."""

    endpoint: str
    package: Package
    stacks: dict[str, Stack]

    def __getitem__(self, slug: str) -> Stack:
        return self.stacks[slug]


@contextmanager
def running_emulator(state: Path) -> Iterator[emulator.Emulator]:
    """An embedded AWS of its own, on a free port and with its state in `state`, which nobody asks for at the end."""
    running = emulator.start(emulator.free_port(), state)
    try:
        yield running
    finally:
        running.discard()


def deploy_system(running: emulator.Emulator) -> System:
    """Both stacks, brought up on `running` from one package."""
    package = build_package()
    stacks = local.bring_up(local.SLUGS, package, running.endpoint, local.Record())
    return System(running.endpoint, package, {stack.slug: stack for stack in stacks})


@dataclass(frozen=True)
class Site:
    """Speaks to a stack as a browser does: site and API under CloudFront's one host.

    The system's resolver need not know names below `localhost`, so the host travels in the header.
    """

    stack: Stack

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """`path` as the browser sees it, such as `/`, `/stack.json` or `/v1/complaints`; redirects stay unfollowed."""
        host = self.stack.site.partition("://")[2]
        headers = {**options.pop("headers", {}), "Host": host}
        address = f"http://{emulator.HOST}:{host.rpartition(':')[2]}{path}"
        return requests.request(method, address, headers=headers, timeout=30, allow_redirects=False, **options)

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self.request("POST", path, **options)
