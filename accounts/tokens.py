"""What ID tokens and bearer tokens have in common."""

import jwt

LEEWAY = 30
"""Seconds by which an issuer's clock may differ from ours."""
REQUIRED = ["exp", "iat", "iss", "aud", "sub"]
NONSENSE = (
    jwt.PyJWTError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    OverflowError,
    RecursionError,
)
"""What PyJWT raises over tokens and keys: its own errors, and Python's over shapes that it does not foresee."""
