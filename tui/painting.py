"""Painting less: between two frames, only the widgets that something changed on are asked for their lines.

Textual asks every widget that touches the smallest rectangle around all changes. A key changes a row of the sheet, « saving » at
the top and the counts at the side: that rectangle is the whole screen, and every widget of it was asked at every key.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """Puts widgets together as Textual does, and asks only those that have a place among the changes."""

    _wanted: tuple[Region, ...] | None = None
    """The places this frame paints; ``None`` when it paints all."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed since the last frame; ``None`` when nothing did."""
        self._wanted = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._wanted = None

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        wanted = self._wanted
        if wanted is None:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            if shown and any(shown.overlaps(place) for place in wanted):
                yield region, clip, widget.render_lines(shown.translate(-region.offset))
