"""What a program can do about problems: one module a kind of text, each giving edits for one monograph.

``catalogue`` says which rule has which, ``mend`` applies them. A safe edit changes how a thing is written; no edit,
safe or not, is applied where it would change a claim.
"""
