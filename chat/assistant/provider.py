"""Which model answers: a host's own, OpenAI's, a compatible server's or, without a key, the extractive one."""

from __future__ import annotations

from functools import lru_cache

from agents import Model, ModelProvider, ModelSettings, RunConfig
from agents.models.default_models import get_default_model, get_default_model_settings
from agents.models.openai_provider import OpenAIProvider
from django.utils.module_loading import import_string
from openai import AsyncOpenAI

from chat.assistant.extractive import EXTRACTIVE, ExtractiveModel
from chat.conf import Configuration, chatkit


class ExtractiveProvider(ModelProvider):
    """The model for sites without a language model."""

    def get_model(self, model_name: str | None) -> Model:
        return ExtractiveModel(model_name or "")


def run_config(model: str = "", tool: str = "") -> RunConfig:
    """How a run is done under the settings of now, with a model and a tool that somebody chose.

    Traces and storage stay off unless the site asks for them.
    """
    return _configured(chatkit(), model, tool)


async def can_be_asked() -> None:
    """Ask the provider for its models, which costs nothing. Raises what its client raises."""
    configuration = chatkit()
    async with AsyncOpenAI(
        api_key=configuration.API_KEY, base_url=configuration.BASE_URL or None, max_retries=0
    ) as client:
        await client.models.list()


def is_extractive() -> bool:
    """Whether no language model answers."""
    return isinstance(_provider(chatkit()), ExtractiveProvider)


@lru_cache(maxsize=64)  # the SDK reads its own annotations whenever it makes one, for a tenth of a short answer's time
def _configured(configuration: Configuration, model: str, tool: str) -> RunConfig:
    provider = _provider(configuration)
    is_extractive = isinstance(provider, ExtractiveProvider)
    model = model or configuration.MODEL or (EXTRACTIVE if is_extractive else get_default_model())
    return RunConfig(
        model=model,
        model_provider=provider,
        model_settings=_model_settings(model, configuration, tool),
        tracing_disabled=not configuration.TRACING,
    )


def _model_settings(model: str, configuration: Configuration, tool: str) -> ModelSettings:
    usual = get_default_model_settings(model)
    thinks = usual.reasoning and usual.reasoning.effort != "none" and configuration.MODEL_API == "responses"
    return usual.resolve(
        ModelSettings(
            store=configuration.PROVIDER_STORAGE,
            tool_choice=tool or None,
            # What a model thinks is shown in a summary, if it gives one.
            reasoning=usual.reasoning.model_copy(update={"summary": "auto"}) if usual.reasoning and thinks else None,
        )
    )


@lru_cache(maxsize=4)
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
