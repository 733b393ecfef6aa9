"""Feeds: which are due, what they show, and which of it is new."""
