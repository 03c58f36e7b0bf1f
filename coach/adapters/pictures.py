"""From a picture file to its imprint: the only module that names Pillow. The file is read and left as it is.

The imprint is a difference hash (dHash: where a picture gets lighter from left to right), of the whole picture and of what a crop
would leave of it. A logo in a corner changes the few bits of that corner; of pHash, whose every bit sees everything, it changed
more (``tests/bench/visual.py``).
"""

from __future__ import annotations

import os
import re
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.context import Language
from coach.errors import BadInput
from coach.mirror.visual import Imprint
from coach.phrases import phrase

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

LARGEST = 50 * 2**20
"""Bytes of a picture file: beyond, it is refused before it is read."""
MOST_PIXELS = 60_000_000
"""Pixels of a picture: a small file can unfold into gigabytes. A large camera's picture fits."""
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"})
"""Endings of the files that are looked at when a post names them."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
"""What is decoded: the others need programs of their own, or are no pictures of posts."""
BLANK = 3.0
"""Standard deviation of the greys, of 255, under which a picture shows nothing."""

_SIDE = 256
_LEFT_OUT = (
    (0.0, 0.0, 0.0, 0.0),
    (0.04, 0.04, 0.04, 0.04),
    (0.08, 0.08, 0.08, 0.08),
    (0.08, 0.0, 0.0, 0.0),
    (0.0, 0.08, 0.0, 0.0),
    (0.0, 0.0, 0.08, 0.0),
    (0.0, 0.0, 0.0, 0.08),
)
"""What each view leaves out at the left, the top, the right and the bottom, as shares of the side."""
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]+:|[\\/]{2}", re.IGNORECASE)
"""An address, or a share of the network: looking at it would call another machine."""


def imprint_of(path: Path, speak: Language) -> Imprint:
    """Return the imprint of a picture file. Raises ``BadInput`` for whatever is not one still picture of a sensible size."""
    from PIL import Image, UnidentifiedImageError

    try:
        size = _measured(path, speak)
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _bad(speak, "too_many_pixels", path, most=MOST_PIXELS // 10**6)
                if getattr(picture, "n_frames", 1) > 1:
                    raise _bad(speak, "animated", path)
                grey = _grey(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _bad(speak, "too_many_pixels", path, most=MOST_PIXELS // 10**6) from error
    except UnidentifiedImageError as error:
        raise _bad(speak, "not_a_picture" if size else "empty", path) from error
    except (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, MemoryError, IndexError, TypeError) as error:
        raise _bad(speak, "damaged", path) from error
    if float(grey.std()) < BLANK:
        raise _bad(speak, "blank", path)
    return Imprint(tuple(_view(grey, rims) for rims in _LEFT_OUT))


def file_named(image: str, folder: Path) -> Path | None:
    """Return the picture file a post names, beside the file it came in; ``None`` for an address or a file that is not there."""
    if _REMOTE.match(image) and not re.match(r"[a-z]:[\\/]", image, re.IGNORECASE):
        return None
    path = folder / image
    try:
        found = path.suffix.casefold() in SUFFIXES and path.is_file()
    except (OSError, ValueError):
        return None
    return path if found else None


def _measured(path: Path, speak: Language) -> int:
    """Return the bytes of the file. Raises ``BadInput`` for what is not a file, or is too large."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path refuses a null character with another error
    except (OSError, ValueError) as error:
        raise _bad(speak, "missing", path) from error
    if not stat.S_ISREG(found.st_mode):
        raise _bad(speak, "not_a_file", path)
    if found.st_size > LARGEST:
        raise _bad(speak, "too_big", path, most=LARGEST // 2**20)
    return found.st_size


def _grey(picture: Image) -> np.ndarray[Any, Any]:
    """Return the picture upright, small, in greys, on white where it shows through."""
    import numpy as np
    from PIL import Image, ImageOps

    picture.draft("L", (_SIDE, _SIDE))  # a photograph need not be unfolded at its full size
    small = ImageOps.exif_transpose(picture) or picture
    if "A" in small.getbands() or "transparency" in small.info:
        clear = small.convert("RGBA")
        small = Image.new("RGBA", clear.size, "white")
        small.alpha_composite(clear)
    grey = small.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    return np.asarray(grey, dtype=np.float64)


def _view(grey: np.ndarray[Any, Any], rims: tuple[float, float, float, float]) -> int:
    """Return 64 bits of a picture without its rims: which cells of eight rows of nine are darker than the next."""
    import numpy as np
    from PIL import Image

    left, top, right, bottom = (round(_SIDE * rim) for rim in rims)
    part = Image.fromarray(grey[top : _SIDE - bottom, left : _SIDE - right].astype(np.uint8))
    cells = np.asarray(part.resize((9, 8), Image.Resampling.LANCZOS), dtype=np.int16)
    return int("".join("1" if lighter else "0" for lighter in (cells[:, 1:] > cells[:, :-1]).ravel()), 2)


def _bad(speak: Language, what: str, path: Path, **values: object) -> BadInput:
    title = phrase(speak, "pictures", f"{what}.title", name=path.name or str(path), **values)
    return BadInput(title, phrase(speak, "pictures", f"{what}.remedy", **values))
