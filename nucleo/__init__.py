"""The ground floor: what every app stands on."""
