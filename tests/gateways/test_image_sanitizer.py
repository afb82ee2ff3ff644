"""Photos come out clean, and files that are none do not come out at all."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from chalicelib.domain.attachments.rules import LARGEST_PIXELS
from chalicelib.gateways.image_sanitizer import PICTURE_PIXELS, PREVIEW_PIXELS, PillowImageSanitizer
from chalicelib.services.ports.image_sanitizer import UnsafeFile
from tests.support import pictures
from tests.support.photo_cases import CASES, SHOWN, sixteen_bits

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def cleaned(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(PillowImageSanitizer().clean(data).picture))


def refusal(data: bytes) -> str:
    with pytest.raises(UnsafeFile) as refused:
        PillowImageSanitizer().clean(data)
    return refused.value.reason


def is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return bool(pixel[0] > 150 and pixel[2] < 90)


@pytest.mark.parametrize("make", [pictures.photo, pictures.png_with_text], ids=["jpeg", "png"])
def test_metadata_about_place_device_and_owner_is_removed(make: Callable[[], bytes]) -> None:
    sent = make()
    assert pictures.OWNER.encode() in sent

    made = PillowImageSanitizer().clean(sent)

    for jpeg in (made.picture, made.preview):
        image = Image.open(io.BytesIO(jpeg))
        image.load()
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        for trace in (pictures.OWNER, pictures.DEVICE, "Exif", "xmpmeta"):
            assert trace.encode() not in jpeg


@pytest.mark.parametrize(
    ("orientation", "size", "red_corner"),
    [
        (1, (64, 48), (5, 5)),
        (2, (64, 48), (58, 5)),
        (3, (64, 48), (58, 42)),
        (4, (64, 48), (5, 42)),
        (5, (48, 64), (5, 5)),
        (6, (48, 64), (42, 5)),
        (7, (48, 64), (42, 58)),
        (8, (48, 64), (5, 58)),
    ],
)
def test_a_photo_stands_as_the_camera_was_held(
    orientation: int, size: tuple[int, int], red_corner: tuple[int, int]
) -> None:
    image = cleaned(pictures.photo(orientation))

    assert image.size == size
    corners = [(x, y) for x in (5, size[0] - 6) for y in (5, size[1] - 6)]
    assert [corner for corner in corners if is_red(image.getpixel(corner))] == [red_corner]


def test_a_large_photo_is_made_smaller_and_gets_a_preview() -> None:
    made = PillowImageSanitizer().clean(pictures.photo(width=4000, height=3000))

    assert Image.open(io.BytesIO(made.picture)).size == (PICTURE_PIXELS, 1536)
    assert Image.open(io.BytesIO(made.preview)).size == (PREVIEW_PIXELS, 360)


def test_a_small_photo_is_not_blown_up() -> None:
    made = PillowImageSanitizer().clean(pictures.photo(width=64, height=48))

    assert Image.open(io.BytesIO(made.preview)).size == (64, 48)


def test_transparent_pixels_become_white() -> None:
    pixel = cleaned(pictures.png_with_text()).getpixel((63, 47))

    assert isinstance(pixel, tuple)
    assert min(pixel) > 120, "not black"


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_every_kind_of_pixel_becomes_a_photo(mode: str) -> None:
    out = io.BytesIO()
    pictures.scene().convert(mode).save(out, "JPEG" if mode == "CMYK" else "PNG")

    assert cleaned(out.getvalue()).mode == "RGB"


@pytest.mark.parametrize(("data", "outcome"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_strangers_send(data: bytes, outcome: str) -> None:
    if outcome == SHOWN:
        assert max(cleaned(data).size) == 64
    else:
        assert refusal(data) == outcome


@pytest.mark.parametrize("channels", [1, 3])
def test_sixteen_bits_keep_their_shades(channels: int) -> None:
    image = cleaned(sixteen_bits(channels)).convert("L")
    shades = [image.getpixel((column, 24)) for column in (2, 16, 32, 62)]
    expected = [column * 1000 / 256 for column in (2, 16, 32, 62)]
    assert max(abs(shade - level) for shade, level in zip(shades, expected, strict=True)) < 12, shades


def test_webp_is_taken() -> None:
    assert cleaned(pictures.webp()).format == "JPEG"


def test_the_same_file_gives_the_same_picture() -> None:
    """The hash of the clean picture is in the event: a run that is repeated must come to the same one."""
    assert PillowImageSanitizer().clean(pictures.photo()) == PillowImageSanitizer().clean(pictures.photo())


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("wrong_type", b"Ini teks"),
        ("wrong_type", b"x"),
        ("wrong_type", SVG),
        ("wrong_type", b"%PDF-1.7\n"),
        ("wrong_type", b"GIF89a" + bytes(100)),
        ("wrong_type", b"<html><script>alert(1)</script></html>"),
        ("too_many_pixels", pictures.png_bomb()),
        ("animated", pictures.webp(frames=3)),
        ("polyglot", pictures.page_in_photo()),
        ("polyglot", pictures.archive_behind_photo()),
        ("polyglot", pictures.document_in_photo()),
        ("broken", pictures.png_text_bomb()),
        ("broken", pictures.photo()[:-400]),
        ("broken", pictures.png_with_text()[:-40]),
    ],
)
def test_a_file_that_is_not_a_plain_photo_is_refused(reason: str, data: bytes) -> None:
    assert refusal(data) == reason


def test_a_webp_that_declares_an_excessive_size_is_refused() -> None:
    assert refusal(pictures.webp_bomb()) in {"too_many_pixels", "wrong_type", "broken"}


def test_the_limit_of_pixels_is_checked_before_any_pixel_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL.PngImagePlugin import PngImageFile

    def fail(*_: object) -> None:
        raise AssertionError("decoded a bomb")

    monkeypatch.setattr(PngImageFile, "load", fail)
    monkeypatch.setattr(PngImageFile, "load_prepare", fail)

    assert refusal(pictures.png_bomb(LARGEST_PIXELS // 1000 + 1, 1000)) == "too_many_pixels"


def test_every_photo_that_is_cut_off_is_refused_and_never_an_error() -> None:
    sent = pictures.photo()
    reasons = {refusal(sent[:length]) for length in range(0, len(sent) - 2, 7)}

    assert reasons == {"wrong_type", "broken"}
