"""The door is tried before any work is done."""

from __future__ import annotations

import socket

import pytest

from ipcity.base.errors import BadInput, Environment
from ipcity.web.server import Door, free_door


def test_a_taken_port_is_named_with_the_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Environment, match=f"端口 {port} 已被.*PORT={port + 1} make run"):
            free_door("127.0.0.1", port)


def test_a_port_shared_by_reuse_is_taken_too():
    """Another server of our own kind listens with SO_REUSEPORT; ours must not slip in beside it."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Environment):
            free_door("127.0.0.1", taken.getsockname()[1])


def test_port_zero_becomes_a_free_one():
    assert free_door("127.0.0.1", 0).port > 1024


def test_an_address_that_is_not_ours_is_told():
    with pytest.raises(Environment, match=r"192\.0\.2\.1"):
        free_door("192.0.2.1", 8000)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.3.2.1", "::1", "localhost"])
def test_loopback(host):
    assert Door(host, 1).is_loopback


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "10.0.0.1", "localhost.example.cn", "", "127.0.0.1.example.cn"]
)
def test_not_loopback(host):
    assert not Door(host, 1).is_loopback


def test_addresses_are_written_as_a_browser_wants_them():
    assert Door("127.0.0.1", 8000).url == "http://127.0.0.1:8000/"
    assert Door("::1", 8000).url == "http://[::1]:8000/"


def test_an_unknown_name_is_told():
    with pytest.raises(BadInput, match="IPCITY_HOST"):
        free_door("no-such-host.invalid", 8000)
