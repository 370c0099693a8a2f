"""The canvas: one widget that paints the board itself."""
