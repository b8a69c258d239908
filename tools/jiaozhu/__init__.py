"""jiaozhu 校注: annotated digital editions as documentation."""

__version__ = "0.1.0"
