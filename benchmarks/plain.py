"""This site without the tools and guardrails of its gallery, as those that it is compared with have none."""

from __future__ import annotations

from chat import registry
from config.asgi import application

__all__ = ["application"]

for register in (registry.tools, registry.client_tools, registry.actions, registry.guardrails):
    register.entries.clear()
