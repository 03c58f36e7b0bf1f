"""Pictures at hand when posts are brought in: each leaves its imprint among the images of its post, and nothing else of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from coach.adapters.pictures import file_named, imprint_of
from coach.context import Language
from coach.errors import BadInput
from coach.post import IMPRINT
from corpus.readers.values import EXCERPT, Read, Reported


def imprinted(read: Read, given: Path, speak: Language) -> Read:
    """Return ``read`` with imprints for the names of picture files that stand beside the file they came in.

    ``given`` is the file or folder the person named. An address is never fetched, and a name without a file stays as it is; a
    file that is no picture is reported, its post kept. Pictures inside an archive are not looked at.
    """
    folders = _folders(given, read.where)
    posts, reported = list(read.posts), list(read.reported)
    for n, post in enumerate(posts):
        names: list[str] = []
        for image in post.images:
            try:
                names.append(_imprint(image, folders, speak))
            except BadInput as error:
                names.append(image)
                where = read.records[n] if n < len(read.records) else None
                reported.append(
                    Reported(
                        where=where.where if where else read.where,
                        record=where.record if where else 0,
                        reason="bad_picture_kept",
                        text=error.title[:EXCERPT],
                    )
                )
        if names != list(post.images):
            posts[n] = post.model_copy(update={"images": tuple(dict.fromkeys(names))})
    return read.model_copy(update={"posts": tuple(posts), "reported": tuple(reported)})


def _folders(given: Path, where: str) -> tuple[Path, ...]:
    """Return where a picture may stand: beside the file, then at the top of the folder given."""
    if not given.is_dir():
        return (given.parent,)
    inside = Path(*Path(where).parts[1:]).parent if len(Path(where).parts) > 1 else Path()
    return tuple(dict.fromkeys((given / inside, given)))


def _imprint(image: str, folders: tuple[Path, ...], speak: Language) -> str:
    if image.startswith(IMPRINT):
        return image
    found = next((path for folder in folders if (path := file_named(image, folder)) is not None), None)
    return _read(found, speak) if found is not None else image


@lru_cache(maxsize=256)
def _read(path: Path, speak: Language) -> str:
    """Return the imprint of a file; a picture that many posts name is read once."""
    return imprint_of(path, speak).name
