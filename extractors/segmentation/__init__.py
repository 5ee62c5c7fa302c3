"""Document segmentation: what each line of a paper is for its reader, learnt from annotated papers
of many bodies.
"""
