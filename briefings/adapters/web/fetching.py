"""Fetches pages that users name: the sharpest edge of the program, so everything here has a limit."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, DummyCookieJar
from yarl import URL

from briefings.adapters.web.addresses import Network
from briefings.adapters.web.connecting import PORTS, Gate
from briefings.domain.errors import TemporaryError, UserError, entry
from briefings.ports.intake import Files, Page

MAX_PAGE_BYTES = 5_000_000
"""The largest page taken, in bytes after decompression."""

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_HEADERS = {
    "User-Agent": "Daybrief/0 (a person asked for this page)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.8,text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_BAD_LINK = entry(
    "“{url}” is not a link that Daybrief opens. Send one that starts with https:// or http://, or paste the text."
)
_PRIVATE = entry("“{url}” does not lead to the public network, so it is not opened. Paste the article's text instead.")


@dataclass(frozen=True, slots=True)
class GuardedPages:
    """Fetches over http and https from public addresses.

    At most ``MAX_REDIRECTS`` redirects, ``MAX_PAGE_BYTES`` after decompression, and ``time_limit`` for all of it; no
    proxy, no cookies, no credentials. Reading is done by ``files``. ``also`` names networks that are allowed though
    they are not public, for a newsroom's own archive and for tests. Robots rules and paywalls are the operator's
    business: a page is fetched once, because a person asked for it.
    """

    files: Files
    also: Sequence[Network] = ()
    time_limit: timedelta = timedelta(seconds=20)

    async def fetch(self, url: str) -> Page:
        """Fetch one page; see the port for the errors."""
        start = self._checked(url)
        try:
            async with asyncio.timeout(self.time_limit.total_seconds()):
                final, name, data = await self._download(start)
        except TimeoutError:
            raise UserError(
                "“{url}” took longer than {seconds} seconds. Try again later or paste the article's text.",
                url=url,
                seconds=int(self.time_limit.total_seconds()),
            ) from None
        return Page(str(final), await self.files.read(name, data))

    def _checked(self, url: str) -> URL:
        try:
            parsed = URL(url.strip())
            port = parsed.port
        except ValueError:
            raise UserError(_BAD_LINK, url=_short(url)) from None
        if parsed.scheme not in ("http", "https") or not parsed.host or parsed.user or parsed.password:
            raise UserError(_BAD_LINK, url=_short(url))
        if not self.also and port not in PORTS:
            raise UserError(_PRIVATE, url=_short(url))
        return parsed.with_fragment(None)

    async def _download(self, url: URL) -> tuple[URL, str, bytes]:
        gate = Gate(self.also)
        async with ClientSession(
            connector=gate.connector(),
            cookie_jar=DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            headers=_HEADERS,
            timeout=ClientTimeout(total=None, sock_connect=10, sock_read=10),
        ) as session:
            try:
                for _ in range(MAX_REDIRECTS + 1):
                    async with session.get(url, allow_redirects=False) as response:
                        if response.status not in _REDIRECTS:
                            return url, _name_of(url, response), await _body_of(url, response)
                        url = self._checked(str(url.join(URL(response.headers.get("Location", "")))))
            except ValueError as error:  # aiohttp's InvalidURL, and what yarl and ipaddress think of a host
                raise UserError(_BAD_LINK, url=_short(str(url))) from error
            except (ClientError, OSError) as error:
                if gate.refused is not None:
                    raise UserError(_PRIVATE, url=_short(str(url))) from error
                raise TemporaryError(
                    "“{url}” cannot be reached just now. Check the link, try again later, or paste the article's text.",
                    url=_short(str(url)),
                ) from error
        raise UserError(
            "“{url}” leads on more than {most} times. Send the address that it ends at.",
            url=_short(str(url)),
            most=MAX_REDIRECTS,
        )


def _name_of(url: URL, response: ClientResponse) -> str:
    if response.status != 200:
        raise UserError(
            "“{url}” answered with the code {status} and no article. Check the link or paste the article's text.",
            url=_short(str(url)),
            status=response.status,
        )
    ending = _ENDINGS.get(response.content_type)
    if ending is None:
        raise UserError(
            "“{url}” is no article but {kind}. Send a link to a page, a PDF or a text.",
            url=_short(str(url)),
            kind=response.content_type[:60],
        )
    return (PurePosixPath(url.path).stem[:60] or url.host or "page") + ending


async def _body_of(url: URL, response: ClientResponse) -> bytes:
    body = bytearray()
    try:
        async for piece in _decompressed(response):
            body += piece
            if len(body) > MAX_PAGE_BYTES:
                raise UserError(
                    "“{url}” is larger than {limit} MB, the most a page may have. Paste the article's text instead.",
                    url=_short(str(url)),
                    limit=MAX_PAGE_BYTES // 1_000_000,
                )
    except zlib.error as error:
        raise ClientError("broken compression") from error
    return bytes(body)


async def _decompressed(response: ClientResponse) -> AsyncIterator[bytes]:
    """Unpack in steps of ``_CHUNK`` bytes, so that a bomb is noticed long before it is unpacked."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise ClientError("a compression that was not asked for")
    unpacker = zlib.decompressobj(wbits=47) if "gzip" in encoding or encoding == "deflate" else None
    async for packed in response.content.iter_chunked(_CHUNK):
        if unpacker is None:
            yield packed
            continue
        rest = packed
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, _CHUNK)
            rest = unpacker.unconsumed_tail


def _short(url: str) -> str:
    return url if len(url) <= 120 else url[:119] + "…"
