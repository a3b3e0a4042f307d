"""What a run has cost, for the answer's usage."""

from __future__ import annotations

from agents.result import RunResultBase

from chat.assistant.kept import kept_as
from chat.assistant.run import Run


def count(result: RunResultBase, run: Run) -> None:
    """Add what the model read and wrote, also where it did not come to its end."""
    spent, usage = run.turn.spent, result.context_wrapper.usage
    spent.input_tokens += usage.input_tokens
    spent.cached_tokens += usage.input_tokens_details.cached_tokens or 0
    spent.output_tokens += usage.output_tokens
    spent.kept_as += kept_as(result.raw_responses)
