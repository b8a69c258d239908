"""Commands for sites that a browser should not search alone: search-export, serve."""

from __future__ import annotations

import logging
import re
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.parameters import FOLDER
from jiaozhu.locale import _, ngettext
from jiaozhu.service import NoSearchData, Records, read_site, write_records
from jiaozhu.service.engines import EngineFailed, engine_for

_SITE, _RECORDS = Path("build", "html"), Path("build", "search")
_site = click.option("--site", type=FOLDER, default=_SITE, show_default=True, help=_("The built site."))
_records = click.option(
    "--records", type=FOLDER, default=_RECORDS, show_default=True, help=_("The folder of the records.")
)


@main.command(
    "search-export",
    help=_(
        "Write what a built site's search finds as records for a search engine.\n\n"
        "records.ndjson has a JSON object a line, with the words of the page and their folded form, which is what is "
        "searched; mapping.json is for OpenSearch and its kin. With --part, records are printed for the indexer of "
        "Manticore or Sphinx instead; --nodes writes their configuration.\n\n"
        "Exit code: 0, or 2 if the site is not built."
    ),
)
@_site
@click.option("--to", "folder", type=FOLDER, default=_RECORDS, show_default=True, help=_("The folder to write to."))
@click.option("--part", metavar="N/ALL", help=_("Print the records of one node of several, as tab-separated values."))
@click.option(
    "--nodes", metavar="HOST:SQL:API,…", help=_("Write the configuration of these nodes; the last has all of them.")
)
@click.option("--data", type=FOLDER, help=_("With --nodes: where the engine keeps its files; by default beside."))
def search_export(site: Path, folder: Path, part: str | None, nodes: str | None, data: Path | None) -> None:
    """Write records for a search engine."""
    try:
        if part is not None:
            _print_part(folder, part)
            return
        found = read_site(site)
        folder.mkdir(parents=True, exist_ok=True)
        about = write_records(found, folder)
    except NoSearchData as error:
        raise click.UsageError(str(error)) from None
    _write_mapping(folder)
    if nodes:
        _write_configuration(folder, nodes, data or folder / "engine")
    count = ngettext("{n} record", "{n} records", about.size, n=about.size)
    click.echo(_("{records} in {folder}", records=count, folder=folder))


def _print_part(folder: Path, part: str) -> None:
    from jiaozhu.service.configuration import part as lines_of

    match = re.fullmatch(r"(\d+)/(\d+)", part)
    if match is None or not int(match[1]) < int(match[2]):
        raise click.BadParameter(_("write N/ALL, such as 0/2"), param_hint="--part")
    with closing(Records(folder)) as records:
        for line in lines_of(records, int(match[1]), int(match[2])):
            sys.stdout.write(line)


def _write_mapping(folder: Path) -> None:
    import json

    from jiaozhu.service.mapping import MAPPING
    from jiaozhu.store import write_if_changed

    write_if_changed(folder / "mapping.json", f"{json.dumps(MAPPING, indent=1)}\n".encode())


def _write_configuration(folder: Path, nodes: str, data: Path) -> None:
    from jiaozhu.service.configuration import Node, configuration
    from jiaozhu.store import write_if_changed

    listed = []
    for node in nodes.split(","):
        match = re.fullmatch(r"([A-Za-z0-9.-]+):(\d{1,5}):(\d{1,5})", node.strip())
        if match is None:
            message = _("'{node}' is not HOST:SQL:API, such as 127.0.0.1:9306:9312", node=node.strip())
            raise click.BadParameter(message, param_hint="--nodes")
        listed.append(Node(match[1], int(match[2]), int(match[3])))
    data.mkdir(parents=True, exist_ok=True)
    parts = range(len(listed) - 1) if len(listed) > 1 else ()
    for number in (*parts, None):
        name = "head.conf" if number is None else f"node-{number}.conf"
        text = configuration(folder.absolute(), data.absolute(), listed, number)
        write_if_changed(folder / name, text.encode())
        click.echo(folder / name)


@main.command(
    help=_(
        "Serve a built site and its search.\n\n"
        "The engine is 'tantivy', which needs nothing else, or mysql://HOST:PORT/INDEX of Manticore or Sphinx. "
        "Records are written from the site if they are missing. The address of the search is /search; the site asks "
        "it if its corpus.yaml says so under 'search'.\n\n"
        "Exit code: 0 when it is ended, 1 if the engine cannot be used, 2 if the site is not built."
    )
)
@click.option("--search", "engine", default="tantivy", show_default=True, help=_("The engine."))
@_site
@_records
@click.option("--host", default="127.0.0.1", show_default=True, help=_("The address to listen at."))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=_("The port; 0 is any."))
@click.option("--origin", default="", help=_("The origin whose pages may ask too, such as https://example.org."))
@click.option("--only-search", is_flag=True, help=_("Serve the search alone, not the site."))
def serve(engine: str, site: Path, records: Path, host: str, port: int, origin: str, only_search: bool) -> None:
    """Serve a built site and its search."""
    try:
        from waitress.server import create_server

        from jiaozhu.service.app import application
    except ModuleNotFoundError as error:
        message = _("{package} is not installed: pip install 'jiaozhu[service]'", package=error.name)
        raise click.ClickException(message) from None
    if origin and not re.fullmatch(r"https?://[^/\s]+", origin):
        raise click.BadParameter(_("write an origin, such as https://example.org"), param_hint="--origin")
    logging.basicConfig(format="%(message)s")
    try:
        opened = _opened(site, records)
    except NoSearchData as error:
        raise click.UsageError(str(error)) from None
    try:
        searching = engine_for(engine, opened, records / urlsplit(engine).path.strip("/"))
    except EngineFailed as error:
        raise click.ClickException(str(error)) from None
    with closing(opened), closing(searching):
        app = application(opened, searching, site=None if only_search else site.absolute(), origin=origin)
        server = create_server(app, host=host, port=port, ident=None)
        click.echo(f"http://{host}:{server.effective_port}/")
        server.run()


def _opened(site: Path, folder: Path) -> Records:
    """The records of a site, written again if they are not of what it searches now."""
    found = read_site(site)
    folder.mkdir(parents=True, exist_ok=True)
    head = site / "_static" / "jiaozhu" / "head.js"
    path = folder / "records.json"
    if not path.exists() or path.stat().st_mtime < head.stat().st_mtime:
        write_records(found, folder)
    return Records(folder)
