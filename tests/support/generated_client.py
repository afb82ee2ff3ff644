"""A client that a generator makes of the description, as a developer would have it: for the tests, kept nowhere."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "generated_client"
_CONFIG = 'post_hooks: []\ncontent_type_overrides:\n  "application/atom+xml; charset=utf-8": text/plain\n'
"""Nobody formats the code: it is thrown away. The generator knows text by names that begin with `text/`."""


@contextmanager
def generated(description: str, folder: Path) -> Iterator[None]:
    """Generate the client and make it importable; a warning of the generator is an error."""
    (folder / "openapi.json").write_text(description)
    (folder / "config.yaml").write_text(_CONFIG)
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", "--meta", "none"]
    command += ["--path", str(folder / "openapi.json"), "--config", str(folder / "config.yaml")]
    made = subprocess.run(
        [*command, "--output-path", str(folder / NAME)], capture_output=True, text=True, check=False, timeout=300
    )
    assert made.returncode == 0, made.stdout + made.stderr
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in [each for each in sys.modules if each.partition(".")[0] == NAME]:
            del sys.modules[name]


def model(name: str, fields: dict[str, Any]) -> Any:
    """An instance of a generated model."""
    return getattr(importlib.import_module(f"{NAME}.models"), name).from_dict(fields)


@dataclass(frozen=True)
class Caller:
    """Somebody with the generated client: `proof` is the header that proves who they are, with its value."""

    address: str
    host: str
    proof: tuple[str, str] | None = None
    seconds: float = 60

    def call(self, operation: str, *path: str, **arguments: Any) -> Any:
        """Carry out an operation, such as `casework.accept_case`; answers what it was parsed into. An answer that is
        not described, or that a generated model cannot hold, raises an error."""
        package = importlib.import_module(NAME)
        options: dict[str, Any] = {
            "base_url": self.address,
            "headers": {"Host": self.host},
            "timeout": self.seconds,
            "raise_on_unexpected_status": True,
        }
        if self.proof:
            header, token = self.proof
            options |= {"token": token, "auth_header_name": header}
            options |= {"prefix": "Bearer" if header == "Authorization" else ""}
        client = (package.AuthenticatedClient if self.proof else package.Client)(**options)
        module = importlib.import_module(f"{NAME}.api.{operation}")
        return module.sync_detailed(*path, client=client, **arguments).parsed
