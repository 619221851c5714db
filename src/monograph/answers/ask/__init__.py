"""Questions in a person's words, answered in the monographs' own sentences, or by saying that they are silent."""

from monograph.answers.ask.model import Passage, Reply, Status
from monograph.answers.ask.reply import ask

__all__ = ["Passage", "Reply", "Status", "ask"]
