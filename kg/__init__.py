"""boardgraph: the papers of partnership boards as a knowledge graph, every statement traceable to its words."""

__version__ = "0.1.0"
