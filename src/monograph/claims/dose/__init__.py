"""Doses: a lexer over the words of posology, a small grammar of amounts, and the scope that they stand in."""

from monograph.claims.dose.cues import Reason
from monograph.claims.dose.reader import account_for, read_doses

__all__ = ["Reason", "account_for", "read_doses"]
