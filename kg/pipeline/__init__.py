"""From files to a published graph: find papers, extract, link, write, validate, swap."""
