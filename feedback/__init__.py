"""What the companies say of the service: asked and answered in the Sportello's name (C3, C5)."""
