"""Answers that the provider keeps, where the site lets it: `CHATKIT["PROVIDER_STORAGE"]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat.conf import chatkit

if TYPE_CHECKING:
    from agents.items import ModelResponse

PATIENCE = 10
"""Seconds that the provider has to delete one."""


def kept_as(responses: list[ModelResponse]) -> list[str]:
    """The ids under which the provider keeps what a run has said; none where it may keep nothing."""
    if not chatkit().PROVIDER_STORAGE or chatkit().MODEL_API != "responses":
        return []
    return [response.response_id for response in responses if response.response_id]


def delete_response(response_id: str) -> None:
    """Raises what the provider's client raises, but for an answer that is not there any more."""
    from openai import NotFoundError, OpenAI  # noqa: PLC0415 - it takes a second, and most processes delete nothing

    client = OpenAI(api_key=chatkit().API_KEY, base_url=chatkit().BASE_URL or None, timeout=PATIENCE, max_retries=0)
    with client:
        try:
            client.responses.delete(response_id)
        except NotFoundError:
            return
