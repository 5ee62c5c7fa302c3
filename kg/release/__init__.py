"""Releases: a graph as a dated folder that describes itself, and what changed between two."""
