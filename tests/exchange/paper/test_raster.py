from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from stormdesk.exchange.paper.raster import Raster, read_raster
from stormdesk.model.problem import BadInput

SIDE = (13, 7)


def picture(mode: str) -> Image.Image:
    shades = Image.new("RGBA", SIDE)
    for x in range(SIDE[0]):
        for y in range(SIDE[1]):
            shades.putpixel((x, y), (x * 19, y * 36, (x * y * 3) % 256, 255 - x * 9))
    return shades.convert(mode)


def file_of(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def shown(raster: Raster) -> Image.Image:
    """What the dots look like to another program, what covers nothing left out."""
    mode = {"DeviceRGB": "RGB", "DeviceGray": "1" if raster.bits == 1 else "L"}[raster.colours]
    return Image.frombytes(mode, (raster.width, raster.height), raster.content)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_keeps_its_dots(mode: str) -> None:
    image = picture(mode)
    raster = read_raster(file_of(image, "PNG"))
    plain = {"1": "1", "L": "L", "LA": "L"}.get(mode, "RGB")
    assert shown(raster).tobytes() == image.convert(plain).tobytes()
    if mode.endswith("A"):
        assert raster.mask is not None
        assert raster.mask.content == image.getchannel("A").tobytes()


def test_the_clear_colours_of_a_palette_stay_clear() -> None:
    image = picture("RGB").quantize(16)
    raster = read_raster(file_of(image, "PNG", transparency=0))
    assert raster.mask is not None
    clear = [number == 0 for number in image.tobytes()]
    assert [share == 0 for share in raster.mask.content] == clear


@pytest.mark.parametrize(("mode", "colours"), [("L", "DeviceGray"), ("RGB", "DeviceRGB"),
                                              ("CMYK", "DeviceCMYK")])  # fmt: skip
def test_a_jpeg_stays_coded(mode: str, colours: str) -> None:
    content = file_of(picture("RGB").convert(mode), "JPEG")
    assert read_raster(content) == Raster(*SIDE, colours, content, is_jpeg=True)


def test_a_broken_picture_is_refused_wherever_it_breaks() -> None:
    for content in (file_of(picture("RGB"), "PNG"), file_of(picture("RGB"), "JPEG")[:150]):
        for end in range(0, len(content) - 30, 7):
            with pytest.raises(BadInput):
                read_raster(content[:end])
