"""Questions in a person's words, answered with the monographs' own sentences, or with the word that they say nothing."""

from monograph.answers.ask.model import Passage, Reply, Status
from monograph.answers.ask.reply import ask

__all__ = ["Passage", "Reply", "Status", "ask"]
