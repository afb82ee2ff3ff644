"""Messages to receivers: signed by the specification, to checked addresses only, and ended in time."""

import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from standardwebhooks import Webhook, WebhookVerificationError

from chalicelib.domain.notifications.message import WebhookMessage
from chalicelib.domain.notifications.subscription import Answer
from chalicelib.gateways import webhook_sender as gateway
from chalicelib.gateways.webhook_sender import HttpWebhookSender, signature_headers
from tests.domain.notifications.test_target_url import FORBIDDEN
from tests.support.receiver import DROP, HANG, OK, Received, receiving

NOW = datetime.now(UTC)
MESSAGE = WebhookMessage("ID", "64.08-pupr", "msg_KI-7F3K-9Q2M-XA0B-C_3", "complaint.routed", NOW, {})
BODY = '{"type":"complaint.routed","data":{"kind":"routed"}}'
SECRETS = ("whsec_" + "A" * 43 + "=", "whsec_" + "B" * 43 + "=")
HOST = "laporan.example.id"
PUBLIC = "8.8.8.8"

Resolver = Callable[[str, int], list[tuple[Any, ...]]]


def post(url: str, *, loopback: bool = True, seconds: float = 5.0, **options: Any) -> Answer:
    sender = HttpWebhookSender(loopback, seconds=seconds, **options)
    return sender.post(url, MESSAGE, BODY, SECRETS, datetime.now(UTC))


def naming(*addresses: str) -> Resolver:
    """A resolver under a stranger's control."""
    return lambda _host, port: [(address, port, 0, 0) if ":" in address else (address, port) for address in addresses]


def never(*_: Any) -> Any:
    raise AssertionError("no connection may be made")


def test_a_message_arrives_as_the_specification_says_and_the_library_verifies_it_with_each_secret() -> None:
    with receiving() as receiver:
        assert post(receiver.url + "hook?a=b") == Answer(status=204)
        (request,) = receiver.taken
    assert request.path == "/hook?a=b"
    assert request.body == BODY.encode()
    assert request.headers["content-type"] == "application/json"
    assert request.headers["host"] == receiver.url.split("/")[2]
    assert request.id == MESSAGE.id
    assert [part[:3] for part in request.headers["webhook-signature"].split(" ")] == ["v1,", "v1,"]
    for secret in SECRETS:
        assert request.verified(secret) == {"type": "complaint.routed", "data": {"kind": "routed"}}
    with pytest.raises(WebhookVerificationError):
        request.verified("whsec_" + "C" * 43 + "=")
    with pytest.raises(WebhookVerificationError):
        Received(request.path, request.headers, request.body + b" ").verified(SECRETS[0])


def test_a_signature_older_than_five_minutes_does_not_verify() -> None:
    headers = signature_headers(MESSAGE.id, BODY, SECRETS, NOW - timedelta(minutes=6))
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRETS[0]).verify(BODY, headers)


@pytest.mark.parametrize("status", [200, 302, 410, 429, 500, 503])
def test_a_status_is_answered_and_no_redirect_followed(status: int) -> None:
    with receiving(lambda _: OK if status == 200 else status) as receiver:
        assert post(receiver.url).status == (204 if status == 200 else status)
        assert len(receiver.taken) + sum(receiver.failed.values()) == 1


def test_a_receiver_that_drops_the_connection_or_does_not_answer_has_failed() -> None:
    with receiving(lambda _: DROP) as receiver:
        assert post(receiver.url) == Answer(failure="connection")
    with receiving(lambda _: HANG) as receiver:
        assert post(receiver.url, seconds=0.3) == Answer(failure="timeout")


def test_nobody_listening_is_a_failure_of_the_connection() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert post(f"http://127.0.0.1:{free}/") == Answer(failure="connection")


@contextmanager
def speaking(talk: Callable[[socket.socket], None], tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server of one connection that does as it likes after the request; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def run() -> None:
            try:
                connection, _ = server.accept()
                with tls.wrap_socket(connection, server_side=True) if tls else connection as open_:
                    open_.recv(65536)
                    talk(open_)
            except OSError:
                pass

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)


def test_a_dripping_answer_ends_at_the_deadline() -> None:
    stop = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not stop.wait(0.02):
            connection.sendall(b"x")

    with speaking(drip) as port:
        assert post(f"http://127.0.0.1:{port}/", seconds=0.4) == Answer(failure="timeout")
        stop.set()


@pytest.mark.parametrize(
    "answer",
    [b"X: y\r\n" * 20_000, b"X: " + b"y" * 100_000],
    ids=["many lines", "a long line"],
)
def test_an_endless_head_is_not_read_on(answer: bytes) -> None:
    with speaking(lambda open_: open_.sendall(b"HTTP/1.1 200 OK\r\n" + answer)) as port:
        assert post(f"http://127.0.0.1:{port}/") == Answer(failure="not_http")


