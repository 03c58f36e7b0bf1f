"""How well an imprint knows a picture again: ``python tests/bench/visual.py [FOLDER of pictures]``.

Pictures are drawn here (scenes, posters of one template, charts) and changed as people and networks change them; the pictures
of a folder are added when one is given. Prints, for ImageHash's dHash and pHash (a development dependency) and for ours, the
share of changed copies known again and the share of pairs of different pictures taken for one, each at its own threshold,
then the time.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from coach.adapters.pictures import imprint_of  # noqa: E402
from coach.mirror.visual import NEAR, Imprint  # noqa: E402

SIZE = (960, 640)
SCENES, POSTERS, CHARTS = 60, 30, 30


def scene(seed: int) -> Image.Image:
    """A photograph of sorts: clouds of grey at three scales, a few bodies, grain."""
    dice = random.Random(seed)
    picture = Image.new("RGB", SIZE)
    for cells, weight in ((4, 1.0), (9, 0.5), (23, 0.25)):
        noise = Image.frombytes("RGB", (cells, cells), bytes(dice.randrange(256) for _ in range(3 * cells * cells)))
        picture = Image.blend(picture, noise.resize(SIZE, Image.Resampling.BICUBIC), weight)
    draw = ImageDraw.Draw(picture)
    for _ in range(dice.randint(2, 6)):
        x, y, w, h = dice.randrange(800), dice.randrange(500), dice.randrange(80, 400), dice.randrange(80, 400)
        colour = tuple(dice.randrange(256) for _ in range(3))
        (draw.ellipse if dice.random() < 0.6 else draw.rectangle)((x, y, x + w, y + h), fill=colour)
    grain = Image.frombytes("L", (240, 160), bytes(dice.randrange(256) for _ in range(240 * 160))).resize(SIZE)
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(1.5)), grain.convert("RGB"), 0.08)


def poster(seed: int) -> Image.Image:
    """A poster of one house: the same band and logo, another picture and other lines."""
    dice = random.Random(1000 + seed)
    picture = Image.new("RGB", SIZE, (250, 246, 238))
    picture.paste(scene(5000 + seed).resize((480, 560)), (440, 40))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, 960, 640), fill=(20, 40, 80))
    draw.ellipse((30, 575, 80, 625), fill=(240, 200, 40))
    for line in range(dice.randint(3, 7)):
        draw.rectangle((40, 80 + 56 * line, 40 + dice.randint(120, 370), 112 + 56 * line), fill=(30, 30, 30))
    return picture


def chart(seed: int) -> Image.Image:
    """A bar chart on white."""
    dice = random.Random(2000 + seed)
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    bars = dice.randint(3, 9)
    for n in range(bars):
        left = 80 + n * 800 // bars
        draw.rectangle((left, 600 - dice.randint(40, 520), left + 520 // bars, 600), fill=(40, 90, 160))
    draw.line((60, 600, 920, 600), fill="black", width=4)
    return picture


def again(picture: Image.Image, quality: int) -> Image.Image:
    """The same after a JPEG of that quality."""
    held = io.BytesIO()
    picture.convert("RGB").save(held, "JPEG", quality=quality)
    return Image.open(io.BytesIO(held.getvalue())).convert("RGB")


def cropped(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    """The same without that share of each side."""
    w, h = picture.size
    return picture.crop((round(w * left), round(h * top), round(w * (1 - right)), round(h * (1 - bottom))))


def stamped(picture: Image.Image, share: float) -> Image.Image:
    """The same with a logo of that share of the width in a corner."""
    copy = picture.convert("RGB")
    side = round(copy.width * share)
    draw = ImageDraw.Draw(copy)
    x, y = copy.width - side - 12, copy.height - side // 2 - 12
    draw.rectangle((x, y, x + side, y + side // 2), fill="white")
    draw.ellipse((x + 8, y + 8, x + side // 2 - 8, y + side // 2 - 8), fill=(200, 30, 30))
    return copy


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "resized to a third": lambda p: p.resize((p.width // 3, p.height // 3)),
    "resized, other shape": lambda p: p.resize((p.width, round(p.height * 0.85))),
    "JPEG quality 30": lambda p: again(p, 30),
    "small and JPEG 40": lambda p: again(p.resize((p.width // 2, p.height // 2)), 40),
    "brighter, more contrast": lambda p: ImageEnhance.Contrast(ImageEnhance.Brightness(p.convert("RGB")).enhance(1.15)).enhance(
        1.2
    ),
    "black and white": lambda p: p.convert("L").convert("RGB"),
    "cropped 4 % around": lambda p: cropped(p, 0.04, 0.04, 0.04, 0.04),
    "cropped 8 % around": lambda p: cropped(p, 0.08, 0.08, 0.08, 0.08),
    "cropped 6 % one side": lambda p: cropped(p, 0.06, 0, 0, 0),
    "cropped 10 % one side": lambda p: cropped(p, 0, 0, 0.1, 0),
    "logo, 15 % of the width": lambda p: stamped(p, 0.15),
    "logo, 25 % of the width": lambda p: stamped(p, 0.25),
    "crop 4 %, logo, JPEG 50": lambda p: again(stamped(cropped(p, 0.04, 0.04, 0.04, 0.04), 0.15), 50),
}
"""What people and networks do to a picture."""


def ours(picture: Image.Image) -> Imprint:
    """The imprint, through a file as in real life."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        picture.save(file, "PNG", compress_level=1)
        file.flush()
        return imprint_of(Path(file.name), "en")


