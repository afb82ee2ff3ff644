"""What `docs/integrators.md` gives to programmers, run in their languages: the recipes for a webhook's signature, and
how names below localhost are reached."""

import base64
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from chalicelib.gateways.webhook_sender import signature_headers
from tests.docs.samples import ROOT, samples_of

PAGE = "docs/integrators.md"
SECRET, EARLIER, FOREIGN = ("whsec_" + base64.b64encode(bytes([byte]) * 32).decode() for byte in (1, 2, 3))
BODY = '{"type":"complaint.routed","data":{"note":"Jalan – “rusak” 🚧"}}'

_PHP_ONLY = pytest.mark.skipif(not shutil.which("php"), reason="needs PHP's command line: php-cli of Debian")
_JAVA_ONLY = pytest.mark.skipif(not shutil.which("javac"), reason="needs a Java compiler: install a JDK of 17 or newer")


@dataclass(frozen=True)
class Message:
    """What arrives, and whether it is ours."""

    ours: bool
    headers: dict[str, str]
    body: bytes = BODY.encode()
    secret: str = SECRET


def _signed(*secrets: str, ago: int = 0, **changed: str) -> dict[str, str]:
    then = datetime.now(UTC) - timedelta(seconds=ago)
    headers = signature_headers("msg_KI-T3A7-SABB-E4QM-X_3", BODY, secrets, then)
    return headers | {name.replace("_", "-"): value for name, value in changed.items()}


def _messages() -> dict[str, Message]:
    right = _signed(SECRET)["webhook-signature"]
    return {
        "right": Message(True, _signed(SECRET)),
        "four minutes old": Message(True, _signed(SECRET, ago=240)),
        "a clock that is a minute behind": Message(True, _signed(SECRET, ago=-60)),
        "after a change, the new secret first": Message(True, _signed(SECRET, EARLIER)),
        "after a change, the new secret last": Message(True, _signed(EARLIER, SECRET)),
        "among signatures of another kind": Message(True, _signed(SECRET, webhook_signature=f"v1a,AAAA {right}")),
        "another secret": Message(False, _signed(FOREIGN)),
        "two other secrets": Message(False, _signed(FOREIGN, EARLIER)),
        "another body": Message(False, _signed(SECRET), BODY.replace("rusak", "baik").encode()),
        "a body read and written again": Message(False, _signed(SECRET), BODY.replace(":", ": ").encode()),
        "no body": Message(False, _signed(SECRET), b""),
        "another id": Message(False, _signed(SECRET, webhook_id="msg_KI-T3A7-SABB-E4QM-X_4")),
        "ten minutes old": Message(False, _signed(SECRET, ago=600)),
        "of a clock ten minutes ahead": Message(False, _signed(SECRET, ago=-600)),
        "an old one with a new time": Message(
            False, _signed(SECRET, ago=600) | {"webhook-timestamp": _signed(SECRET)["webhook-timestamp"]}
        ),
        "half a signature": Message(False, _signed(SECRET, webhook_signature=right[:20])),
        "more than a signature": Message(False, _signed(SECRET, webhook_signature=right + "A")),
        "a signature without its kind": Message(False, _signed(SECRET, webhook_signature=right.removeprefix("v1,"))),
        "an empty signature": Message(False, _signed(SECRET, webhook_signature="")),
    }


# Each driver reads a message a line (secret, id, timestamp, signatures, body in base64, parted by tabs): 1 for ours.
_PYTHON = """
import sys
for line in open(sys.argv[1]):
    secret, number, moment, signatures, body = line.rstrip("\\n").split("\\t")
    headers = {"webhook-id": number, "webhook-timestamp": moment, "webhook-signature": signatures}
    print(int(is_ours(secret, headers, base64.b64decode(body))))
"""
_PHP = r"""
foreach (file($argv[1]) as $line) {
    [$secret, $number, $moment, $signatures, $body] = explode("\t", rtrim($line, "\n"));
    $headers = ['webhook-id' => $number, 'webhook-timestamp' => $moment, 'webhook-signature' => $signatures];
    echo (int) is_ours($secret, $headers, base64_decode($body)), "\n";
}
"""
_NODE = r"""
import { readFileSync } from "node:fs";
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const [secret, number, moment, signatures, body] = line.split("\t");
  const headers = { "webhook-id": number, "webhook-timestamp": moment, "webhook-signature": signatures };
  console.log(Number(isOurs(secret, headers, Buffer.from(body, "base64"))));
}
"""
_JAVA = r"""
class Main {
    public static void main(String[] arguments) throws Exception {
        for (String line : java.nio.file.Files.readAllLines(java.nio.file.Path.of(arguments[0]))) {
            String[] part = line.split("\t", -1);
            Map<String, String> headers =
                Map.of("webhook-id", part[1], "webhook-timestamp", part[2], "webhook-signature", part[3]);
            System.out.println(Signature.isOurs(part[0], headers, Base64.getDecoder().decode(part[4])) ? 1 : 0);
        }
    }
}
"""


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == "", "it warns"
    return done.stdout


