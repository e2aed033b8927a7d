"""Pages are fetched from the public network only, whatever form an address takes, and never at any cost."""

import asyncio
import resource
import socket
from collections.abc import AsyncIterator
from datetime import date, timedelta
from ipaddress import ip_network

import pytest

from briefings.adapters.files.reading import WorkerFiles
from briefings.adapters.web.connecting import Gate, RefusedAddressError
from briefings.adapters.web.fetching import GuardedPages
from briefings.domain.errors import TemporaryError, UserError
from tests.fakes.hostile_site import HostileSite, hostile_site

LOOPBACK = (ip_network("127.0.0.0/8"),)

ATTACKS = [
    "http://127.0.0.1/", "http://localhost/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
    "http://0177.0.0.1/", "http://0.0.0.0/", "http://10.0.0.1/", "http://10.255.255.255/", "http://172.16.0.1/",
    "http://172.31.255.254/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/", "http://192.0.0.1/", "http://192.0.2.1/", "http://198.18.0.1/", "http://198.51.100.1/",
    "http://203.0.113.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://192.88.99.1/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:10.0.0.1]/", "http://[::127.0.0.1]/",
    "http://[fe80::1]/", "http://[fec0::1]/", "http://[fc00::1]/", "http://[fd12:3456::1]/", "http://[ff02::1]/",
    "http://[2002:7f00:1::]/", "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b::169.254.169.254]/", "http://[64:ff9b:1::10.0.0.1]/", "http://[2001:db8::1]/",
    "http://[3fff::1]/", "http://[100::1]/", "http://127.0.0.1./", "http://0x7f.1/", "http://017700000001/", "http://0/",
    "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://１２７.0.0.1/", "http://ｌｏｃａｌｈｏｓｔ/", "HTTP://LOCALHOST/",
    "http://[::ffff:7f00:1]/", "http://[::ffff:0:127.0.0.1]/", "http://[2002:c0a8:101::]/", "http://[fe80::1%25lo]/",
    "http://[::1%25lo]/", "http://[::1%lo]/", "http://[4000::1]/", "http://[2001:20::1]/", "http://[fd00:ec2::254]/",
    "http://[v1.fe80::a]/", "http://192.31.196.1/", "http://192.52.193.1/", "http://192.175.48.1/",
    "http://[2620:4f:8000::1]/", "http://example.org@127.0.0.1/", "http://127.0.0.1\\@example.org/",
    "http://127.0.0.1#@example.org/", "http://127.0.0.1?@example.org/", "http://[::1/", "http://::1/",
    "http://127.0.0.1:22/", "http://127.0.0.1:6379/",
]  # fmt: skip

BAD_LINKS = [
    "", "   ", "harbour", "ftp://example.org/a", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)",
    "http://", "https:///path", "http://user:secret@example.org/", "http://exa mple.org:99999/", "data:text/html,hi",
]  # fmt: skip


@pytest.fixture
async def site() -> AsyncIterator[HostileSite]:
    async with hostile_site() as running:
        yield running


def pages(*, seconds: float = 20) -> GuardedPages:
    return GuardedPages(WorkerFiles.with_slots(), also=LOOPBACK, time_limit=timedelta(seconds=seconds))


