"""What strangers send as photos, and what becomes of each. The cleaning function's own tests and those of the whole
system use the same table."""

import io
import struct
import zlib

from PIL import Image

from tests.support import pictures

SHOWN = "shown"

_PNG = b"\x89PNG\r\n\x1a\n"


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def heic() -> bytes:
    """The beginning of a HEIC file, as an iPhone writes it, whatever it is called."""
    return struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(400)


def apng() -> bytes:
    """A PNG whose second picture follows after a tenth of a second."""
    scene = pictures.scene()
    return _saved(scene, "PNG", save_all=True, append_images=[scene.rotate(180)], duration=100)


def sixteen_bits(channels: int) -> bytes:
    """A PNG with 16 bits a channel, as scanners write it: grey (1) or colour (3), dark to light from the left."""
    rows = b"".join(
        b"\0" + b"".join(struct.pack(">H", column * 1000) * channels for column in range(64)) for _ in range(48)
    )
    head = struct.pack(">IIBBBBB", 64, 48, 16, 0 if channels == 1 else 2, 0, 0, 0)
    return _PNG + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def cmyk() -> bytes:
    """A JPEG in the colours of a printer."""
    return _saved(pictures.scene().convert("CMYK"), "JPEG")


def hundred_megapixels() -> bytes:
    """A JPEG of 100 megapixels in a megabyte."""
    return _saved(Image.new("L", (10_000, 10_000), 90), "JPEG", quality=20)


CASES: tuple[tuple[str, bytes, str], ...] = (
    ("a JPEG on its side (Exif 6)", pictures.photo(orientation=6), SHOWN),
    ("a WebP", pictures.webp(), SHOWN),
    ("a CMYK JPEG", cmyk(), SHOWN),
    ("a PNG with 16 bits, grey", sixteen_bits(1), SHOWN),
    ("a PNG with 16 bits, colour", sixteen_bits(3), SHOWN),
    ("a transparent PNG", pictures.png_with_text(), SHOWN),
    ("an animated WebP", pictures.webp(frames=3), "animated"),
    ("an animated PNG", apng(), "animated"),
    ("a truncated JPEG", pictures.photo()[:-400], "broken"),
    ("a truncated PNG", pictures.png_with_text()[:-40], "broken"),
    ("HEIC called .jpg", heic(), "wrong_type"),
    ("text called .jpg", b"Ini bukan foto, hanya teks dengan nama .jpg", "wrong_type"),
    ("a GIF called .jpg", _saved(pictures.scene(), "GIF"), "wrong_type"),
    ("a JPEG of 100 megapixels", hundred_megapixels(), "too_many_pixels"),
    ("a PNG that unpacks to gigabytes", pictures.png_bomb(), "too_many_pixels"),
    ("a photo that is a page too", pictures.page_in_photo(), "polyglot"),
)
"""What it is, its bytes, and what becomes of it: `shown`, or the reason that its sender is told."""
