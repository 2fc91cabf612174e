"""Measures of speed and memory, taken in a folder that is thrown away afterwards.

They inform; no test depends on a clock.
"""
