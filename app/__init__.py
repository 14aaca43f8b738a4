"""Torchyard: a practice yard for PyTorch."""

__version__ = "0.1.0"