def drawn(folder: Path | None) -> list[tuple[str, Image.Image]]:
    """All the pictures, by the kind they are of."""
    found = [("scene", scene(n)) for n in range(SCENES)] + [("poster", poster(n)) for n in range(POSTERS)]
    found += [("chart", chart(n)) for n in range(CHARTS)]
    for path in sorted(folder.iterdir()) if folder else []:
        if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp"):
            found.append(("given", Image.open(path).convert("RGB")))
    return found


def main(folder: Path | None) -> None:
    """Print the table."""
    import imagehash

    pictures = drawn(folder)
    makers: dict[str, tuple[Callable[[Image.Image], Any], Callable[[Any, Any], int], int]] = {
        "dHash": (imagehash.dhash, lambda a, b: a - b, 6),
        "pHash": (imagehash.phash, lambda a, b: a - b, 10),
        "ours": (ours, lambda a, b: a.apart(b), NEAR),
    }
    print(f"{len(pictures)} pictures, {len(CHANGES)} changes\n{'':26}" + "".join(f"{name:>9}" for name in makers))
    prints: dict[str, list[Any]] = {}
    start = time.process_time()
    for name, (make, _, _) in makers.items():
        prints[name] = [make(picture) for _, picture in pictures]
    known: dict[str, dict[str, int]] = {change: dict.fromkeys(makers, 0) for change in CHANGES}
    for n, (_, picture) in enumerate(pictures):
        for change, apply in CHANGES.items():
            copy = apply(picture)
            for name, (make, apart, near) in makers.items():
                known[change][name] += apart(prints[name][n], make(copy)) <= near
    for change, counts in known.items():
        print(f"{change:26}" + "".join(f"{counts[name] / len(pictures):9.3f}" for name in makers))
    print("\ndifferent pictures taken for one")
    for kind in dict.fromkeys(kind for kind, _ in pictures):
        pairs = list(combinations([n for n, (k, _) in enumerate(pictures) if k == kind], 2))
        wrong = {
            name: sum(apart(prints[name][a], prints[name][b]) <= near for a, b in pairs)
            for name, (_, apart, near) in makers.items()
        }
        print(f"{kind:12}{len(pairs):8} pairs     " + "".join(f"{wrong[name] / max(1, len(pairs)):9.4f}" for name in makers))
    across = [(a, b) for a, b in combinations(range(len(pictures)), 2) if pictures[a][0] != pictures[b][0]]
    wrong = {
        name: sum(apart(prints[name][a], prints[name][b]) <= near for a, b in across) for name, (_, apart, near) in makers.items()
    }
    print(f"{'across kinds':12}{len(across):8} pairs     " + "".join(f"{wrong[name] / len(across):9.4f}" for name in makers))
    print(f"\nall of it: {time.process_time() - start:.0f} s of processor")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
