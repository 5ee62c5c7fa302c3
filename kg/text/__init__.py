"""Words as the graph keeps and compares them.

``masking``: white space folded, private particulars masked; ``quotation``: passages, sentences and
quotations of a paper; ``topic_keys``: what names and texts are looked up by; ``text_comparison``:
how alike two folded texts or printed numbers are.
"""
