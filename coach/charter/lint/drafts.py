"""A pack as its author left it: what loading refuses for want of proof, the lint names."""

from __future__ import annotations

from coach.charter.pack import Pack
from coach.charter.pack_reading import read_pack
from coach.context import Language
from coach.pack_files import Folder, list_files, refusal


def read_draft(folder: Folder, *, lang: Language = "fr") -> Pack:
    """Return the pack in ``folder``, rules without examples and twins included. Raises ``BadInput`` on what cannot be read."""
    if not folder.is_dir():
        raise refusal(lang, "no_folder", file=str(folder))
    return read_pack(folder, list_files(folder, lang=lang), lang, proven=False)
