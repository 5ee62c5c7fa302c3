"""Where the graph is kept: snapshots on disk or a SPARQL server, queries, validation."""
