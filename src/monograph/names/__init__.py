"""Substances, classes, conditions, routes and units: vocabulary as data, and how text is matched to it."""
