"""Markdown to Monograph: front matter, sections, blocks and sentences, each with its span."""
