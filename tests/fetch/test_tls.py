"""Certificates and proxies."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from schemas.reasons import Reason
from tests.fetch.publisher import ADDRESS, PAGE
from transforms.fetch.client import Client, FetchError, Response
from transforms.fetch.settings import FetchSettings

NAME = "secure.example"


def certificate(folder: Path, name: str = NAME, days: int = 1) -> Path:
    """A self-signed certificate and its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=30))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}-{days}.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + built.public_bytes(serialization.Encoding.PEM)
    )
    return path


@asynccontextmanager
async def serving(pem: Path | None, seen: list[str]) -> AsyncIterator[int]:
    """A server that answers everything with PAGE, over TLS where it has a certificate; it is a proxy as well."""

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError):
                while data := await reader.read(65536):
                    writer.write(data)
                    await writer.drain()
        finally:
            writer.close()

    tasks: set[asyncio.Task[None]] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await talk(reader, writer)
        finally:
            tasks.discard(task)
            writer.close()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                seen.append(head[0])
                if head[0].startswith("CONNECT "):
                    port = int(head[0].split(" ")[1].rpartition(":")[2])
                    inner_reader, inner_writer = await asyncio.open_connection(ADDRESS, port)
                    writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
                    await asyncio.gather(pump(reader, inner_writer), pump(inner_reader, writer))
                    break
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE))
                writer.write(PAGE)
                await writer.drain()

    context = None
    if pem is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(pem)
    server = await asyncio.start_server(answer, ADDRESS, 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.01)  # transports close a turn of the loop later


async def get(settings: FetchSettings, url: str) -> Response | FetchError:
    async with Client(settings) as client:
        try:
            return await client.get(url, obey_robots=False)
        except FetchError as error:
            return error


def settings(port: int | None = None, proxy: str | None = None) -> FetchSettings:
    routes = () if port is None else ((NAME, f"{ADDRESS}:{port}"),)
    return FetchSettings(allow_addresses=(f"{ADDRESS}/32",), connect_to=routes, proxy=proxy)


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: certificate(folder),  # signed by nobody
        lambda folder: certificate(folder, days=-1),  # expired
        lambda folder: certificate(folder, name="other.example"),
    ],
)
def test_a_bad_certificate_is_refused_before_anything_is_asked(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    seen: list[str] = []

    async def run() -> Response | FetchError:
        async with serving(make(tmp_path), seen) as port:
            return await get(settings(port), f"https://{NAME}/page")

    result = asyncio.run(run())
    assert isinstance(result, FetchError)
    assert result.reason is Reason.TLS
    assert "certificate" in result.message.lower()
    assert seen == []


def test_https_goes_through_a_proxy_and_the_certificate_is_checked_all_the_way(tmp_path: Path) -> None:
    pem = certificate(tmp_path, name=ADDRESS)
    asked: list[str] = []
    seen: list[str] = []

    async def run() -> list[Response | FetchError]:
        async with serving(pem, seen) as port, serving(None, asked) as proxy:
            through = FetchSettings(allow_addresses=(f"{ADDRESS}/32",), proxy=f"http://{ADDRESS}:{proxy}")
            return [await get(through, f"https://{NAME}:{port}/page"), await get(through, "http://plain.example/page")]

    refused, plain = asyncio.run(run())
    assert isinstance(refused, FetchError)
    assert refused.reason is Reason.TLS
    assert seen == []  # the tunnel stood; nothing was asked through it
    assert asked[0].startswith(f"CONNECT {NAME}:")
    assert isinstance(plain, Response)
    assert asked[1] == "GET http://plain.example/page HTTP/1.1"


def test_a_page_over_https_arrives_through_a_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = certificate(tmp_path)
    # As SSL_CERT_FILE would have it, which counts from the start of the process.
    monkeypatch.setattr("aiohttp.connector._SSL_CONTEXT_VERIFIED", ssl.create_default_context(cafile=pem))
    asked: list[str] = []
    seen: list[str] = []

    async def run() -> Response | FetchError:
        async with serving(pem, seen) as port, serving(None, asked) as proxy:
            return await get(settings(proxy=f"http://{ADDRESS}:{proxy}"), f"https://{NAME}:{port}/page")

    result = asyncio.run(run())
    assert isinstance(result, Response), result
    assert result.body == PAGE
    assert seen == ["GET /page HTTP/1.1"]


def test_a_proxy_that_is_not_there_says_so() -> None:
    result = asyncio.run(get(settings(proxy=f"http://{ADDRESS}:9"), "http://plain.example/page"))
    assert isinstance(result, FetchError)
    assert result.reason is Reason.CONNECT


def test_an_address_of_ipv6_is_checked_like_any_other() -> None:
    for literal in ("[::1]", "[::ffff:127.0.0.1]", "[fe80::1]", "[fd00:ec2::254]", "[2002:7f00:1::]"):
        result = asyncio.run(get(settings(), f"http://{literal}/"))
        assert isinstance(result, FetchError)
        assert result.reason is Reason.FORBIDDEN_ADDRESS
