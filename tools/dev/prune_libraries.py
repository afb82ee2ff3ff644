"""Leaves out of the heavy libraries what the functions never use.

botocore: Lambda reads its data at every cold start, and the functions call a handful of services. `endpoints.json`
describes 440 services in 1.25 MB and is parsed by every new session; service models carry their whole manual. Both cost
time before the first request, not only bytes.

Pillow: three of four megabytes read and write formats that no complaint is sent in.

Powertools carries a router of its own with the script of Swagger UI, and dateutil a copy of the time zone database:
more than half a megabyte together.
"""

import gzip
import json
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

SERVICES = frozenset({"dynamodb", "sqs", "s3", "sts", "lambda", "kms", "sns", "sesv2", "logs", "cognito-idp"})
"""Services the functions call, by the name of botocore's data directory."""

ONLY = {"cognito-idp": ("AdminCreateUser", "AdminGetUser", "AdminLinkProviderForUser"), "sesv2": ("SendEmail",)}
"""Of a service with many operations, those that the functions call."""

ENDPOINT_NAMES = SERVICES | {"email"}
"""The same as `endpoints.json` calls them: SES is `email` there."""

FILES = frozenset({"endpoints.json", "partitions.json", "_retry.json", "sdk-default-configuration.json"})


def prune_botocore(data: Path) -> None:
    """Keep in botocore's `data` directory what clients of `SERVICES` read, without manuals."""
    for entry in data.iterdir():
        keep = entry.name in SERVICES if entry.is_dir() else entry.name in FILES
        if not keep:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for examples in data.rglob("examples-1.json*"):
        examples.unlink()
    _prune_endpoints(data / "endpoints.json")
    for packed in data.rglob("*.json.gz"):
        model = json.loads(gzip.decompress(packed.read_bytes()))
        if packed.name.startswith("service-") and (called := ONLY.get(packed.parts[-3])):
            model = with_operations(model, called)
        _write(packed.with_suffix(""), _without_manual(model))
        packed.unlink()


def with_operations(model: dict[str, Any], called: Collection[str]) -> dict[str, Any]:
    """A service's model with these operations alone, and the shapes that they name, directly or through each other."""
    operations = {name: model["operations"][name] for name in called}
    wanted, waiting = set[str](), _shapes_in(operations)
    while waiting:
        wanted |= waiting
        waiting = _shapes_in([model["shapes"][name] for name in waiting]) - wanted
    shapes = {name: shape for name, shape in model["shapes"].items() if name in wanted}
    return model | {"operations": operations, "shapes": shapes}


def _shapes_in(node: Any) -> set[str]:
    """The names of the shapes that a part of a model refers to."""
    if isinstance(node, list):
        return set().union(*map(_shapes_in, node))
    if not isinstance(node, dict):
        return set()
    own = {node["shape"]} if isinstance(node.get("shape"), str) else set()
    return own.union(*map(_shapes_in, node.values()))


PILLOW_EXTENSIONS = frozenset({"_imaging", "_webp"})
"""Pillow's compiled modules that JPEG, PNG and WebP need; the others bring fonts, colour management and AVIF."""

PILLOW_LIBRARIES = ("jpeg", "tiff", "openjp2", "xcb", "Xau", "zstd", "lzma", "webp", "webpmux", "webpdemux", "sharpyuv")
"""Shared libraries those are linked against, directly or through each other."""


def prune_pillow(root: Path) -> None:
    """Keep of Pillow, unpacked below `root`, what reads and writes JPEG, PNG and WebP."""
    for extension in (root / "PIL").glob("*.so"):
        if extension.name.partition(".")[0] not in PILLOW_EXTENSIONS:
            extension.unlink()
    for library in (root / "pillow.libs").glob("lib*.so*"):
        if library.name.removeprefix("lib").partition("-")[0] not in PILLOW_LIBRARIES:
            library.unlink()


NEVER_READ = (
    "aws_lambda_powertools/event_handler/**/*.*",
    "aws_lambda_powertools/utilities/auth_alpha/**/*.py",
    "aws_lambda_powertools/utilities/parser/**/*.py",
    "dateutil/zoneinfo/*.tar.gz",
)
"""What of libraries no function reaches: requests are Chalice's, times are in UTC or in the fixed offset of
a stack, and Powertools' parser needs pydantic, which is not shipped."""


def prune_data(root: Path) -> None:
    """Drop what matches `NEVER_READ` from the libraries unpacked below `root`."""
    for pattern in NEVER_READ:
        for file in root.glob(pattern):
            file.unlink()


def _prune_endpoints(file: Path) -> None:
    endpoints = json.loads(file.read_text())
    for partition in endpoints["partitions"]:
        services = partition["services"]
        partition["services"] = {name: services[name] for name in services if name in ENDPOINT_NAMES}
    _write(file, endpoints)


_KEEPS_ITS_MANUAL = "clientContextParams"
"""botocore reads the prose of these few, and fails without it, when an address is signed."""


def _without_manual(node: Any) -> Any:
    """The model without its prose. A member of a structure may be called `documentation`; it is no string."""
    if isinstance(node, dict):
        return {
            key: value if key == _KEEPS_ITS_MANUAL else _without_manual(value)
            for key, value in node.items()
            if not (key == "documentation" and isinstance(value, str))
        }
    return [_without_manual(each) for each in node] if isinstance(node, list) else node


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, separators=(",", ":"), ensure_ascii=False))
