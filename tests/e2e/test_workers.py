"""Many texts at once: the same bytes, paths and findings in the same order, by processes here or a cluster."""

from __future__ import annotations

import importlib.util
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from command import DUTY, begun, change, environment, group, run, small_project
from packs import PACK, packs_project
from travaux import api
from travaux.workers import longest_first
from travaux.workers.cluster import Unusable, proper
from travaux.workers.standing import HISTORY, LAYOUTS, PROGRAM, differing, standing
from travaux.workers.tasks import Texts

INSTRUMENTS = "templates/instruments"
ALL = ("build", "--format", "pdf,html,md,json", "--annotate", "none,notes")


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A project with three instruments, the last of which does not hold the duty to warn."""
    project = small_project(tmp_path / "project")
    text = (project / INSTRUMENTS / "flood-warnings.yaml").read_text(encoding="utf-8")
    (project / INSTRUMENTS / "a.yaml").write_text(text, encoding="utf-8")
    (project / INSTRUMENTS / "thresholds.yaml").write_text(text.replace("  - duty-to-warn\n", ""), encoding="utf-8")
    return project


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# ---------------------------------------------------------------- on this machine


@pytest.mark.slow
def test_however_many_are_made_at_once(three: Path) -> None:
    first = run(*ALL, "-j", "1", cwd=three)
    assert first.returncode == 0, first.stderr
    assert len(files(three / "build")) == 3 * 4 * 2
    for given in (("-j", "2"), ("-j", "64"), ()):
        again = run(*ALL, *given, "--out", "again", cwd=three)
        assert (again.returncode, again.stderr) == (0, first.stderr)
        assert again.stdout == first.stdout.replace("build/", "again/")
        assert files(three / "again") == files(three / "build")
        shutil.rmtree(three / "again")


def test_what_is_found_is_told_in_the_same_order_and_stops_the_same_texts(three: Path) -> None:
    change(three, f"{INSTRUMENTS}/thresholds.yaml", "parameters:", "variants: {commencement: nowhere}\nparameters:")
    told = [run("build", "--format", "md", "-j", each, cwd=three) for each in ("1", "3")]
    assert told[0].returncode == 1 and told[0].stderr
    assert (told[0].stdout, told[0].stderr) == (told[1].stdout, told[1].stderr)


def test_each_text_takes_what_it_knows_and_force_is_owned_up(three: Path) -> None:
    change(three, DUTY, "[](#:1)", "[](#:7)")
    given = ("build", "--format", "md", "--force")
    told = [run(*given, "-j", each, "--out", each, cwd=three) for each in ("1", "3")]
    assert told[0].returncode == told[1].returncode == 1
    assert told[0].stderr == told[1].stderr
    assert files(three / "1") == files(three / "3") != {}
    assert b"Not fit for circulation" in (three / "3/a/a.md").read_bytes()


def test_an_interrupt_leaves_no_process_and_no_file(three: Path) -> None:
    """As Ctrl-C does it: a signal to every process of the group, once all of them work."""
    waiting = (
        "import time, travaux.workers.tasks as t; old = t.Texts.make; "
        "t.Texts.make = lambda s, name, press, tell: "
        "(press.expect(name), open(f'working-{name}', 'w').close(), time.sleep(60))"
    )
    process = begun("build", "-j", "3", cwd=three, before=waiting)
    until(lambda: len(list(three.glob("working-*"))) == 3)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "\nInterrupted.\n")
    assert not (three / "build").exists()
    assert not group(process.pid)


def until(true: object, seconds: float = 60) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


KILLED = "import os, travaux.workers.tasks as t; t.Texts.make = t.Packs.make = lambda *_: os.kill(os.getpid(), 9)"


def test_a_process_that_the_system_ends_is_told_and_nothing_is_written(three: Path) -> None:
    done = run("build", "-j", "2", cwd=three, before=KILLED, new=True)
    assert done.returncode == 2 and not (three / "build").exists()
    assert "has died" in done.stderr and "SIGKILL" in done.stderr and "bug" not in done.stderr


def test_so_is_one_that_makes_packs(tmp_path: Path) -> None:
    project = packs_project(tmp_path / "project", a=PACK, b=PACK)
    done = run("brief", "-j", "2", cwd=project, before=KILLED, new=True)
    assert done.returncode == 2 and "SIGKILL" in done.stderr and not (project / "build").exists()


def test_a_process_that_ends_by_itself_is_a_bug_of_ours(three: Path) -> None:
    broken = "import os, travaux.workers.tasks as t; t.Texts.make = lambda *_: os._exit(9)"
    done = run("build", "-j", "2", cwd=three, before=broken, new=True)
    assert done.returncode == 70 and "has died" in done.stderr


def test_a_task_is_a_value_and_begins_with_the_longest(three: Path) -> None:
    loaded = api.load(api.find(three))
    names = ("thresholds", "a")
    task = Texts(loaded, {name: api.Request(name) for name in names}, {}, ("md",))
    assert longest_first(task, names) == ["a", "thresholds"]
    again = pickle.loads(pickle.dumps(task))
    assert again.loaded.library == loaded.library and again.requests == task.requests


# ---------------------------------------------------------------- what a cluster is trusted with


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:8786", "tls://dask.example:8786"]
)
def test_words_go_to_this_machine_or_over_tls(address: str) -> None:
    proper(address)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://dask.example:8786", "tls://"),
        ("tcp://10.0.0.7:8786", "tls://"),
        ("tcp://127.0.0.1.example:8786", "tls://"),
        ("tcp://localhost.example:8786", "tls://"),
        ("127.0.0.1:8786", "no address"),
        ("ucx://127.0.0.1:8786", "no address"),
        ("tcp://user@127.0.0.1:8786", "no address"),
        ("tcp://127.0.0.1:8786\ntcp://other:1", "no address"),
    ],
)
def test_and_nowhere_else(address: str, why: str, three: Path) -> None:
    with pytest.raises(Unusable, match=why):
        proper(address)
    done = run("build", "--workers", address, cwd=three)
    assert done.returncode == 2 and "--workers" in done.stderr and not (three / "build").exists()


def test_both_ways_at_once_are_misuse(three: Path) -> None:
    for name in ("build", "brief"):
        done = run(name, "-j", "2", "--workers", "tcp://127.0.0.1:8786", cwd=three)
        assert done.returncode == 2 and "-j is for this machine" in done.stderr


def test_without_the_extra_it_is_said_how_to_get_it(three: Path) -> None:
    without = "import sys; sys.modules['joblib'] = None"
    done = run("build", "--workers", "tcp://127.0.0.1:8786", cwd=three, before=without, new=True)
    assert done.returncode == 2 and "travaux[cluster]" in done.stderr and not (three / "build").exists()


def test_what_results_rest_on_is_told_apart(three: Path, tmp_path: Path) -> None:
    here = standing(api.find(three))
    assert differing(here, standing(api.find(three))) == []
    other = shutil.copytree(three, tmp_path / "other")
    (other / "templates/layouts/css").mkdir(parents=True)
    (other / "templates/layouts/css/print.css").write_text("p { color: teal }")
    assert differing(here, standing(api.find(other))) == [LAYOUTS]
    assert differing(here, {**here, PROGRAM: ""}) == [PROGRAM]
    subprocess.run(["git", "init", "-q", str(other)], check=True)
    shutil.rmtree(other / "templates/layouts")
    asked = ["git", "-C", str(other), "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q"]
    subprocess.run([*asked, "--allow-empty", "-m", "b"], check=True)
    assert differing(here, standing(api.find(other))) == [HISTORY]


# ---------------------------------------------------------------- a cluster


HAVE = all(map(importlib.util.find_spec, ("joblib", "distributed")))
CLUSTER = pytest.mark.skipif(not HAVE, reason="the extra travaux[cluster] (joblib, Dask) is not installed")
SCHEDULER = """
import sys, time
from distributed import LocalCluster
if __name__ == "__main__":
    size = {"n_workers": 2, "threads_per_worker": 2}
    with LocalCluster(**size, dashboard_address=None, host="127.0.0.1", protocol=sys.argv[1]) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@contextmanager
