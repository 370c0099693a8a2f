"""Boards on paper: vector pages with the geometry and the glyphs of the screen."""
