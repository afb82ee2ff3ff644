"""Pictures made anew from their pixels, with Pillow, which only the cleaning function ever imports."""

from io import BytesIO
from typing import TYPE_CHECKING

from chalicelib.domain.attachments import rules as attachments
from chalicelib.services.ports.image_sanitizer import SanitizedImage, UnsafeFile

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURE_PIXELS = 2048
"""Longest side of the picture that is shown."""
PREVIEW_PIXELS = 480

_PICTURE_QUALITY = 85
_PREVIEW_QUALITY = 75
# Many phones write MPO: a JPEG with a second one (a depth map, a small copy) behind it.
_ONE_PICTURE = ("JPEG", "MPO")
_FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112
_PAPER = (255, 255, 255)


class PillowImageSanitizer:
    """Implements `ports.image_sanitizer.ImageSanitizer`."""

    def clean(self, data: bytes) -> SanitizedImage:
        """Decode, turn upright, scale down, encode. Only pixels pass: no metadata, no colour profile."""
        image = _open(data)
        if attachments.is_polyglot(data):
            raise UnsafeFile("polyglot")
        upright = _turn_upright(image)
        small = upright.copy()
        small.thumbnail((PREVIEW_PIXELS, PREVIEW_PIXELS))
        return SanitizedImage(_encode(upright, _PICTURE_QUALITY), _encode(small, _PREVIEW_QUALITY))


def _open(data: bytes) -> "Image":
    """The picture with its header read and its pixels not yet decoded."""
    from PIL import Image, UnidentifiedImageError

    # Our own limit is lower and is checked before any pixel is decoded; Pillow would write warnings into the log.
    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError:
        raise UnsafeFile("wrong_type") from None
    except MemoryError:
        raise UnsafeFile("too_many_pixels") from None
    except Exception:
        # A stranger's file may fail in a decoder in any way, and every way means the same.
        raise UnsafeFile("broken") from None
    if image.width * image.height > attachments.LARGEST_PIXELS:
        raise UnsafeFile("too_many_pixels")
    if image.format not in _ONE_PICTURE and getattr(image, "is_animated", False):
        raise UnsafeFile("animated")
    return image


def _turn_upright(image: "Image") -> "Image":
    """The pixels alone, as the camera was held, on white where they were transparent."""
    from PIL import Image

    orientation = _orientation(image)
    try:
        # A JPEG can be decoded at a fraction of its size, which saves most of the time and the memory.
        image.draft("RGB", (PICTURE_PIXELS, PICTURE_PIXELS))
        image.load()
        has_alpha = "A" in image.getbands() or "transparency" in image.info
        if image.mode.startswith("I"):
            # Grey with 16 bits: converted at once, all but the darkest 256 of its 65,536 shades would be white.
            image = image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
        mode = "RGBA" if has_alpha else "RGB"
        # A needless copy of forty million pixels is a quarter of the function's memory.
        pixels = image if image.mode == mode else image.convert(mode)
    except Exception:
        raise UnsafeFile("broken") from None
    pixels.thumbnail((PICTURE_PIXELS, PICTURE_PIXELS))
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation)
    if turn is not None:
        pixels = pixels.transpose(turn)
    # Onto a new image: whatever is attached to the old one (comments, profiles, Exif) must not reach the encoder.
    blank = Image.new("RGB", pixels.size, _PAPER)
    blank.paste(pixels, mask=pixels.getchannel("A") if has_alpha else None)
    return blank


def _orientation(image: "Image") -> int:
    """How the camera was held (Exif 1 to 8); upright where the metadata cannot be read."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        return 1


def _encode(image: "Image", quality: int) -> bytes:
    encoded = BytesIO()
    image.save(encoded, "JPEG", quality=quality, optimize=True, progressive=True)
    return encoded.getvalue()
