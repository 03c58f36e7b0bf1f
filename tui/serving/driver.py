"""The driver of an app shown in a browser: textual's own, which also ends the app when whoever serves it is gone."""

from __future__ import annotations

from textual import messages
from textual.drivers.web_driver import WebDriver


class ServedDriver(WebDriver):
    """Reads keys from the server. No more of them can come once its end of the pipe is closed: the app saves and leaves."""

    def run_input_thread(self) -> None:
        """Read until the pipe or the app ends."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())
