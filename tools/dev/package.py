"""Makes the one artifact: `build/deployment.zip` and `build/template.yaml`.

`chalice package` collects the wheels, the code and the template. What remains:

* botocore ships data for 440 services; the functions call a handful, and the rest would only be unpacked;
* a zip of wheels holds no bytecode and Lambda cannot write any, so every cold start would compile everything
  again: the bytecode goes in, unchecked, so that no source file is even looked at;
* the same tree must give the same bytes: the hash of the zip decides whether there is anything to deploy;
* the template has YAML aliases, which CloudFormation does not read.
"""

import base64
import csv
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from laporctl import paths
from laporctl.deployment import runtimes
from laporctl.errors import OperatorError, cause_of
from tools.dev import prune_libraries
from tools.dev.prune_libraries import prune_botocore, prune_data, prune_pillow

CHALICE_STAGE = "prod"
STAMP = paths.BUILD / "package.json"
UNPACKED = paths.BUILD / "package"

INPUTS = (
    "app.py",
    "requirements.txt",
    "chalicelib",
    ".chalice/config.json",
    ".chalice/template.yaml",
    "vendor",
)
INPUT_GLOBS = (".chalice/policy-*.json",)

DEAD_WEIGHT_DIRS = frozenset({"tests"})
DEAD_WEIGHT_SUFFIXES = (".pyi", ".c", ".h", ".pyx", ".pxd", ".md", ".rst", ".typed")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Timestamp of every entry in the zip: the earliest a zip can hold, so that it says nothing."""


class PackageError(OperatorError):
    """Raised when the artifact cannot be made; the message is one line for the operator."""


@dataclass(frozen=True)
class Package:
    """What was made: hash and bytes of the zip, bytes unpacked, and the hash of what it was made from."""

    sha256: str
    size: int
    unpacked: int
    inputs: str


def build_package(say: Callable[[str], None] = print, *, force: bool = False) -> Package:
    """Make zip and template, or do nothing when no input changed since the last time.

    Waits for another packaging of the same tree. Raises UnknownRuntime on an interpreter that no function runs on, and
    PackageError when chalice fails.
    """
    paths.BUILD.mkdir(exist_ok=True)
    with (paths.BUILD / "package.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another packaging to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        return _build(say, force)


def _build(say: Callable[[str], None], force: bool) -> Package:
    # The functions run on this interpreter's version: bytecode is bound to it.
    runtime = runtimes.running()
    inputs = _hash_of_inputs()
    previous = _previous()
    if previous and not force and previous.inputs == inputs and paths.ZIP.exists() and paths.TEMPLATE.exists():
        say(f"package unchanged: {_describe(previous)}")
        return previous
    _clean_bytecode(paths.ROOT / "chalicelib")
    raw = paths.BUILD / "chalice"
    _run_chalice(raw)
    _unpack(raw / "deployment.zip", UNPACKED)
    _check_origin(UNPACKED, _fetch_wheels(paths.BUILD / "wheels", runtimes.wheel_options(runtime)))
    _prune(UNPACKED)
    _compile(UNPACKED)
    _zip(UNPACKED, paths.ZIP)
    _write_template(raw / "sam.yaml")
    shutil.rmtree(raw)
    package = Package(
        sha256=_sha256(paths.ZIP),
        size=paths.ZIP.stat().st_size,
        unpacked=sum(f.stat().st_size for f in _files(UNPACKED)),
        inputs=inputs,
    )
    STAMP.write_text(json.dumps(asdict(package), indent=2) + "\n")
    say(f"packaged: {_describe(package)}")
    return package


def _describe(package: Package) -> str:
    size, unpacked = package.size / 1e6, package.unpacked / 1e6
    return f"{size:.1f} MB ({unpacked:.1f} MB unpacked), sha256 {package.sha256[:16]}"


def _previous() -> Package | None:
    try:
        return Package(**json.loads(STAMP.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _files(root: Path) -> Iterator[Path]:
    return (p for p in sorted(root.rglob("*")) if p.is_file())


def _hash_of_inputs() -> str:
    """Hash of every file the artifact is made from, this module included."""
    candidates = [paths.ROOT / name for name in INPUTS]
    candidates += [p for pattern in INPUT_GLOBS for p in sorted(paths.ROOT.glob(pattern))]
    candidates += [Path(__file__), Path(prune_libraries.__file__)]
    digest = hashlib.sha256(sys.version.encode())
    for candidate in candidates:
        for file in _files(candidate) if candidate.is_dir() else [candidate] if candidate.exists() else []:
            if any(_is_clutter(part) for part in file.relative_to(candidate).parts):
                continue
            content = file.read_bytes()
            digest.update(f"{file.relative_to(paths.ROOT)}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _is_clutter(name: str) -> bool:
    """Caches that tools leave beside the code. Chalice copies all of chalicelib, hidden directories too."""
    return name == "__pycache__" or name.startswith(".")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _clean_bytecode(root: Path) -> None:
    for cache in root.rglob("__pycache__"):
        shutil.rmtree(cache, ignore_errors=True)


def _failed(what: str, result: "subprocess.CompletedProcess[str]") -> PackageError:
    log = paths.BUILD / "package.log"
    log.write_text(result.stdout + result.stderr)
    return PackageError(f"{what} failed: {cause_of(result.stderr or result.stdout)}; all of it: {log}")


def _run_chalice(out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    # Chalice would take an earlier package again, whatever it lacked.
    shutil.rmtree(paths.ROOT / ".chalice" / "deployments", ignore_errors=True)
    # Chalice imports app.py: no bytecode may land in the tree it is about to copy. It asks for a region,
    # which does not reach the template.
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "AWS_DEFAULT_REGION": "ap-southeast-3"}
    command = [str(Path(sys.executable).with_name("chalice")), "package", "--stage", CHALICE_STAGE]
    command += ["--template-format", "yaml", "--merge-template", ".chalice/template.yaml", str(out)]
    result = subprocess.run(command, cwd=paths.ROOT, env=env, capture_output=True, text=True, check=False)
    if result.returncode or not (out / "sam.yaml").exists():
        raise _failed("chalice package", result)


def _fetch_wheels(into: Path, of_lambda: list[str]) -> Path:
    """Every wheel that this machine or Lambda would use, each with a hash that requirements.txt names."""
    shutil.rmtree(into, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "--dest", str(into), "--requirement", "requirements.txt"]
    for target in ([], of_lambda):
        result = subprocess.run([*command, *target], cwd=paths.ROOT, capture_output=True, text=True, check=False)
        if result.returncode:
            raise _failed("fetching what the package carries", result)
    return into


def _check_origin(root: Path, wheels: Path) -> None:
    """Raises PackageError unless every library is there and is, file by file, one of these wheels. Chalice asks pip by
    name alone for what does not suit Lambda as it came: pip then looks at no hash, and Chalice does without."""
    records: dict[tuple[str, bytes], str] = {}
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as zipped:
            for name in zipped.namelist():
                if name.endswith(".dist-info/RECORD"):
                    records[name, zipped.read(name)] = wheel.name
    if missing := {name for name, _ in records} - {f"{each.name}/RECORD" for each in root.glob("*.dist-info")}:
        raise PackageError(f"the package lacks {', '.join(sorted(missing))}")
    for record in sorted(root.glob("*.dist-info/RECORD")):
        content = record.read_bytes()
        if (record.relative_to(root).as_posix(), content) not in records:
            raise PackageError(f"{record.parent.name} is none of the files that requirements.txt names")
        for name, digest, _ in csv.reader(content.decode().splitlines()):
            file = root / name
            if digest and file.is_file() and _record_digest(file) != digest:
                raise PackageError(f"{name} is not what {record.parent.name} says it is")


def _record_digest(file: Path) -> str:
    digest = hashlib.sha256(file.read_bytes()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _unpack(archive: Path, into: Path) -> None:
    shutil.rmtree(into, ignore_errors=True)
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(into)


def _prune(root: Path) -> None:
    prune_botocore(root / "botocore" / "data")
    prune_pillow(root)
    prune_data(root)
    for directory in sorted((p for p in root.rglob("*") if p.is_dir()), reverse=True):
        if directory.name in DEAD_WEIGHT_DIRS or _is_clutter(directory.name):
            shutil.rmtree(directory)
    own = root / "chalicelib"
    for file in _files(root):
        if file.suffix in DEAD_WEIGHT_SUFFIXES and own not in file.parents:
            file.unlink()


def _compile(root: Path) -> None:
    command = [sys.executable, "-m", "compileall", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash"]
    # The path in the bytecode is what a traceback shows: the one inside the function, not this machine's.
    command += ["-s", str(root), "-p", "/var/task", str(root)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise PackageError(f"compiling the package failed:\n{result.stdout}{result.stderr}")


def _zip(root: Path, target: Path) -> None:
    temporary = target.with_suffix(".tmp")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in _files(root):
            entry = zipfile.ZipInfo(file.relative_to(root).as_posix(), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o755 if file.suffix == ".so" else 0o644) << 16
            archive.writestr(entry, file.read_bytes(), compresslevel=9)
    temporary.replace(target)


class _PlainDumper(yaml.SafeDumper):
    """Writes every repeated value out: CloudFormation reads neither anchors nor aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _write_template(raw: Path) -> None:
    template = yaml.safe_load(raw.read_text())
    paths.TEMPLATE.write_text(yaml.dump(template, Dumper=_PlainDumper, width=110, allow_unicode=True))
