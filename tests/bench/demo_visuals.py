"""Draws the two visuals of the demo company and prints the imprints its posts carry: ``python tests/bench/demo_visuals.py``.

Ours to the last pixel. Each colleague's copy is changed as a network or a hurry changes it; only its imprint goes in the posts.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from visual import again, cropped, stamped  # noqa: E402

from coach.adapters.pictures import imprint_of  # noqa: E402

OUT = ROOT / "corpus" / "demo" / "visuals"
POSTS = ROOT / "corpus" / "demo" / "posts.jsonl"
INK, PAPER, RUST, SEA = (32, 38, 52), (247, 242, 232), (190, 84, 44), (58, 110, 124)


def launch() -> Image.Image:
    """The launch of Atelier Zéro: a machine taken apart, on paper."""
    picture = Image.new("RGB", (640, 360), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 288, 640, 360), fill=INK)
    draw.rectangle((60, 150, 260, 288), fill=SEA)
    draw.rectangle((90, 176, 170, 236), fill=PAPER)
    draw.ellipse((190, 176, 240, 226), fill=RUST)
    for n, (x, y, side) in enumerate(((320, 70, 84), (430, 140, 110), (350, 200, 60))):
        draw.ellipse((x, y, x + side, y + side), fill=(RUST, INK, SEA)[n])
        draw.ellipse((x + side // 3, y + side // 3, x + 2 * side // 3, y + 2 * side // 3), fill=PAPER)
    draw.line((260, 170, 330, 110), fill=INK, width=10)
    draw.polygon(((560, 60), (610, 110), (560, 160), (545, 110)), fill=RUST)
    return picture


def anniversary() -> Image.Image:
    """The first year: one candle on a gear, and twelve bars."""
    picture = Image.new("RGB", (640, 360), INK)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((70, 130, 270, 330), fill=SEA)
    draw.ellipse((130, 190, 210, 270), fill=INK)
    draw.rectangle((158, 50, 182, 134), fill=PAPER)
    draw.polygon(((170, 10), (186, 40), (170, 54), (154, 40)), fill=RUST)
    for month in range(12):
        height = 40 + (month * 37) % 150
        draw.rectangle((320 + 25 * month, 320 - height, 337 + 25 * month, 320), fill=PAPER if month % 3 else RUST)
    return picture


COPIES = {
    "hv-003": lambda p: p,
    "hv-004": lambda p: again(p.resize((480, 270)), 60),
    "hv-005": lambda p: cropped(p, 0.03, 0.03, 0.03, 0.03),
    "hv-006": lambda p: stamped(p, 0.15),
    "hv-007": lambda p: again(p, 40),
    "hv-073": lambda p: p,
    "hv-074": lambda p: again(cropped(p, 0.05, 0.0, 0.0, 0.0), 70),
    "hv-076": lambda p: stamped(again(p, 50), 0.15),
}
"""What each did to the picture before publishing it."""


def main() -> None:
    """Write the pictures, and the imprints in the posts."""
    pictures = {"atelier-zero": launch(), "premiere-annee": anniversary()}
    for name, picture in pictures.items():
        picture.quantize(16).save(OUT / f"{name}.png", optimize=True)
    rows = [json.loads(line) for line in POSTS.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            if row["id"] in COPIES:
                name = "premiere-annee" if row["id"] >= "hv-073" else "atelier-zero"
                path = Path(folder) / "copy.png"
                with Image.open(OUT / f"{name}.png") as kept:
                    COPIES[row["id"]](kept.convert("RGB")).save(path)
                row["images"] = [imprint_of(path, "en").name]
                print(row["id"], row["author"], row["images"][0])
    POSTS.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
