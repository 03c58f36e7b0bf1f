"""A picture becomes an imprint that survives what networks do to it; whatever is no picture is said, and nothing breaks."""

from __future__ import annotations

import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from coach.adapters.pictures import file_named, imprint_of
from coach.errors import BadInput
from coach.mirror.visual import NEAR, imprint_named


def scene(seed: int, size: tuple[int, int] = (320, 200)) -> Image.Image:
    dice = random.Random(seed)
    cells = Image.frombytes("RGB", (7, 5), bytes(dice.randrange(256) for _ in range(105)))
    picture = cells.resize(size, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(4):
        x, y = dice.randrange(size[0]), dice.randrange(size[1])
        draw.ellipse((x, y, x + 70, y + 60), fill=tuple(dice.randrange(256) for _ in range(3)))
    return picture


def kept(picture: Image.Image, path: Path, **how: object) -> Path:
    picture.save(path, **how)  # type: ignore[arg-type]
    return path


def resized(picture: Image.Image) -> Image.Image:
    return picture.resize((120, 75))


def trimmed(picture: Image.Image) -> Image.Image:
    return picture.crop((12, 8, 308, 192))


def stamped(picture: Image.Image) -> Image.Image:
    copy = picture.copy()
    ImageDraw.Draw(copy).rectangle((262, 160, 312, 192), fill="white")
    return copy


def shrunk(picture: Image.Image) -> Image.Image:
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=30)
    return Image.open(io.BytesIO(held.getvalue())).convert("RGB")


@pytest.mark.parametrize("change", [resized, trimmed, stamped, shrunk])
@pytest.mark.parametrize("seed", range(4))
def test_a_changed_copy_is_the_same_picture(seed, change, tmp_path):
    original = imprint_of(kept(scene(seed), tmp_path / "a.png"), "en")
    assert original.same(imprint_of(kept(change(scene(seed)), tmp_path / "b.png"), "en"))


def test_two_pictures_are_two(tmp_path):
    prints = [imprint_of(kept(scene(seed), tmp_path / "a.png"), "en") for seed in range(12)]
    assert min(a.apart(b) for n, a in enumerate(prints) for b in prints[:n]) > 2 * NEAR


def test_an_imprint_is_read_again_from_its_name_and_nothing_else_is(tmp_path):
    made = imprint_of(kept(scene(1), tmp_path / "a.jpg"), "en")
    assert imprint_named(made.name) == made
    for other in ("", "photo.jpg", "imprint:", made.name + "0", made.name.upper(), "imprint:" + "0" * 9999):
        assert imprint_named(other) is None


def test_a_turned_photograph_is_seen_upright(tmp_path):
    upright = imprint_of(kept(scene(3), tmp_path / "a.png"), "en")
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = scene(3).transpose(Image.Transpose.ROTATE_90)
    assert upright.same(imprint_of(kept(turned, tmp_path / "b.jpg", exif=exif), "en"))


def bomb(path: Path, side: int = 60_000) -> Path:
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    return path


def half(path: Path) -> Path:
    kept(scene(1, (900, 700)), path)
    path.write_bytes(path.read_bytes()[:900])
    return path


def animated(path: Path) -> Path:
    frames = [scene(n) for n in range(3)]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    return path


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda f: f / "none.png", "cannot be found", id="missing"),
        pytest.param(lambda f: f / "a\0b.png", "cannot be found", id="null character"),
        pytest.param(lambda f: f, "is not a file", id="folder"),
        pytest.param(lambda f: written(f / "a.png", b""), "is empty", id="0 byte"),
        pytest.param(lambda f: written(f / "a.png", b"Bonjour"), "not a picture", id="a text"),
        pytest.param(lambda f: bomb(f / "a.png"), "million pixels", id="bomb"),
        pytest.param(lambda f: bomb(f / "a.png", 9_000), "million pixels", id="large"),
        pytest.param(lambda f: half(f / "a.png"), "damaged", id="cut"),
        pytest.param(lambda f: animated(f / "a.gif"), "animated", id="animated"),
        pytest.param(lambda f: kept(Image.new("RGB", (90, 90), "red"), f / "a.png"), "one colour", id="blank"),
        pytest.param(lambda f: kept(Image.new("RGB", (1, 1), "red"), f / "a.png"), "one colour", id="one pixel"),
    ],
)
def test_what_is_no_still_picture_is_said_with_a_remedy(make, said, tmp_path):
    with pytest.raises(BadInput) as told:
        imprint_of(make(tmp_path), "en")
    assert said in told.value.title
    assert told.value.remedy


def test_too_heavy_a_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.png"
    with path.open("wb") as file:
        file.truncate(60 * 2**20)
    with pytest.raises(BadInput, match="too heavy"):
        imprint_of(path, "en")


def test_only_files_at_hand_are_looked_at(tmp_path):
    kept(scene(1), tmp_path / "a.png")
    assert file_named("a.png", tmp_path) == tmp_path / "a.png"
    assert file_named(str(tmp_path / "a.png"), tmp_path / "elsewhere") == tmp_path / "a.png"
    for name in (
        "https://a.example/a.png",
        "file:///a.png",
        "//host/share/a.png",
        "\\\\host\\share\\a.png",
        "b.png",
        "a.txt",
        "\0.png",
    ):
        assert file_named(name, tmp_path) is None
