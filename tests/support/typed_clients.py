"""Clients in TypeScript and Java that generators make of the description, as a developer would have them: for the
tests, kept nowhere."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from laporctl import paths
from tools.apispec.model import FORM

PROGRAMS = Path(__file__).parent / "clients"
NODE_MODULES = paths.ROOT / ".node-apispec" / "node_modules"
SECONDS = 280

# Without it a field that has a default would have to be sent.
TYPESCRIPT_OPTIONS = ("--default-non-nullable", "false")
# Without the first the generator leaves out the form that a page sends, and its own code does not compile.
JAVA_OPTIONS = ("--global-property", "skipFormModel=false", "--additional-properties", "openApiNullable=false")
_GENERATED = """package javax.annotation;
public @interface Generated { String[] value(); String comments() default ""; String date() default ""; }
"""
"""The mark on generated classes, which Java had until 10 and projects have from a library since."""


def java_is_here() -> bool:
    return bool(shutil.which("java") and shutil.which("javac"))


def call_typescript(description: str, folder: Path, *arguments: str) -> Any:
    """Generate the types with openapi-typescript, compile the round trip, strictly, and run it; what it printed."""
    (folder / "openapi.json").write_text(description)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "node_modules").symlink_to(NODE_MODULES)
    shutil.copy(PROGRAMS / "round_trip.ts", folder)
    types = ["openapi.json", "--output", "api.d.ts", *TYPESCRIPT_OPTIONS]
    _run(folder, NODE_MODULES / ".bin" / "openapi-typescript", *types)
    options = (
        "--strict --noUncheckedIndexedAccess --target es2022 --lib es2022,dom --module nodenext --skipLibCheck false"
    )
    _run(folder, NODE_MODULES / ".bin" / "tsc", *options.split(), "round_trip.ts")
    return _said(_run(folder, "node", "round_trip.js", *arguments))


def _for_programs(description: str) -> str:
    """The description without what only the forms of plain pages send: Java's generated code for it needs Apache's MIME
    library, which the generator's project file names and its own jar does not hold."""
    document = json.loads(description)
    for path, methods in document["paths"].items():
        sent = {method: operation.get("requestBody", {}).get("content", {}) for method, operation in methods.items()}
        kept = {method: methods[method] for method in methods if set(sent[method]) != {FORM}}
        document["paths"][path] = kept
    return json.dumps(document)


def call_java(description: str, folder: Path, *arguments: str) -> Any:
    """Generate the client with openapi-generator, compile it with the round trip, and run it; what it printed."""
    import openapi_generator_cli

    # The generator's own jar holds the JSON library that its clients use.
    jar = Path(openapi_generator_cli.__file__).parent / "openapi-generator.jar"
    (folder / "openapi.json").write_text(_for_programs(description))
    generate = [
        "java",
        "-jar",
        jar,
        "generate",
        "-g",
        "java",
        "--library",
        "native",
        "-i",
        "openapi.json",
        "-o",
        "made",
    ]
    printed = _run(folder, *generate, *JAVA_OPTIONS)
    assert "FILEPATH_COLLISION" not in printed, "two classes of one name: one of them is lost"
    mark = folder / "made" / "Generated.java"
    mark.write_text(_GENERATED)
    sources = [mark, PROGRAMS / "RoundTrip.java", *(folder / "made" / "src" / "main" / "java").rglob("*.java")]
    (folder / "sources").write_text("\n".join(map(str, sources)))
    _run(folder, "javac", "-nowarn", "-cp", jar, "-d", "classes", "@sources")
    return _said(_run(folder, "java", "-cp", f"classes:{jar}", "RoundTrip", *arguments))


def _said(printed: str) -> Any:
    return json.loads(printed.splitlines()[-1])


def _run(folder: Path, *command: str | Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS)
    assert done.returncode == 0, f"{command[0]}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout + done.stderr
