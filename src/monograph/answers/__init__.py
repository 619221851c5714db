"""Answers in the monographs' own words."""
