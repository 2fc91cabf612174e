"""Assessing branches by the quarter: sheets as data, points, ranking."""
