"""whitenoise without a thread: the library's middleware is synchronous, and would hold one until an answer begins."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import BinaryIO

from asgiref.sync import markcoroutinefunction, sync_to_async
from django.http import FileResponse, HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

CHUNK = 64 * 1024


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc] # whitenoise is not typed
    """Serves what stands below STATIC_URL and passes everything else on."""

    sync_capable = False
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Awaitable[HttpResponseBase]]) -> None:
        super().__init__(get_response)
        markcoroutinefunction(self)

    async def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = None
        if request.path_info.startswith(self.static_prefix):
            response = await sync_to_async(self._served)(request)
        return response or await self.get_response(request)

    def _served(self, request: HttpRequest) -> HttpResponseBase | None:
        path = request.path_info
        static_file = self.find_file(path) if self.autorefresh else self.files.get(path)
        if static_file is None:
            return None
        response: FileResponse = self.serve(static_file, request)
        if response.file_to_stream:
            response.streaming_content = _chunks(response.file_to_stream)
        return response


async def _chunks(file: BinaryIO) -> AsyncIterator[bytes]:
    while chunk := await sync_to_async(file.read)(CHUNK):
        yield chunk