@pytest.mark.parametrize("answer", [b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"\x00\xff\r\n\r\n"])
def test_a_receiver_that_speaks_no_http_has_failed(answer: bytes) -> None:
    with speaking(lambda open_: open_.sendall(answer)) as port:
        assert post(f"http://127.0.0.1:{port}/") == Answer(failure="not_http")


def test_the_body_of_an_answer_is_left_unread() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
    with speaking(lambda open_: open_.sendall(head + b"x" * 1000)) as port:
        assert post(f"http://127.0.0.1:{port}/") == Answer(status=200)


@pytest.mark.parametrize(
    ("answer", "seconds"), [("30", 30), ("999999", 86400), ("9999999", 0), ("besok", 0), ("-1", 0)]
)
def test_the_pause_that_a_receiver_wishes_is_read_in_seconds(answer: str, seconds: int) -> None:
    head = f"HTTP/1.1 503 Busy\r\nRetry-After: {answer}\r\n\r\n".encode()
    with speaking(lambda open_: open_.sendall(head)) as port:
        assert post(f"http://127.0.0.1:{port}/") == Answer(status=503, retry_after=seconds)


@pytest.mark.parametrize("address", FORBIDDEN)
def test_a_name_with_an_internal_address_is_never_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "_first_open", never)
    refused = Answer(failure="forbidden_address")
    assert post(f"https://{HOST}/", resolver=naming(address)) == refused
    assert post(f"https://{HOST}/", resolver=naming(PUBLIC, address)) == refused
    assert post(f"https://{HOST}/", loopback=False, resolver=naming(address, PUBLIC)) == refused


def test_a_name_is_resolved_once_however_often_its_address_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it is checked, inside when it is connected to."""
    answers = iter([[(PUBLIC, 443)], [("169.254.169.254", 443)], [("127.0.0.1", 443)]])
    connected: list[tuple[Any, ...]] = []

    def connect(self: socket.socket, address: tuple[Any, ...]) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    assert post(f"https://{HOST}/", resolver=lambda *_: next(answers)) == Answer(failure="connection")
    assert connected == [(PUBLIC, 443)]


def test_a_stored_address_is_checked_again_when_it_is_used() -> None:
    for url in ("http://127.0.0.1:9/", "https://10.0.0.1/", "file:///etc/passwd"):
        assert post(url, loopback=False, resolver=never) == Answer(failure="forbidden_address")


def test_an_unknown_name_and_a_hanging_resolver_are_failures() -> None:
    def unknown(*_: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    stop = threading.Event()

    def hang(*_: Any) -> Any:
        stop.wait(10)
        return []

    assert post(f"https://{HOST}/", resolver=unknown) == Answer(failure="name_not_found")
    assert post(f"https://{HOST}/", resolver=hang, seconds=0.2) == Answer(failure="timeout")
    stop.set()
    assert post(f"https://{HOST}/", resolver=naming()) == Answer(failure="forbidden_address")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for HOST that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    encoded = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    files[1].write_bytes(encoded)
    return files


def over_tls(certificate: tuple[Path, Path], host: str, monkeypatch: pytest.MonkeyPatch, *, known: bool) -> Answer:
    """A message to a TLS server of this machine, which stands for a public one."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(*certificate)
    trusting = ssl.create_default_context(cafile=str(certificate[0]) if known else None)
    with speaking(lambda open_: open_.sendall(b"HTTP/1.1 200 OK\r\n\r\n"), server) as port:
        monkeypatch.setattr(gateway.target_url, "may_connect", lambda *_: True)
        return post(f"https://{host}/", resolver=naming_port(port), tls=lambda: trusting)


def naming_port(port: int) -> Resolver:
    return lambda *_: [("127.0.0.1", port)]


def test_a_receiver_needs_a_certificate_for_the_name_that_the_office_gave(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert over_tls(certificate, HOST, monkeypatch, known=True) == Answer(status=200)
    assert over_tls(certificate, "lain.example.id", monkeypatch, known=True) == Answer(failure="tls")
    assert over_tls(certificate, HOST, monkeypatch, known=False) == Answer(failure="tls")


def test_the_tls_context_checks_names_and_authorities() -> None:
    context = gateway._tls()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_starting_a_function_loads_no_signing_library() -> None:
    """It is only loaded where a message is signature_headers."""
    program = "import sys, app\nprint('standardwebhooks' in sys.modules)"
    variables = {"AWS_DEFAULT_REGION": "ap-southeast-3", "PYTHONPATH": ":".join(sys.path)}
    result = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
