from __future__ import annotations

import random
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.pictures.options import PngOptions
from stormdesk.exchange.pictures.png import LONGEST_SIDE
from stormdesk.exchange.pictures.png_file import PngFile
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

PNG = FORMATS["png"]
BOARD = Board.of(
    [
        Profile(id="b", title="Ordering"),
        Context(id="sales", name="Sales"),
        Context(id="post", name="Post", order=1),
        Sticky(id="place", kind=Kind.COMMAND, text="Place order", context="sales", at=1),
        Sticky(id="placed", kind=Kind.EVENT, text="Order placed", context="sales", at=2, order=1),
        Sticky(id="carrier", kind=Kind.SYSTEM, text="Carrier", context="post", at=3, order=2),
        Flow.between("place", "placed"),
    ]
)
ORANGE, BLUE, PINK = (0xFF, 0x9D, 0x48), (0x23, 0xBF, 0xE7), (0xEA, 0x94, 0xBB)


def picture(board: Board = BOARD, **options: object) -> Image.Image:
    [(name, data)] = write(PNG, board, PngOptions.model_validate(options)).items()
    assert name == "ordering.png"
    image = Image.open(BytesIO(data))
    image.load()
    assert (image.format, image.mode) == ("PNG", "RGB")
    return image


def count(image: Image.Image, colour: tuple[int, int, int]) -> int:
    return sum(number for number, found in image.getcolors(1 << 20) or () if found == colour)


def test_scale_and_width_say_how_large_it_is() -> None:
    whole = picture()
    assert picture(scale=1.0).size == whole.size
    double = picture(scale=2.0).size
    assert double == pytest.approx([2 * side for side in whole.size], abs=1)
    narrow = picture(width=480)
    assert narrow.width == 480
    assert narrow.height == pytest.approx(whole.height * 480 / whole.width, abs=1)


def test_an_event_is_160_pixels_wide_at_a_scale_of_one() -> None:
    alone = picture(of="selection placed", scale=1.0)
    assert alone.size == (160 + 64, 160 + 64)
    assert alone.getpixel((40, 180)) == ORANGE
    assert alone.getpixel((8, 8)) == (255, 255, 255)


def test_colours_come_out_as_the_palette_says() -> None:
    whole = picture(legend=False)
    for colour in (ORANGE, BLUE, PINK):
        assert count(whole, colour) > 10_000
    lane = picture(of="lane Sales")
    assert count(lane, ORANGE) > 10_000
    assert count(lane, PINK) == 0


def test_what_is_too_large_is_refused_with_what_would_do() -> None:
    with pytest.raises(BadInput, match=r"scale: makes a picture of .* pixels; take at most"):
        picture(scale=20)
    with pytest.raises(BadInput, match=r"width: makes a picture of .*take at most \d+, or a part"):
        picture(width=10**9)
    with pytest.raises(ValueError, match="not both"):
        PngOptions(scale=1, width=100)


def test_without_a_size_a_huge_board_is_as_large_as_pictures_may_be() -> None:
    ends = [Sticky(id=f"e{at}", kind=Kind.EVENT, text="x", at=at) for at in (1, 600)]
    image = picture(Board.of([Profile(id="b", title="Ordering"), *ends]))
    assert image.width == LONGEST_SIDE


def test_memory_stays_small_whatever_the_board() -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests/bench'); from boards import big_board;"
        "from stormdesk.exchange.format import write; from stormdesk.exchange.formats import *;"
        "write(FORMATS['png'], big_board(1000));"
        # Not ru_maxrss, in which the memory of this process would be counted.
        "status = open('/proc/self/status').read();"
        "print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 400


def test_the_same_board_gives_the_same_bytes() -> None:
    assert write(PNG, BOARD) == write(PNG, BOARD)


def test_rows_come_out_as_they_went_in() -> None:
    width, height, chance = 37, 23, random.Random(7)
    rows = [chance.randbytes(4 * width) for _ in range(height)]
    rows[5:9] = [rows[5]] * 4
    file = PngFile(width, height)
    for band in (rows[:4], rows[4:5], rows[5:]):
        file.add(b"".join(band))
    image = Image.open(BytesIO(file.finished()))
    expected = b"".join(
        bytes((row[at + 2], row[at + 1], row[at])) for row in rows for at in range(0, len(row), 4)
    )
    assert (image.size, image.tobytes()) == ((width, height), expected)


def test_it_needs_no_other_library_of_pictures() -> None:
    program = (
        "import sys\n"
        "sys.modules.update(numpy=None, PySide6=None)\n"
        "from stormdesk.exchange.format import write\n"
        "from stormdesk.exchange.formats import FORMATS\n"
        "from stormdesk.exchange.source import read_board\n"
        "from stormdesk.resources import resource\n"
        "board = read_board(str(resource('templates/webhook-billing.yaml')))\n"
        "[data] = write(FORMATS['png'], board).values()\n"
        "print(data[1:4].decode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "PNG\n"
