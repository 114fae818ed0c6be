"""The public calendar as pages: list, month, week, year, countries, one initiative, on paper (C8)."""
