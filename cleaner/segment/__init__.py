"""Source to blocks."""
