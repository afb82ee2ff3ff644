"""The bucket beside tests/support/webstub.py: another origin, which takes a form with a file and shows pictures."""

from email import message_from_bytes
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar


class Bucket(BaseHTTPRequestHandler):
    """Speaks like S3 to a browser: a preflight, a presigned POST, a presigned GET."""

    stack: ClassVar[Any]

    def do_OPTIONS(self) -> None:
        self._answer(200)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        parts = message_from_bytes(b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n" + body)
        fields: dict[str, bytes] = {}
        for part in parts.get_payload():
            name = part.get_param("name", header="Content-Disposition")
            fields[str(name)] = part.get_payload(decode=True)
        assert list(fields)[-1] == "file", "S3 ignores every field behind the file"
        if self.stack.turn_away > 0:
            self.stack.turn_away -= 1
            return self._answer(403)
        photo = fields.pop("file")
        self.stack.receive({name: value.decode() for name, value in fields.items()}, photo)
        if self.stack.lose_photos > 0:
            self.stack.lose_photos -= 1
            return self.connection.close()
        return self._answer(204)

    def do_GET(self) -> None:
        photo = self.stack.files.get(self.path.strip("/"))
        return self._answer(403) if photo is None else self._answer(200, photo)

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Access-Control-Allow-Methods", "GET, POST")
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Quiet."""
