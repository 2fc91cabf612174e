"""Ledgers: one declaration serves import, row errors, template and export."""
