"""The public calendar as calendars, readers, programs and spreadsheets take it: one choice, many formats."""
