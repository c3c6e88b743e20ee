"""The root of every error foedera raises on purpose."""


class FoederaError(Exception):
    """Something foedera refuses to do: what, where, why, and what to do about it."""
