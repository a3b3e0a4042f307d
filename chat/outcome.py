"""How an answer ended, for whoever runs the site: in the log, in the metrics and on the span."""

from __future__ import annotations

import logging
import time

from chat import metrics, signals, tracing
from chat.context import Asker
from chat.turns import Ending, Turn

logger = logging.getLogger(__name__)


def tell(turn: Turn, ending: Ending, asker: Asker) -> None:
    spent = turn.spent
    seconds = time.monotonic() - spent.began_at
    first_word = spent.first_word_at and spent.first_word_at - spent.began_at
    why = f", {ending.reason}" if ending.reason else ""
    logger.info("Answer %s is %s%s after %.1f s.", turn.answer_id, ending.state, why, seconds)
    metrics.answers.labels(ending.state).inc()
    metrics.tokens.labels("read").inc(spent.input_tokens)
    metrics.tokens.labels("written").inc(spent.output_tokens)
    if first_word:
        metrics.first_token.observe(first_word)
    tracing.note(
        outcome=ending.state,
        reason=ending.reason,
        model=spent.model,
        input_tokens=spent.input_tokens,
        output_tokens=spent.output_tokens,
        first_word_seconds=first_word,
    )
    known = {"answer_id": turn.answer_id, "thread_id": turn.thread.id}
    signals.tell(signals.answer_settled, **known, outcome=str(ending.state), by=asker.user)
