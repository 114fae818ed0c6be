"""The exchange with the Chambers' archives."""
