"""Engines: each names every record that has a word, the real ones that a test can start."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from jiaozhu.service import Records
from jiaozhu.service.configuration import Node, configuration
from jiaozhu.service.engines import Engine, EngineFailed, Narrowed, engine_for

SEED = 17
MOST = 10_000


def words_of(records: Records) -> list[str]:
    """Words of one to eight characters from the records, and some that are hardly there."""
    chance = random.Random(SEED)
    texts = [record.folded for record in records if len(record.folded) > 20]
    words = ["辽源", "211555", "一主六双", "的", "。", "a", '"', "-", "不在其中的词", "%s", "\\", "'"]
    for length in (1, 2, 3, 5, 8) * 12:
        text = chance.choice(texts)
        at = chance.randrange(len(text) - length)
        words.append(text[at : at + length])
    return words


def assert_complete(engine: Engine, records: Records) -> None:
    everything = list(records)
    for word in words_of(records):
        truth = [record.id for record in everything if word in record.folded]
        assert list(engine.containing(word, Narrowed(), MOST)) == truth, word
    sigla = list(records.about.sources)
    for source in sigla:
        truth = [record.id for record in everything if record.page.source == source and "年" in record.folded]
        assert list(engine.containing("年", Narrowed(source=source), MOST)) == truth
    year = next(record.page.year for record in everything if record.page.year)
    truth = [record.id for record in everything if record.page.year == year and "辽源" in record.folded]
    assert list(engine.containing("辽源", Narrowed(year=year), MOST)) == truth


def test_the_embedded_engine_names_every_record(records: Records, tmp_path: Path) -> None:
    with closing(engine_for("tantivy", records, tmp_path / "index")) as engine:
        assert_complete(engine, records)
        assert list(engine.containing("的", Narrowed(), 7)) == list(engine.containing("的", Narrowed(), MOST))[:7]


def test_an_index_is_made_again_only_for_other_records(records: Records, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    engine_for("tantivy", records, folder).close()
    made = (folder / "jiaozhu.json").stat().st_mtime_ns
    engine_for("tantivy", records, folder).close()
    assert (folder / "jiaozhu.json").stat().st_mtime_ns == made
    (folder / "jiaozhu.json").write_text('{"version": 0}', "utf-8")
    with closing(engine_for("tantivy", records, folder)) as engine:
        assert engine.containing("辽源", Narrowed(), MOST)
    assert not folder.with_name("index.new").exists()


def free_ports(count: int) -> list[int]:
    """Ports that are free now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@pytest.fixture
def cluster(exported: Path, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two nodes of Sphinx and a head, loaded by their own indexer; the head's port is the attribute ``port``."""
    searchd, indexer = shutil.which("searchd"), shutil.which("indexer")
    if not searchd or not indexer:
        pytest.skip("apt-get install sphinxsearch, the engine that speaks SphinxQL")
    ports = free_ports(6)
    nodes = [Node("127.0.0.1", sql, api) for sql, api in zip(ports[::2], ports[1::2], strict=True)]
    running = []
    for number in (0, 1, None):
        data = tmp_path / f"node-{number}"
        data.mkdir()
        config = tmp_path / f"{number}.conf"
        config.write_text(configuration(exported, data, nodes, number), "utf-8")
        if number is not None:
            subprocess.run([indexer, "--config", config, "--all"], check=True, capture_output=True)
        command = [searchd, "--config", str(config), "--nodetach"]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    await_port(ports[-2])
    (tmp_path / "port").write_text(str(ports[-2]))
    yield running
    for process in running:
        process.terminate()
        process.wait()


def await_port(port: int) -> None:
    for _attempt in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"nothing listens at port {port}")


def test_two_nodes_and_a_head_name_every_record(
    cluster: list[subprocess.Popen[bytes]], records: Records, tmp_path: Path
) -> None:
    address = f"mysql://127.0.0.1:{(tmp_path / 'port').read_text()}/jiaozhu"
    with closing(engine_for(address, records, tmp_path)) as engine:
        assert_complete(engine, records)
        for process in cluster:
            process.terminate()
            process.wait()
        with pytest.raises(EngineFailed, match=r"the engine at 127\.0\.0\.1:\d+ does not answer"):
            engine.containing("辽源", Narrowed(), MOST)


def test_an_engine_with_other_records_is_refused(
    cluster: list[subprocess.Popen[bytes]], records: Records, tmp_path: Path
) -> None:
    assert cluster
    records.about = records.about._replace(size=len(records) - 1)
    with pytest.raises(EngineFailed, match=r"has \d+ records where \d+ are expected: load it again"):
        engine_for(f"mysql://127.0.0.1:{(tmp_path / 'port').read_text()}/jiaozhu", records, tmp_path)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("elastic", "no engine 'elastic'; expected one of"),
        ("mysql://localhost", "is not mysql://HOST:PORT/INDEX"),
        ("mysql://localhost:9306/a-b; DROP", "is not mysql://HOST:PORT/INDEX"),
    ],
)
def test_a_wrong_engine_is_named(records: Records, tmp_path: Path, address: str, said: str) -> None:
    with pytest.raises(EngineFailed, match=said):
        engine_for(address, records, tmp_path)


def test_an_engine_that_is_down_is_reported(records: Records, tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match="does not answer"):
        engine_for(f"mysql://127.0.0.1:{free_ports(1)[0]}/jiaozhu", records, tmp_path)
