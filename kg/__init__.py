"""boardgraph: papers of partnership boards as a knowledge graph, traceable to their words."""

__version__ = "0.1.0"
