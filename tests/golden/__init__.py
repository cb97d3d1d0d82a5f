"""Pages whose record is known item by item."""