@pytest.mark.parametrize("url", ATTACKS)
async def test_no_connection_leaves_the_public_network(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_connect(*_: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", no_connect, raising=False)
    with pytest.raises(UserError, match=r"public network|not a link"):
        await GuardedPages(WorkerFiles.with_slots()).fetch(url)


@pytest.mark.parametrize("url", BAD_LINKS)
async def test_a_bad_link_is_answered_with_a_sentence(url: str) -> None:
    with pytest.raises(UserError, match=r"not a link|public network"):
        await GuardedPages(WorkerFiles.with_slots()).fetch(url)


@pytest.mark.parametrize(
    ("family", "address"),
    [(socket.AF_INET, ("93.184.216.34", 443)), (socket.AF_INET6, ("2606:2800:220:1::1", 443, 0, 0)),
     (socket.AF_INET6, ("64:ff9b::93.184.216.34", 80, 0, 0)), (socket.AF_INET6, ("::ffff:93.184.216.34", 80, 0, 0))],
)  # fmt: skip
def test_public_addresses_pass_the_gate(family: socket.AddressFamily, address: tuple[object, ...]) -> None:
    Gate().socket_for((family, socket.SOCK_STREAM, 0, "", address)).close()


def test_other_ports_are_refused() -> None:
    with pytest.raises(RefusedAddressError):
        Gate().socket_for((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("93.184.216.34", 8080)))


async def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is judged by the address it gives at the moment of connecting."""
    asked: list[str] = []

    async def rebound(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", rebound)
    with pytest.raises(UserError, match="public network"):
        await GuardedPages(WorkerFiles.with_slots()).fetch("http://rebinding.example/")
    assert asked == ["rebinding.example"]


async def test_a_redirect_to_the_inside_is_refused(site: HostileSite) -> None:
    with pytest.raises(UserError, match="public network"):
        await pages().fetch(site.url("/redirect?to=http://10.0.0.1/secret"))


async def test_a_redirect_to_another_scheme_is_refused(site: HostileSite) -> None:
    with pytest.raises(UserError, match="not a link"):
        await pages().fetch(site.url("/redirect?to=file:///etc/passwd"))


async def test_an_article_is_read_with_what_the_page_states(site: HostileSite) -> None:
    page = await pages().fetch(site.url("/redirect?to=/article"))
    assert page.url == site.url("/article")
    assert page.article.title == "Harbour to close for a week"
    assert page.article.publisher == "The Quay Gazette"
    assert page.article.published == date(2026, 3, 4)
    assert "“Now it cannot wait.”" in page.article.text
    assert "Sport" not in page.article.text


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("/loop", "more than 5 times"), ("/endless", "larger than 5 MB"), ("/gone", "code 404"), ("/deep", "deep"),
     ("/typed?type=image/png", "image/png"), ("/typed?type=application/zip", "application/zip"), ("/nested", "nested")],
)  # fmt: skip
async def test_a_nasty_page_is_answered_with_a_sentence(site: HostileSite, path: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        await pages().fetch(site.url(path))


@pytest.mark.parametrize("path", ["/broken", "/brotli"])
async def test_a_broken_answer_may_be_tried_again(site: HostileSite, path: str) -> None:
    with pytest.raises(TemporaryError, match="cannot be reached"):
        await pages().fetch(site.url(path))


async def test_a_slow_drip_ends_in_time(site: HostileSite) -> None:
    with pytest.raises(UserError, match="took longer"):
        await pages(seconds=0.5).fetch(site.url("/drip"))


async def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(TemporaryError, match="cannot be reached"):
        await pages().fetch(f"http://127.0.0.1:{port}/")


async def test_a_gibibyte_of_zeros_costs_little_memory(site: HostileSite) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UserError, match="larger than 5 MB"):
        await pages().fetch(site.url("/bomb"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


@pytest.mark.parametrize("path", ["/nested", "/endless", "/deep", "/drip", "/loop", "/broken"])
async def test_no_nasty_page_costs_much_memory_or_time(site: HostileSite, path: str) -> None:
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, asyncio.get_running_loop().time()
    with pytest.raises((UserError, TemporaryError)):
        await pages(seconds=2 if path == "/drip" else 10).fetch(site.url(path))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
    assert asyncio.get_running_loop().time() - began < 15


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
async def test_a_listener_inside_is_never_connected_to(site: HostileSite, family: socket.AddressFamily) -> None:
    """A real server waits on each loopback address; a link and a redirect lead to it, and it hears nothing."""
    accepted: list[object] = []
    host = "127.0.0.1" if family == socket.AF_INET else "::1"

    def hear(reader: object, writer: asyncio.StreamWriter) -> None:
        accepted.append(reader)
        writer.close()

    try:
        inside = await asyncio.start_server(hear, host, 0, family=family)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    async with inside:
        port = inside.sockets[0].getsockname()[1]
        url = f"http://{host if family == socket.AF_INET else '[::1]'}:{port}/"
        elsewhere = GuardedPages(WorkerFiles.with_slots(), also=(ip_network("127.0.0.2/32"),))
        with pytest.raises(UserError, match="public network"):
            await elsewhere.fetch(url)
        if family == socket.AF_INET6:
            with pytest.raises(UserError, match="public network"):
                await pages().fetch(site.url(f"/redirect?to={url}"))
    assert accepted == []
