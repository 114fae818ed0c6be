"""People, offices, companies and suppliers."""
