"""The whole system on an embedded AWS of its own, for tests: the same code that `laporctl run` uses."""

import time
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

import requests

from laporctl.stacks import Stack
from tests.support.shared import Shared
from tools.dev import emulator, local
from tools.dev.package import Package

PATIENCE = 120
"""Seconds to wait for an answer. A busy machine starts eight functions at once in more than the half minute after which
API Gateway would have given up; how fast they answer is for `make bench` to say."""
_TRIES = 5


@dataclass(frozen=True)
class System:
    """The stacks by slug, deployed from one package on the embedded AWS at `endpoint`."""

    endpoint: str
    stacks: dict[str, Stack]

    def __getitem__(self, slug: str) -> Stack:
        return self.stacks[slug]


def start_emulator(shared: Shared) -> str:
    """The address of an embedded AWS with nothing on it yet, on a free port: one for all processes of the run."""

    def start() -> str:
        state = shared.folder / "aws"
        state.mkdir()
        running = emulator.start(emulator.free_port(), state)
        shared.watch(running.process.pid, state)
        return running.endpoint

    return str(shared.once("emulator", start))


def deploy_system(shared: Shared, endpoint: str, package: Package) -> System:
    """All stacks of a laptop, brought up from one package on the embedded AWS at `endpoint`, once for the run."""

    def deploy() -> dict[str, Any]:
        stacks = local.bring_up(local.SLUGS, package, endpoint, local.SavedState())
        return {stack.slug: asdict(stack) for stack in stacks}

    return System(endpoint, {slug: Stack(**facts) for slug, facts in shared.once("system", deploy).items()})


@dataclass(frozen=True)
class Site:
    """Speaks to a stack as a browser does: site and API under CloudFront's one host.

    The system's resolver need not know names below `localhost`, so the host travels in the header.
    """

    stack: Stack

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """`path` as the browser sees it, such as `/`, `/stack.json` or `/v1/complaints`; redirects stay unfollowed. A
        503 is sent again when `Retry-After` says, as every client should: on a busy machine a function that starts may
        take longer than its caller waits."""
        host = self.stack.site.partition("://")[2]
        headers = {**options.pop("headers", {}), "Host": host}
        address = f"http://{emulator.HOST}:{host.rpartition(':')[2]}{path}"
        for _ in range(_TRIES):
            response = requests.request(
                method, address, headers=headers, timeout=PATIENCE, allow_redirects=False, **options
            )
            if response.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                break
            time.sleep(int(response.headers.get("Retry-After", "1")))
        return response

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self.request("POST", path, **options)
