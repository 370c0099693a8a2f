"""Boards as pictures: the drawing of the paper for screens, browsers and slides."""
