"""The site's looks at questions and answers, and what is said where one of them objects."""

from __future__ import annotations

from typing import Any

from agents import (
    Agent,
    GuardrailFunctionOutput,
    InputGuardrail,
    InputGuardrailTripwireTriggered,
    OutputGuardrail,
    OutputGuardrailTripwireTriggered,
)

from chat import hooks
from chat.assistant.run import Run, Wrapped
from chat.assistant.said import filled_in, result_text, with_quote
from chat.registry import Guardrail, guardrails

Trip = InputGuardrailTripwireTriggered | OutputGuardrailTripwireTriggered
Tripped = (InputGuardrailTripwireTriggered, OutputGuardrailTripwireTriggered)


def input_guardrails() -> list[InputGuardrail[Run]]:
    """Each before the model is asked, which would otherwise have begun to answer, and its tools to act."""
    return [
        InputGuardrail(guardrail_function=_on_input(entry), name=entry.name, run_in_parallel=False)
        for entry in guardrails.entries.values()
        if entry.on == "input"
    ]


def output_guardrails() -> list[OutputGuardrail[Run]]:
    return [
        OutputGuardrail(guardrail_function=_on_output(entry), name=entry.name)
        for entry in guardrails.entries.values()
        if entry.on == "output"
    ]


def sentence_of(tripped: Trip) -> str:
    """What the guardrail wants said."""
    return str(tripped.guardrail_result.output.output_info)


def name_of(tripped: Trip) -> str:
    """What the guardrail is called."""
    return tripped.guardrail_result.guardrail.get_name()


def _on_input(entry: Guardrail) -> Any:
    async def looked(run: Wrapped, agent: Agent[Any], given: Any) -> GuardrailFunctionOutput:
        said = await _said(run.context)
        return await _looked(entry, run, said) if said else _passed()

    return looked


def _on_output(entry: Guardrail) -> Any:
    async def looked(run: Wrapped, agent: Agent[Any], output: Any) -> GuardrailFunctionOutput:
        return await _looked(entry, run, str(output))

    return looked


async def _looked(entry: Guardrail, run: Wrapped, text: str) -> GuardrailFunctionOutput:
    objection = await hooks.call(entry.function, run.context.request_context, text)
    return GuardrailFunctionOutput(output_info=objection, tripwire_triggered=True) if objection else _passed()


def _passed() -> GuardrailFunctionOutput:
    return GuardrailFunctionOutput(output_info=None, tripwire_triggered=False)


async def _said(run: Run) -> str:
    """What comes from the person for this run: a message, the answers to a form, or what their page has returned; and
    what they have selected on it.
    """
    said = [run.request_context.page.selection]
    if run.message:
        said.append(with_quote(run.message))
    elif form := await run.answered_form():
        said += [answer for _, answer in filled_in(form)]
    elif call := run.answered_call:
        said.append(result_text(call))
    return "\n\n".join(filter(None, said))
