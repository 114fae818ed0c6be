"""The integrated calendar of the initiatives of export promotion: many publishers, public, early (C8)."""
