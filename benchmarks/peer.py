"""The programs that ours is compared with: each in an environment of its own, of the versions that its lock names.

    python benchmarks/peer.py [NAME]...

Installs them (all, if none is named) into .venv-peers/ of this checkout and prints their versions. What is there
already is not installed again until its lock changes. The locks are benchmarks/peers/*.lock (tools/lock.sh makes them);
every file is held to its hash, and none is built from source.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from measuring import ROOT, Unmeasured, run

LOCKS = Path(__file__).resolve().parent / "peers"
FOLDER = ROOT / ".venv-peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """An installed program: its name and version, its environment's programs."""

    name: str
    version: str
    programs: Path

    @property
    def title(self) -> str:
        """The name with the version."""
        return f"{self.name} {self.version}"

    @property
    def python(self) -> Path:
        """The interpreter of its environment."""
        return self.programs / "python"

    def __truediv__(self, program: str) -> Path:
        """The path of one of its programs."""
        return self.programs / program


def names() -> list[str]:
    """The peers that there are."""
    return sorted(each.stem for each in LOCKS.glob("*.lock"))


def version(name: str) -> str:
    """The version that the lock of a peer names."""
    found = re.search(rf"(?m)^{re.escape(name)}==([^\s;]+)", (LOCKS / f"{name}.lock").read_text("utf-8"))
    if found is None:
        raise Unmeasured(f"benchmarks/peers/{name}.lock does not name {name}")
    return found[1]


def peer(name: str) -> Peer:
    """A peer, installed if need be; raises `Unmeasured` where that fails."""
    lock, place = LOCKS / f"{name}.lock", FOLDER / name
    made = Peer(name, version(name), place / "bin")
    stamp, digest = place / ".installed", hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text("utf-8") == digest:
        return made
    shutil.rmtree(place, ignore_errors=True)
    print(f"Installing {made.title} into {place.relative_to(ROOT)}", file=sys.stderr)
    run([sys.executable, "-m", "venv", place])
    pip = [made.python, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--require-hashes"]
    run([*pip, "--no-deps", "--only-binary", ":all:", "-r", lock])
    stamp.write_text(digest, "utf-8")
    return made


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("peers", nargs="*", metavar="NAME", help=f"one of {', '.join(names())}")
    failed = 0
    for name in options.parse_args().peers or names():
        try:
            print(peer(name).title)
        except Unmeasured as error:
            failed = 1
            print(f"{name}: {error}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
