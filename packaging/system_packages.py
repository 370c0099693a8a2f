"""Which package of which Linux distribution brings a tool or a library; standard library only."""

from __future__ import annotations

import re
from pathlib import Path

INSTALLERS = {
    "apt-get": ["apt-get", "install", "-y", "--no-install-recommends"],
    "dnf": ["dnf", "install", "-y"],
    "zypper": ["zypper", "--non-interactive", "install"],
    "pacman": ["pacman", "-S", "--noconfirm"],
}
FAMILIES = {
    "debian": "apt-get",
    "ubuntu": "apt-get",
    "fedora": "dnf",
    "rhel": "dnf",
    "suse": "zypper",
    "opensuse": "zypper",
    "arch": "pacman",
}
# Tools whose package has another name, by INSTALLERS' order.
TOOL_PACKAGES = {
    "Xvfb": ["xvfb", "xorg-x11-server-Xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"],
    "import": ["imagemagick", "ImageMagick", "ImageMagick", "imagemagick"],
    "pdftotext": ["poppler-utils", "poppler-utils", "poppler-tools", "poppler"],
    "promtool": [
        "prometheus",
        "golang-github-prometheus",
        "golang-github-prometheus-prometheus",
        "prometheus",
    ],
}
# Libraries whose Debian package does not follow Debian's rule for their names.
DEBIAN_EXCEPTIONS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}


def installer_named(os_release: str) -> str | None:
    """Return the package installer of the distribution that /etc/os-release describes."""
    values = re.findall(r"^(?:ID|ID_LIKE)=[\"']?([^\"'\n]*)", os_release, re.MULTILINE)
    names = [name.partition("-")[0] for name in " ".join(values).split()]
    return next((FAMILIES[name] for name in names if name in FAMILIES), None)


def system_installer() -> str | None:
    """Return this machine's package installer, if it is one of those known here."""
    release = Path("/etc/os-release")
    return installer_named(release.read_text("utf-8")) if release.exists() else None


def package_of(wanted: str, installer: str) -> str:
    """Return the package that brings a tool (``qpdf``) or a library (``libEGL.so.1``)."""
    name, is_library, version = wanted.partition(".so.")
    if not is_library:
        names = TOOL_PACKAGES.get(wanted)
        return names[list(INSTALLERS).index(installer)] if names else wanted
    if installer == "pacman":
        return "qt6-base"  # depends on every library that Qt loads
    if installer != "apt-get":
        return f"{wanted}()(64bit)"  # rpm resolves a library by its own name
    joint = "-" if name[-1].isdigit() else ""
    by_rule = f"{name}{joint}{version}".lower().replace("_", "-")
    return DEBIAN_EXCEPTIONS.get(wanted, by_rule)


def install_command(packages: list[str], installer: str) -> list[str]:
    """Return the command that installs the packages, each once."""
    return [*INSTALLERS[installer], *dict.fromkeys(packages)]


def missing_libraries(text: str) -> list[str]:
    """Return the libraries that the loader's or ldd's output calls missing, sorted."""
    found = re.findall(r"(lib\S+?\.so[.\d]*)(?:: cannot open shared object| => not found)", text)
    return sorted(set(found))
