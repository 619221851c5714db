"""Spread a daily amount over the hours and days of a person, within what a monograph states, or refuse and say why."""

from monograph.answers.plan.hours import Hours
from monograph.answers.plan.model import Plan, PlannedDose, Request
from monograph.answers.plan.run import plan

__all__ = ["Hours", "Plan", "PlannedDose", "Request", "plan"]