def cluster(folder: Path, before: str = "", env: dict[str, str] | None = None) -> Iterator[str]:
    """A scheduler with two workers on the loopback; its address. `before` is run in every process of it."""
    (folder / "scheduler.py").write_text(before + SCHEDULER)
    process = subprocess.Popen(
        [sys.executable, "scheduler.py", "tls://" if env else "tcp://"],
        cwd=folder,
        env=environment(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    try:
        yield process.stdout.readline().strip()
    finally:
        process.communicate(timeout=60)


@CLUSTER
@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes(three: Path, tmp_path: Path) -> None:
    first = run(*ALL, "-j", "1", cwd=three)
    packs = packs_project(tmp_path / "packs", a=PACK, b=PACK)
    run("brief", cwd=packs)
    with cluster(tmp_path) as address:
        done = run(*ALL, "--workers", address, "--out", "again", cwd=three, new=True)
        assert (done.returncode, done.stderr) == (0, first.stderr)
        assert done.stdout == first.stdout.replace("build/", "again/")
        assert files(three / "again") == files(three / "build")
        done = run("-C", "packs", "brief", "--workers", address, "--out", "again", cwd=tmp_path, new=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert files(tmp_path / "again") == {
            name: data for name, data in files(packs / "build/packs").items() if ".travaux" not in name
        }


@CLUSTER
@pytest.mark.slow
def test_a_worker_that_differs_makes_nothing(three: Path, tmp_path: Path) -> None:
    other = "import travaux.workers.standing as s\ns._program = lambda: 'another edition'\n"
    with cluster(tmp_path, other) as address:
        done = run("build", "--workers", address, cwd=three, new=True)
    assert done.returncode == 2 and "the program" in done.stderr and not (three / "build").exists()


@CLUSTER
@pytest.mark.slow
def test_workers_that_die_are_told(three: Path, tmp_path: Path) -> None:
    with cluster(tmp_path, KILLED + "\n") as address:
        done = run("build", "--workers", address, cwd=three, new=True)
    assert done.returncode == 2 and "have died" in done.stderr and not (three / "build").exists()


@CLUSTER
@pytest.mark.slow
def test_where_nobody_answers_it_is_told(three: Path) -> None:
    done = run("build", "--workers", "tcp://127.0.0.1:9", cwd=three, new=True)
    assert done.returncode == 2 and "Nobody answers" in done.stderr and not (three / "build").exists()


@pytest.fixture
def certificates(tmp_path: Path) -> dict[str, str]:
    """Surroundings that name a certificate, made now, to Dask's configuration, for every side."""
    if not shutil.which("openssl"):
        pytest.skip("openssl, which makes certificates, is not installed")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    asked = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
    subprocess.run(["openssl", *asked, "-keyout", key, "-out", cert], check=True, capture_output=True)
    name = "DASK_DISTRIBUTED__COMM__TLS__"
    sides = ("SCHEDULER", "WORKER", "CLIENT")
    found = {f"{name}{side}__{what}": str(file) for side in sides for what, file in (("KEY", key), ("CERT", cert))}
    return {f"{name}CA_FILE": str(cert), **found}


@CLUSTER
@pytest.mark.slow
def test_over_tls_with_certificates_and_not_without(three: Path, tmp_path: Path, certificates: dict[str, str]) -> None:
    run("build", "--format", "md", cwd=three)
    with cluster(tmp_path, env=certificates) as address:
        assert address.startswith("tls://127.0.0.1:")
        given = ("build", "--format", "md", "--workers", address, "--out", "again")
        done = run(*given, cwd=three, new=True)
        assert done.returncode == 2 and "certificates" in done.stderr and not (three / "again").exists()
        done = run(*given, cwd=three, env=certificates)
        assert (done.returncode, done.stderr) == (0, "")
    assert files(three / "again") == files(three / "build")


@CLUSTER
@pytest.mark.slow
def test_an_interrupt_leaves_the_cluster_and_writes_nothing(three: Path, tmp_path: Path) -> None:
    waiting = (
        "import time, travaux.workers.tasks as t\n"
        f"t.Texts.make = lambda *_: (open({str(tmp_path / 'working')!r}, 'w').close(), time.sleep(60))\n"
    )
    with cluster(tmp_path, waiting) as address:
        process = begun("build", "--workers", address, cwd=three)
        until((tmp_path / "working").exists)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "\nInterrupted.\n")
    assert not (three / "build").exists()
