"""`kg serve` as a process: its address, its end, and the faults it tells in one line."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from kg.cli import main

VENDOR = Path(__file__).resolve().parents[2] / "kg" / "serve" / "static" / "vendor"
# What npm gives for @zazuko/yasgui 4.6.2
SUMS = {
    "yasgui.min.css": "085b94556b97f9928981bdedb6848fd11ad4d8d950e821f0d698c58ca538fc55",
    "yasgui.min.js": "55034eaac74c55f55fbd1eeed008ae38a79053651cbed2b453f1fcfd895a4b75",
}


def test_it_prints_its_address_answers_and_ends_with_ctrl_c(news: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", str(news)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert running.stdout is not None
    try:
        line = running.stdout.readline()
        address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
        status = httpx.get(f"{address}entity/bytedance", trust_env=False, timeout=30).status_code
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=20)
    finally:
        running.kill()

    assert status == 200
    assert (running.returncode, errors) == (130, "Stopped.\n")


def test_a_taken_port_is_told_in_one_line(news: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--port", str(port), "--store", str(news)])

    assert done.exit_code == 1
    assert done.output == f"Error: Port {port} of 127.0.0.1 is taken. Choose another with --port.\n"


def test_a_missing_store_is_told_before_anything_listens(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["serve", "--store", str(tmp_path / "none.sqlite")])

    assert done.exit_code == 1
    assert "no store at" in done.output


def test_it_does_not_open_to_a_network_by_itself(news: Path) -> None:
    done = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0", "--store", str(news)])

    assert done.exit_code == 1
    assert "--read-only-network" in done.output


@pytest.mark.parametrize("name", SUMS)
def test_the_vendored_editor_is_the_published_one(name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == SUMS[name]
