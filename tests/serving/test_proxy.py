"""Behind a real nginx, with a certificate and under a path, by the very lines of the documentation."""

from __future__ import annotations

import asyncio
import re
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector, WSServerHandshakeError

from tests.chromium import browser, find
from tests.serving.browsing import ROOT, Served, come_in, copies, drafts, homes, keeps_a_file, painted, served, writes
from tui.cli import main

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
OPENSSL = shutil.which("openssl")
pytestmark = [
    pytest.mark.anyio,
    pytest.mark.slow,
    pytest.mark.skipif(not (NGINX and OPENSSL), reason="no nginx or no openssl here"),
]
OURS = "https://localhost"
AROUND = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 128; }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {server}
}}
"""


def documented(language: str) -> str:
    """The nginx configuration of the documentation."""
    found = re.search(r"```nginx\n(.*?)```", (ROOT / "docs" / f"serve{language}.md").read_text("utf-8"), re.S)
    assert found is not None
    return found[1]


def test_both_languages_give_one_configuration() -> None:
    french = documented(".fr").replace("salle.exemple.fr", "room.example.org")
    assert french == documented("")


def free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def proxied(folder: Path, door: int, behind: int) -> AsyncIterator[None]:
    """Run nginx on the port ``door``, before the one ``behind``."""
    assert NGINX is not None
    assert OPENSSL is not None
    folder.mkdir()
    made = (OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
    await asyncio.to_thread(
        subprocess.run, (*made, "-keyout", folder / "room.key", "-out", folder / "room.pem"), check=True, capture_output=True
    )
    server = documented("")
    for said, meant in (
        ("listen 443 ssl", f"listen 127.0.0.1:{door} ssl"),
        ("room.example.org", "localhost"),
        ("/etc/ssl/room", f"{folder}/room"),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
    ):
        assert said in server, said
        server = server.replace(said, meant)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, server=server), "utf-8")
    process = await asyncio.create_subprocess_exec(NGINX, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log"))
    try:
        async with asyncio.timeout(20):
            while True:
                try:
                    (await asyncio.open_connection("127.0.0.1", door))[1].close()
                    break
                except OSError:
                    await asyncio.sleep(0.05)
        yield
    finally:
        process.terminate()
        await process.wait()


@pytest.mark.skipif(find() is None, reason="no Chromium here")
async def test_a_room_behind_nginx_in_a_real_browser(tmp_path: Path) -> None:
    home, door, behind = tmp_path / "trainer", free(), free()
    assert main(["--lang-ui", "fr", "demo", "--into", str(home)]) == 0
    kept = tmp_path / "kept"
    kept.mkdir()
    said = ("--port", str(behind), "--url-prefix", "/porte-voix", "--origin", f"{OURS}:{door}", "--behind-proxy")
    async with (
        served(home, *said) as room,
        proxied(tmp_path / "nginx", door, behind),
        browser("--ignore-certificate-errors") as chromium,
    ):
        assert room.url == f"{OURS}:{door}/porte-voix/"
        await strangers(room, door, behind)
        lea, max_ = await chromium.page(downloads=kept), await chromium.page()
        await lea.go(room.url)
        await lea.run("document.getElementById('code').value = 'WRON-GCDE'; document.forms[0].submit()")
        await lea.until("document.querySelector('.wrong')?.textContent.length > 10")
        await come_in(lea, room, "Léa")
        await come_in(max_, room, "Max")
        await writes(lea, room, "Léa", "Hier, à Roanne, rien ne tournait.")
        await writes(max_, room, "Max", "Max écrit aussi.")
        await copies(lea, "Hier, à Roanne, rien ne tournait.")
        await keeps_a_file(lea, kept, "Hier, à Roanne, rien ne tournait.")
        await lea.ask("Page.reload")
        await painted(lea)
        assert "Hier, à Roanne, rien ne tournait." in drafts(homes(room)["Léa"])
        cookies = (await lea.ask("Network.getCookies"))["cookies"]
        assert [(each["path"], each["secure"], each["httpOnly"]) for each in cookies] == [("/porte-voix/", True, True)]
        assert {url.split("/porte-voix/")[0] for url in lea.asked if url.startswith(("http", "ws"))} == {
            f"https://localhost:{door}",
            f"wss://localhost:{door}",
        }
        assert [line for line in lea.said if "exception" in line or "Security" in line] == []


async def strangers(room: Served, door: int, behind: int) -> None:
    """Nobody comes in by another site's page, by another name, by another path, or by the room's code told to another site."""
    origin = f"{OURS}:{door}"
    async with ClientSession(connector=TCPConnector(ssl=False)) as http:
        for path in ("porte-voix/ws", "porte-voix/alive", "porte-voix/own/serve.js", "porte-voix/download/x"):
            assert (await http.get(f"{origin}/{path}")).status == 403, path
        for path in ("ws", "own/serve.js", "join"):
            assert (await http.get(f"{origin}/{path}")).status == 404, path
        form = {"code": room.code, "name": "Eve"}
        for said in (
            "https://evil.example",
            f"http://localhost:{door}",
            "https://localhost",
            "null",
            f"http://127.0.0.1:{behind}",
        ):
            got = await http.post(f"{room.url}join", data=form, headers={"Origin": said})
            assert got.status == 403, said
            with pytest.raises(WSServerHandshakeError):
                await http.ws_connect(f"{room.url}ws", headers={"Origin": said})
        assert (await http.get(room.url, headers={"Host": "evil.example"})).status == 403
        assert (await http.get(room.url, headers={"Host": "evil.example", "X-Forwarded-Host": f"localhost:{door}"})).status == 403
    assert homes(room) == {}
