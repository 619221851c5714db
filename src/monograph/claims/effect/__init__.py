"""Adverse effects: what Side Effects names, how often and how badly it comes.

``blocks`` walks a section's lists and paragraphs and carries the tier of each; ``labels`` tells what a bold lead or a
word before a colon is; ``sentences`` finds the effects that prose speaks of; ``terms`` makes terms of phrases;
``tiers`` reads severity and frequency. The words are in ``names/data``: effect_cue, effect_head, effect_label,
effect_not and severity.
"""

from monograph.claims.effect.blocks import read_effects

__all__ = ["read_effects"]
