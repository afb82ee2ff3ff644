"""Photos as phones write them, and files as somebody writes them who means harm. All made here, none of anybody."""

import io
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

OWNER = "Pemilik Contoh"
DEVICE = "Telepon Contoh 12"
_MAKE, _MODEL, _ORIENTATION, _ARTIST, _GPS = 0x010F, 0x0110, 0x0112, 0x013B, 0x8825


def scene(width: int = 64, height: int = 48) -> Image.Image:
    """A picture whose upper left quarter is red and whose rest is blue: any turning shows."""
    image = Image.new("RGB", (width, height), (0, 0, 200))
    image.paste((220, 0, 0), (0, 0, width // 2, height // 2))
    return image


def photo(orientation: int = 1, width: int = 64, height: int = 48) -> bytes:
    """A JPEG that says where it was taken, with which device and by whom."""
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL], exif[_ARTIST], exif[_ORIENTATION] = "Contoh", DEVICE, OWNER, orientation
    exif[_GPS] = {1: "N", 2: (0.0, 31.0, 12.0), 3: "E", 4: (117.0, 31.0, 48.0)}
    out = io.BytesIO()
    scene(width, height).save(out, "JPEG", quality=92, exif=exif, comment=OWNER.encode())
    return out.getvalue()


@cache
def road() -> bytes:
    """A road with a hole in it, as somebody draws who cannot draw: for people who look at pages."""
    image = Image.new("RGB", (1200, 900), (172, 196, 210))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 330, 1200, 900), fill=(92, 124, 74))
    pen.polygon(((430, 330), (770, 330), (1180, 900), (20, 900)), fill=(84, 84, 88))
    for top, bottom in ((350, 400), (450, 530), (600, 720), (800, 900)):
        pen.polygon(((597, top), (603, top), (608, bottom), (592, bottom)), fill=(214, 206, 170))
    pen.ellipse((620, 600, 900, 720), fill=(52, 46, 42))
    pen.ellipse((655, 625, 880, 712), fill=(112, 98, 84))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def png_with_text() -> bytes:
    """A transparent PNG with text chunks."""
    info = PngInfo()
    info.add_text("Author", OWNER)
    info.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta><rdf:RDF>{DEVICE}</rdf:RDF></x:xmpmeta>")
    image = scene().convert("RGBA")
    image.putpixel((63, 47), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=info)
    return out.getvalue()


def webp(frames: int = 1) -> bytes:
    """A WebP of one picture, or of several that move."""
    pictures = [scene().rotate(90 * number) for number in range(frames)]
    out = io.BytesIO()
    pictures[0].save(out, "WEBP", save_all=frames > 1, append_images=pictures[1:], duration=100)
    return out.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_text_bomb() -> bytes:
    """An honest PNG but for a comment that unpacks to a hundred megabytes."""
    out = io.BytesIO()
    scene().save(out, "PNG")
    head, rest = out.getvalue()[:33], out.getvalue()[33:]
    return head + _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)) + rest


def png_bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small file that unpacks to gigabytes of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def webp_bomb() -> bytes:
    """A WebP of the greatest size the format can name, with nothing in it."""
    side = (16_383).to_bytes(3, "little")
    extended = b"VP8X" + struct.pack("<I", 10) + bytes(4) + side + side
    return b"RIFF" + struct.pack("<I", 4 + len(extended)) + b"WEBP" + extended


def page_in_photo() -> bytes:
    """A JPEG that a browser told to would run as a page."""
    out = io.BytesIO()
    scene().save(out, "JPEG", comment=b"<HTML><script>alert(document.domain)</script>")
    return out.getvalue()


def archive_behind_photo() -> bytes:
    """A JPEG with a ZIP behind it: both programs are content."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Main.class", b"\xca\xfe\xba\xbe")
    return photo() + packed.getvalue()


def document_in_photo() -> bytes:
    """A JPEG that PDF readers open."""
    out = io.BytesIO()
    scene().save(out, "JPEG", comment=b"%PDF-1.7\n1 0 obj <<>> endobj")
    return out.getvalue()
