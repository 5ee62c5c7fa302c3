"""The network around a topic: which edges, where the nodes go, and the page that shows it."""
