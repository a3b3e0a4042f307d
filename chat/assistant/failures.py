"""What the person is told when the assistant fails, and whether trying again may help."""

from __future__ import annotations

import logging

import openai
from agents import MaxTurnsExceeded
from chatkit.errors import CustomStreamError
from django.utils.translation import gettext_lazy as _

from chat.context import Asker
from chat.faults import described

logger = logging.getLogger(__name__)


class SilentModel(Exception):
    """The model has said nothing for longer than the site waits."""


# The first that fits; the sentences name no provider and no cause inside the site.
SENTENCES = (
    (SilentModel, _("The assistant did not answer in time."), True),
    (MaxTurnsExceeded, _("This question needs too many steps. Ask for a part of it."), False),
    (openai.AuthenticationError, _("The assistant is not set up correctly. Please tell the site’s staff."), False),
    (openai.PermissionDeniedError, _("The assistant is not set up correctly. Please tell the site’s staff."), False),
    (openai.NotFoundError, _("The assistant is not set up correctly. Please tell the site’s staff."), False),
    (openai.RateLimitError, _("The assistant is busy. Try again in a minute."), True),
    (openai.BadRequestError, _("The assistant cannot answer this thread. Start a new one, or ask differently."), False),
    (openai.APIConnectionError, _("The assistant cannot be reached. Try again in a moment."), True),
)
OTHERWISE = _("The assistant could not finish this answer.")


def told(error: Exception, asker: Asker) -> CustomStreamError:
    """What the SDK passes on to the browser; the cause goes to the log, with the request's id."""
    logger.warning("The assistant failed: %s (request %s)", described(error), asker.request_id)
    for kind, sentence, may_retry in SENTENCES:
        if isinstance(error, kind):
            return CustomStreamError(str(sentence), allow_retry=may_retry)
    return CustomStreamError(str(OTHERWISE), allow_retry=True)
