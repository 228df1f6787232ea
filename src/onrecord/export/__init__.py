"""Records to files: pages now, other forms as they come."""
