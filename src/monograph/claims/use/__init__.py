"""Uses: the conditions and purposes that Usage gives, and how sure the monograph is of each.

``blocks`` walks a section's paragraphs and lists; ``sentences`` finds the parts of a sentence that say what the
medicine is for; ``phrases`` makes indications of them; ``evidence`` tells established, uncertain and not-for apart.
The words are in ``names/data``: indication_cue, indication_not, indication_head and evidence.
"""

from monograph.claims.use.blocks import read_uses

__all__ = ["read_uses"]
