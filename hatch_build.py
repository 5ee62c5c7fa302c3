"""The README as a package index shows it: there, links into the repository lead to its documents.

A plugin that does this (hatch-fancy-pypi-readme) would be one more thing to install before a build.
"""

from __future__ import annotations

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

SITE = "https://w3id.org/boardgraph/"  # as in [project.urls]
_LOCAL_LINK = re.compile(r"\]\((?![a-z]+:|#)")


def with_whole_links(readme: str) -> str:
    """A Markdown text whose links and pictures do not depend on where it lies."""
    return _LOCAL_LINK.sub(f"]({SITE}", readme)


class ReadmeHook(MetadataHookInterface):
    """Gives ``project.readme``."""

    def update(self, metadata: dict[str, object]) -> None:
        """Put the README into the metadata of a build."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": with_whole_links(text),
        }
