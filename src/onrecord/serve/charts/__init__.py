"""Charts as SVG, drawn on the server: in light and dark, with nothing loaded from elsewhere."""
