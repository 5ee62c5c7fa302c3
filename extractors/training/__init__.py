"""Training and testing what is learnt from annotated papers: developers run it, no build does."""