def _python(folder: Path, source: str, given: str) -> str:
    (folder / "recipe.py").write_text(source + _PYTHON)
    return _run(folder, sys.executable, "recipe.py", given)


def _php(folder: Path, source: str, given: str) -> str:
    (folder / "recipe.php").write_text(source + _PHP)
    return _run(folder, "php", "-d", "display_errors=stderr", "-d", "error_reporting=-1", "recipe.php", given)


def _node(folder: Path, source: str, given: str) -> str:
    (folder / "recipe.mjs").write_text(source + _NODE)
    return _run(folder, "node", "recipe.mjs", given)


def _java(folder: Path, source: str, given: str) -> str:
    (folder / "Main.java").write_text(source + _JAVA)
    _run(folder, "javac", "Main.java")
    return _run(folder, "java", "Main", given)


RECIPES: list[Any] = [
    pytest.param("python", _python, id="python"),
    pytest.param("php", _php, id="php", marks=_PHP_ONLY),
    pytest.param("js", _node, id="node"),
    pytest.param("java", _java, id="java", marks=_JAVA_ONLY),
]


@pytest.mark.parametrize(("language", "judge"), RECIPES)
def test_the_recipe_takes_what_is_signed_and_nothing_else(
    tmp_path: Path, language: str, judge: Callable[[Path, str, str], str]
) -> None:
    (sample,) = [each for each in samples_of(PAGE) if each.language == language]
    messages = _messages()
    lines = [
        "\t".join([each.secret, *each.headers.values(), base64.b64encode(each.body).decode()])
        for each in messages.values()
    ]
    (tmp_path / "messages").write_text("\n".join(lines) + "\n")
    said = judge(tmp_path, sample.text, "messages").split()
    assert dict(zip(messages, said, strict=True)) == {name: str(int(each.ours)) for name, each in messages.items()}


class _Named(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.headers["Host"].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(name)))
        self.end_headers()
        self.wfile.write(name)

    def log_message(self, *_: Any) -> None: ...


@contextmanager
def serving() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Named) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield http.server_port
        http.shutdown()
        thread.join()


NAME = "dfo9cevw85s22a.cloudfront.localhost"


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_curl_is_told_where_a_name_below_localhost_leads(tmp_path: Path) -> None:
    with serving() as port:
        told = ["--resolve", f"{NAME}:{port}:127.0.0.1"]
        assert _run(tmp_path, "curl", "-sS", *told, f"http://{NAME}:{port}/") == f"{NAME}:{port}"


@_PHP_ONLY
def test_php_names_the_site_in_a_header(tmp_path: Path) -> None:
    source = """<?php
    $context = stream_context_create(['http' => ['header' => ["Host: {$argv[1]}:{$argv[2]}"]]]);
    echo file_get_contents("http://127.0.0.1:{$argv[2]}/", false, $context);
    """
    (tmp_path / "ask.php").write_text(source)
    with serving() as port:
        assert _run(tmp_path, "php", "ask.php", NAME, str(port)) == f"{NAME}:{port}"


@_JAVA_ONLY
def test_java_reads_a_file_of_hosts(tmp_path: Path) -> None:
    source = """import java.net.URI;
    import java.net.http.*;
    class Ask {
        public static void main(String[] arguments) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
            System.out.print(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }
    """
    (tmp_path / "Ask.java").write_text(source)
    (tmp_path / "hosts").write_text(f"127.0.0.1 {NAME}\n")
    with serving() as port:
        asked = _run(tmp_path, "java", "-Djdk.net.hosts.file=hosts", "Ask.java", f"http://{NAME}:{port}/")
    assert asked == f"{NAME}:{port}"


def test_the_sandbox_has_the_keys_that_the_page_speaks_of() -> None:
    from tools.dev.local import DEMO_AGENCIES

    page = (ROOT / PAGE).read_text()
    for role in ("officer", "liaison", "application"):
        assert role in DEMO_AGENCIES["kaltim"]
        assert f"`{role}`" in page
