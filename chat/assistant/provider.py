"""Which model answers: a host's own, OpenAI's, a compatible server's or, without a key, the extractive one."""

from __future__ import annotations

from functools import lru_cache

from agents import Model, ModelProvider, ModelSettings, RunConfig
from agents.models.default_models import get_default_model, get_default_model_settings
from agents.models.openai_provider import OpenAIProvider
from django.utils.module_loading import import_string

from chat.assistant.extractive import ExtractiveModel
from chat.conf import Configuration, chatkit


class ExtractiveProvider(ModelProvider):
    """The model for sites without a language model."""

    def get_model(self, model_name: str | None) -> Model:
        return ExtractiveModel()


def run_config() -> RunConfig:
    """How a run is done under the settings of now. Traces and storage stay off unless the site asks for them."""
    return _configured(chatkit())


@lru_cache(maxsize=1)  # the SDK reads its own annotations whenever it makes one, for a tenth of a short answer's time
def _configured(configuration: Configuration) -> RunConfig:
    model = configuration.MODEL or get_default_model()
    return RunConfig(
        model=model,
        model_provider=_provider(configuration),
        model_settings=get_default_model_settings(model).resolve(ModelSettings(store=configuration.PROVIDER_STORAGE)),
        tracing_disabled=not configuration.TRACING,
    )


def _provider(configuration: Configuration) -> ModelProvider:
    if configuration.MODEL_PROVIDER:
        provider: ModelProvider = import_string(configuration.MODEL_PROVIDER)()
        return provider
    if configuration.API_KEY:
        return OpenAIProvider(
            api_key=configuration.API_KEY,
            base_url=configuration.BASE_URL or None,
            use_responses=configuration.MODEL_API == "responses",
        )
    return ExtractiveProvider()
