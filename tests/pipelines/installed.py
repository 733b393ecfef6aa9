"""sitrep as others get it: a wheel in an environment of its own, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment that has the wheel, and a folder that has nothing to do with the checkout.

    Attributes:
        bin: the environment's programs.
        elsewhere: an empty folder to start them in, and their home: what writes there unasked is seen.
    """

    bin: Path
    elsewhere: Path

    @property
    def python(self) -> str:
        return str(self.bin / "python")

    @property
    def sitrep(self) -> str:
        return str(self.bin / "sitrep")

    @property
    def environment(self) -> dict[str, str]:
        """Variables of a process in it: nothing leads back to the checkout or to the environment of the tests."""
        passed = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "SITREP_"))}
        return passed | {"PATH": f"{self.bin}:/usr/bin:/bin", "HOME": str(self.elsewhere)}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, elsewhere."""
        return subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.elsewhere,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def install(self, *requirements: str) -> None:
        """Install with pip, as the user who runs the tests has set it up."""
        command = [self.python, "-m", "pip", "install", "--quiet", *requirements]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def build_wheel(folder: Path) -> Path:
    """Build the project's wheel into a folder."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Installed:
    """Install a wheel into a new environment that borrows the dependencies of this one, but not the checkout.

    The path of this environment's packages stands in a ``.pth`` file. Python reads no ``.pth`` files of a folder that
    it got that way, so an editable installation of the project is not seen through it.
    """
    venv.create(folder / "env", with_pip=True)
    installed = Installed(folder / "env" / "bin", folder / "elsewhere")
    installed.elsewhere.mkdir()
    installed.install("--no-index", "--no-deps", str(wheel))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    site = folder / "env" / "lib" / version / "site-packages"
    (site / "dependencies.pth").write_text("\n".join(packages) + "\n", encoding="utf-8")
    return installed
