"""A board as a report: pages to read in order, to look things up in, and to mail."""
