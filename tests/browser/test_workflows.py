"""What the assistant does on its way to an answer is seen live, and is one line afterwards."""

from __future__ import annotations

import pytest
from chatkit.types import (
    CustomSummary,
    CustomTask,
    DurationSummary,
    EndOfTurnItem,
    FileSource,
    FileTask,
    ImageTask,
    SearchTask,
    TaskItem,
    ThoughtTask,
    ThreadItemAddedEvent,
    ThreadItemUpdatedEvent,
    URLSource,
    Workflow,
    WorkflowItem,
    WorkflowTaskAdded,
    WorkflowTaskUpdated,
)
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, base, done, said
from tests.people import Person

TASKS = [
    SearchTask(
        status_indicator="complete",
        queries=["acme renewal"],
        sources=[URLSource(title="Press release", url="https://example.org/press")],
    ),
    FileTask(title="Read a file", sources=[FileSource(title="Contract", filename="contract.pdf")]),
    CustomTask(title="Drafted", content="Three **bullets**.", icon="write"),
    ThoughtTask(title="Weighing", content="Is it *so*?", status_indicator="loading"),
    ImageTask(),
]


def _workflow(**more: object) -> WorkflowItem:
    return WorkflowItem(**base("wf"), workflow=Workflow(**{"type": "custom", "tasks": TASKS, **more}))


def test_the_five_kinds_of_task_are_shown(page: Page, alice_here: Person) -> None:
    wire = Wire(page, asked(), _workflow(expanded=True, summary=CustomSummary(title="Three steps", icon="search")))
    wire.open(alice_here.site.url)
    tasks = page.locator(".task")
    expect(tasks).to_have_count(5)
    expect(tasks.nth(0)).to_contain_text("Searched the web")
    expect(tasks.nth(0).get_by_role("link", name="Press release")).to_have_attribute(
        "href", "https://example.org/press"
    )
    expect(tasks.nth(0).locator(".mark")).to_have_text("Done")
    expect(tasks.nth(1)).to_contain_text("Contract")
    expect(tasks.nth(2).locator("strong")).to_have_text("bullets")
    expect(tasks.nth(3).locator(".mark")).to_have_text("Under way")
    expect(tasks.nth(4)).to_contain_text("Made an image")


@pytest.mark.parametrize(
    ("kind", "summary", "line"),
    [
        ("custom", CustomSummary(title="Researched Acme"), "Researched Acme"),
        ("reasoning", DurationSummary(duration=75), "Thought for 1 minute 15 seconds"),
        ("reasoning", DurationSummary(duration=0), "Thought for 1 second"),
        ("custom", DurationSummary(duration=5), "Worked for 5 seconds"),
        ("reasoning", None, "Thoughts"),
    ],
)
def test_a_finished_workflow_is_one_line_that_opens(
    kind: str, summary: object, line: str, page: Page, alice_here: Person
) -> None:
    Wire(page, asked(), _workflow(type=kind, summary=summary)).open(alice_here.site.url)
    head = page.get_by_role("button", name=line)
    expect(head).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".task").first).to_be_hidden()
    head.press("Enter")
    expect(page.locator(".task").first).to_be_visible()
    expect(head).to_have_attribute("aria-expanded", "true")


def test_tasks_are_seen_while_the_answer_runs_and_folded_when_it_has_ended(page: Page, alice_here: Person) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, empty=True)
    wire.hold()
    item = WorkflowItem(**base("wf"), workflow=Workflow(type="reasoning", tasks=[]))

    def update(update: object) -> ThreadItemUpdatedEvent:
        return ThreadItemUpdatedEvent.model_construct(type="thread.item.updated", item_id="wf", update=update)

    wire.answer(
        done(asked()),
        ThreadItemAddedEvent(item=item),
        update(WorkflowTaskAdded(task_index=0, task=ThoughtTask(title="Looking", content="Where is"))),
        update(WorkflowTaskUpdated(task_index=0, task=ThoughtTask(title="Looking", content="Where is **it**?"))),
    )
    Chat(page).send("Hello")
    head = page.get_by_role("button", name="Looking")
    expect(head).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".task")).to_have_text("LookingWhere is it?")
    expect(page.locator(".task strong")).to_have_text("it")
    expect(page.locator(".progress")).to_be_hidden()
    wire.release()
    head = page.get_by_role("button", name="Thoughts")  # it was never summarised
    expect(head).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".task")).to_be_hidden()


def test_a_workflow_that_was_opened_stays_open(page: Page, alice_here: Person) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, empty=True)
    wire.hold()
    wire.answer(done(asked()), ThreadItemAddedEvent(item=_workflow()))
    Chat(page).send("Hello")
    head = page.locator(".workflow-head")
    for _ in range(2):  # shut, and opened again
        head.click()
    wire.release()
    Chat(page).wait()
    expect(head).to_have_attribute("aria-expanded", "true")


def test_a_task_may_stand_alone_and_the_end_of_a_turn_is_nothing(page: Page, alice_here: Person) -> None:
    lone = TaskItem(**base("t"), task=CustomTask(title="A lone task", icon="lucide:rocket"))
    Wire(page, asked(), lone, EndOfTurnItem(**base("end")), said("Done.")).open(alice_here.site.url)
    expect(page.locator(".messages > *")).to_have_count(3)
    expect(page.locator(".task.lone")).to_have_text("A lone task")
