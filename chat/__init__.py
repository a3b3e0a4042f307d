"""ChatKit for Django: an AI assistant on a Django site. What a host site may import is in `__all__`."""

from chat.registry import searchable

__all__ = ["searchable"]
