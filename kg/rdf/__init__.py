"""Facts and entities as quads: one writer a kind of fact."""
