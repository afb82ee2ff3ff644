"""The embedded AWS (MiniStack) that `make run` and the end-to-end tests work against.

It runs from an environment of its own, enforces IAM, and saves its state when it is stopped cleanly or told to. Nothing
of the caller's environment reaches it: its Lambda workers would inherit real credentials.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import yaml

from laporctl import paths
from laporctl.errors import OperatorError
from laporctl.stacks import Stack
from laporctl.target import DEFAULT_REGION
from tools.dev import embedded_aws

HOST = "127.0.0.1"
READY_SECONDS = 60
SAVE_SECONDS = 60
RETRY_SECONDS = 20
"""From the failure of what an event wakes to its next try, then twice as long. AWS waits a minute and two. Less than a
function holds what it has begun would leave it to the sweep."""


class EmulatorError(OperatorError):
    """Raised when the embedded AWS cannot be started or does not answer; the message is one line."""


@dataclass
class Emulator:
    """A running embedded AWS. After stop(), `saved` says whether its state is on disk."""

    process: subprocess.Popen[bytes]
    port: int
    state: Path
    saved: bool = False

    @property
    def endpoint(self) -> str:
        return endpoint(self.port)

    @property
    def saved_at(self) -> datetime | None:
        """When the state on disk was saved; None before the first time."""
        return saved_at(self.state)

    def save(self) -> None:
        """Have it save its state and go on; `saved_at` tells when it has. Only once it has answered."""
        if self.process.poll() is None:
            self.process.send_signal(embedded_aws.SAVE)

    def stop(self) -> None:
        """Have it save its state and end; kill it if it has not ended after a minute."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(SAVE_SECONDS)
                self.saved = True
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._forget_functions()

    def discard(self) -> None:
        """Kill it with the functions it runs; nothing is saved."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._forget_functions()

    def _forget_functions(self) -> None:
        """Delete the unpacked functions: they are a hundred megabytes, and the next start unpacks them anew."""
        shutil.rmtree(self.state / "tmp", ignore_errors=True)


def endpoint(port: int) -> str:
    """Address of an embedded AWS on `port`, by the name browsers and CloudFront origins use."""
    return f"http://localhost:{port}"


def saved_at(state: Path) -> datetime | None:
    """When what is under `state` was saved; None if nothing is."""
    file = state / "services" / embedded_aws.SAVED_AT
    return datetime.fromisoformat(file.read_text()) if file.exists() else None


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) != 0


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def start(port: int, state: Path, *, lock: IO[str] | None = None, region: str = DEFAULT_REGION) -> Emulator:
    """Start it on `port` with everything it keeps under `state`, and wait until it answers.

    An open, locked file may be given as `lock`: the emulator then holds the lock for as long as it lives,
    even if the caller is killed, and its process id is written there.

    Raises EmulatorError when it is not installed, the port is taken, or it does not come up.
    """
    if not (paths.EMULATOR_VENV / "bin" / "ministack").exists():
        raise EmulatorError("the embedded AWS is not installed: run `make run`, which installs it")
    if not port_is_free(port):
        raise EmulatorError(f"port {port} is taken: choose another with PORT=, such as `make run PORT={port + 1}`")
    shutil.rmtree(state / "tmp", ignore_errors=True)
    embedded_aws.settle(state / "services")
    for directory in (state / "services", state / "s3", state / "tmp"):
        directory.mkdir(parents=True, exist_ok=True)
    _forget_stream_positions(state / "services" / "lambda.json")
    with (state / "emulator.log").open("ab") as log:
        process = subprocess.Popen(
            # -P: nothing beside the file is found as a module.
            [str(paths.EMULATOR_VENV / "bin" / "python"), "-P", embedded_aws.__file__],
            env=_environment(port, state, region),
            cwd=state,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C in the terminal is for `laporctl run`, which then stops the emulator in good order.
            start_new_session=True,
            pass_fds=[lock.fileno()] if lock else [],
        )
    if lock:
        lock.write(str(process.pid))
        lock.flush()
    emulator = Emulator(process, port, state)
    try:
        _wait_until_ready(emulator)
    except BaseException:
        emulator.stop()
        raise
    return emulator


def _environment(port: int, state: Path, region: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    return kept | {
        "AUTH": "true",
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": region,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / "services"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "TMPDIR": str(state / "tmp"),
        "LAMBDA_EXECUTOR": "local",
        "LAMBDA_ASYNC_RETRY_BASE_SECONDS": str(RETRY_SECONDS),
        "LAMBDA_ASYNC_RETRY_MAX_SECONDS": str(2 * RETRY_SECONDS),
        # Listeners on fixed ports that nothing here uses, and a Docker daemon it would tidy up.
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": f"unix://{state}/no-docker.sock",
        "PYTHONUNBUFFERED": "1",
    }


def _wait_until_ready(emulator: Emulator) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if emulator.process.poll() is not None:
            break
        if _answers(emulator.port):
            return
        time.sleep(0.1)
    raise EmulatorError(f"the embedded AWS did not come up; its log: {emulator.state / 'emulator.log'}")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/_ministack/health", timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _forget_stream_positions(saved: Path) -> None:
    """Have stream consumers begin at the oldest record again.

    The emulator saves how far each consumer had read but not the records, so after a restart a consumer would
    wait behind the end of an empty stream and pass over as many new records as it had read before.
    """
    if not saved.exists():
        return
    content = json.loads(saved.read_text())
    content["payload"]["dynamodb_stream_positions"] = {"__account_region_scoped__": True, "data": {}}
    saved.write_text(json.dumps(content))


def apply_gateway_responses(stack: Stack) -> None:
    """Give the API the error responses of the template.

    On AWS they are part of the API's definition. The emulator takes them one by one only, and in effect with
    a deployment made after them.
    """
    template = yaml.safe_load(paths.TEMPLATE.read_text())
    wanted = template["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    gateway, api = stack.client("apigateway"), stack.outputs["RestAPIId"]
    present = {
        item["responseType"]: item["responseTemplates"].get("application/json")
        for item in gateway.get_gateway_responses(restApiId=api, limit=500)["items"]
    }
    changed = False
    for kind, response in wanted.items():
        if present.get(kind) == response["ResponseTemplates"]["application/json"]:
            continue
        headers = response["ResponseParameters"]["Headers"]
        gateway.put_gateway_response(
            restApiId=api,
            responseType=kind,
            statusCode=str(response["StatusCode"]),
            responseParameters={f"gatewayresponse.header.{k}": v for k, v in headers.items()},
            responseTemplates=response["ResponseTemplates"],
        )
        changed = True
    if changed:
        gateway.create_deployment(restApiId=api, stageName="v1")


def wait_for(what: str, answers: Callable[[], bool], seconds: float = 90) -> None:
    """Poll `answers` until it is true. Raises EmulatorError naming `what` when it stays false."""
    until = time.monotonic() + seconds
    while not answers():
        if time.monotonic() > until:
            raise EmulatorError(f"{what} did not answer within {seconds:.0f} seconds")
        time.sleep(0.2)
