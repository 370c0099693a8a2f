"""Editing without a window: tools, actions and entry, all of it headless."""
