"""News of changes while somebody listens: server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from communique.errors import RecordError
from communique.web.source import Source

SECOND = 1.0
"""How often the file is looked at while somebody listens."""
BEAT = 15
"""Looks without news after which an empty comment is sent: else a lost listener would never be noticed."""
LISTENERS = 30


class Events:
    """Tells listeners that the file has changed."""

    def __init__(self, source: Source, *, pause: float = SECOND) -> None:
        """Watch ``source``, looking every ``pause`` seconds."""
        self._source, self._pause, self._listening = source, pause, 0

    async def answer(self, request: Request) -> Response:
        """Return an endless answer; 503 where too many listen."""
        if self._listening >= LISTENERS:
            raise HTTPException(503)
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self.stream(), media_type="text/event-stream", headers=headers)

    async def stream(self) -> AsyncIterator[str]:
        """Yield ``hello`` with the state at the start, then ``changed`` with each further one."""
        self._listening += 1
        try:
            held = await run_in_threadpool(self._told)
            stamp, quiet = self._source.stamp(), 0
            yield _event("hello", held)
            while True:
                await asyncio.sleep(self._pause)
                now, quiet = self._source.stamp(), quiet + 1
                told = held if now == stamp else await run_in_threadpool(self._told)
                if told != held:
                    yield _event("changed", told)
                    quiet = 0
                elif quiet >= BEAT:
                    yield ": still here\n\n"
                    quiet = 0
                held, stamp = told, now
        finally:
            self._listening -= 1

    def _told(self) -> dict[str, object]:
        try:
            state = self._source.state()
        except RecordError:
            return {"changes": None, "current": False}
        return {"changes": state.changes, "current": state.is_current}


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
