"""Where the processes of the apps come from: forked from one that is ready, or, where that cannot be, begun one by one."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

FRAMES = "30"
"""Paints a second of a served app: thirty apps share the processors, and a browser's eye sees no more over a network."""
READY_S = 90.0
"""Seconds the process to fork from may take to get ready, on a busy machine."""


class Born(Protocol):
    """What a session needs of a process, as ``asyncio.subprocess.Process`` names it."""

    @property
    def pid(self) -> int:
        """Its number."""
        ...

    @property
    def stdin(self) -> asyncio.StreamWriter | None:
        """Where keys go."""
        ...

    @property
    def stdout(self) -> asyncio.StreamReader | None:
        """Where what it paints comes from."""
        ...

    @property
    def stderr(self) -> asyncio.StreamReader | None:
        """What it complains of."""
        ...


class Forked:
    """A process forked from the zygote, at the other end of two pipes."""

    def __init__(self, pid: int, stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader) -> None:
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self.stderr = asyncio.StreamReader()
        """Nothing: what an app complains of goes to its person's own log, not to the server's."""
        self.stderr.feed_eof()


class Nursery:
    """Begins apps. ``forks``: whether to fork them from one that is ready, which needs Linux."""

    def __init__(self, *, forks: bool = sys.platform == "linux") -> None:
        self._forks = forks
        self._door: socket.socket | None = None
        self._zygote: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Get ready to fork; without it, or when it fails, every app begins from nothing. Slow: some seconds."""
        if not self._forks:
            return
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        env = {
            **os.environ,
            "TEXTUAL_DRIVER": "tui.serving.driver:ServedDriver",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TEXTUAL_FPS": FRAMES,
        }
        env |= {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = (sys.executable, "-m", "tui.serving.zygote", str(theirs.fileno()))
        null = asyncio.subprocess.DEVNULL
        self._zygote = await asyncio.create_subprocess_exec(
            *command, pass_fds=[theirs.fileno()], env=env, stdin=null, stdout=null, stderr=null
        )
        theirs.close()
        with contextlib.suppress(OSError, TimeoutError):
            if await asyncio.wait_for(asyncio.get_running_loop().sock_recv(ours, 1), READY_S):
                self._door = ours
                return
        ours.close()

    @property
    def forking(self) -> bool:
        """Whether apps are forked."""
        return self._door is not None

    async def begin(self, env: Mapping[str, str], folder: Path, log: Path) -> Born:
        """Begin an app in ``folder``, its complaints written to ``log``. Raises ``OSError``."""
        complaints = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            if self._door is not None:
                with contextlib.suppress(OSError):  # the zygote died: the next way still works
                    return await self._fork(self._door, env, folder, complaints)
                self._door = None
            pipe = asyncio.subprocess.PIPE
            command = (sys.executable, "-m", "tui.serving.seat")
            known = {**env, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
            return await asyncio.create_subprocess_exec(
                *command, stdin=pipe, stdout=pipe, stderr=complaints, env=known, cwd=folder
            )
        finally:
            os.close(complaints)

    async def _fork(self, door: socket.socket, env: Mapping[str, str], folder: Path, complaints: int) -> Born:
        keys_out, keys_in = os.pipe()
        paint_out, paint_in = os.pipe()
        request = json.dumps({"env": dict(env), "cwd": str(folder)}).encode()
        try:
            async with self._turn:
                socket.send_fds(door, [request], [keys_out, paint_in, complaints])
                answer = await asyncio.get_running_loop().sock_recv(door, 64)
            if not answer:
                raise BrokenPipeError
        except OSError:
            os.close(keys_in)
            os.close(paint_out)
            raise
        finally:
            os.close(keys_out)
            os.close(paint_in)
        return Forked(int(answer), await _writer(keys_in), await _reader(paint_out))

    async def close(self) -> None:
        """Let go of the zygote; it ends once its door is closed."""
        if self._door is not None:
            self._door.close()
            self._door = None
        if self._zygote is not None:
            with contextlib.suppress(ProcessLookupError):
                self._zygote.terminate()
            await self._zygote.wait()
            self._zygote = None


def end(pid: int, *, hard: bool) -> None:
    """Ask an app to leave, or make it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL if hard and sys.platform != "win32" else signal.SIGTERM)


async def _reader(descriptor: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(descriptor, "rb", buffering=0)
    )
    return reader


async def _writer(descriptor: int) -> asyncio.StreamWriter:
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.connect_write_pipe(
        lambda: asyncio.streams.FlowControlMixin(loop), os.fdopen(descriptor, "wb", buffering=0)
    )
    return asyncio.StreamWriter(transport, protocol, None, loop)
