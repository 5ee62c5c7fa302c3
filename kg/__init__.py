"""boardgraph: papers of partnership boards as a knowledge graph, traceable to their words."""

from kg.version import __version__ as __version__
