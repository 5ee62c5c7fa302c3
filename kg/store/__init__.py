"""Where the graph is kept and asked: embedded or remote, snapshots, queries in a sandbox, validation."""
