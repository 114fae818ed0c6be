"""The companies' requests, from the desk to the archive."""
