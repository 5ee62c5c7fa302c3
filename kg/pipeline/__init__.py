"""From files to a published graph: find papers, read and extract them in workers, link, write, validate, swap."""
