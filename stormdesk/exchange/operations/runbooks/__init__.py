"""What people do when it burns: a page for each event and for each way that it may fail."""
