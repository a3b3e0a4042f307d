"""Which component stands behind the host element, and that a page cannot tell."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from chat.options import faults
from chat.testing.element import ELEMENT
from tests.browser.chat import Chat
from tests.browser.conftest import CDN
from tests.people import Person, thread_of

# Asks through the `fetch` that the component is given, and returns the events that come back.
ASK = """async () => {
    const { api } = document.querySelector('chatkit-host').shadowRoot.querySelector('openai-chatkit').options
    const input = { content: [{ type: 'input_text', text: 'Hello' }], attachments: [], inference_options: {} }
    const body = JSON.stringify({ type: 'threads.create', params: { input } })
    const response = await api.fetch(api.url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    return { status: response.status, text: await response.text() }
}"""


def _serve(page: Page, body: str) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="text/javascript")

    page.context.unroute(CDN)
    page.context.route(CDN, answer)


@pytest.fixture
def impatient(page: Page) -> Page:
    """A tab in which the page waits one second instead of five and ten."""

    def shortened(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response, body=re.sub(r'"(script|ready)Seconds": \d+', r'"\1Seconds": 1', response.text())
        )

    page.context.route(re.compile(r"/chat/$"), shortened)
    return page


def test_a_blocked_script_leads_to_the_built_in_component(page: Page, visitor: Person) -> None:
    page.goto(f"{visitor.site.url}/chat/")
    expect(Chat(page).composer).to_be_visible()
    assert page.evaluate("document.querySelector('chatkit-host').shadowRoot.querySelector('chatkit-builtin') !== null")


def test_openais_component_is_used_when_it_is_ready(page: Page, visitor: Person) -> None:
    _serve(page, ELEMENT)
    page.goto(f"{visitor.site.url}/chat/")
    expect(page.get_by_text("OpenAI’s component")).to_be_visible()
    element = "document.querySelector('chatkit-host').shadowRoot.querySelector('openai-chatkit')"
    options = json.loads(page.evaluate(f"JSON.stringify({element}.options)"))
    uploads = {"uploadStrategy": {"type": "two_phase"}}
    assert options["api"] == {"url": "/chat/wire/", "domainKey": "local"} | uploads
    assert options["theme"] == "light"
    assert list(faults(options)) == []


@pytest.mark.parametrize(
    "script",
    [ELEMENT.replace("'chatkit.ready'", "'never'"), "// loaded, but defines nothing", "<html>A captive portal</html>"],
    ids=["never-ready", "never-defined", "captive-portal"],
)
def test_a_script_without_a_component_leads_to_the_built_in_one(
    script: str, impatient: Page, visitor: Person, errors: list[str]
) -> None:
    _serve(impatient, script)
    impatient.goto(f"{visitor.site.url}/chat/")
    chat = Chat(impatient)
    expect(chat.composer).to_be_visible()
    chat.ask("How do I embed the chat in a template?")
    expect(chat.answers).to_contain_text("{% chatkit_assets %}")
    if script.startswith("<"):
        errors.clear()  # the portal's page is no script


def test_a_failure_is_remembered_for_the_next_page(page: Page, visitor: Person) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(2):
        page.goto(f"{visitor.site.url}/chat/")
        expect(Chat(page).composer).to_be_visible()
    assert len([url for url in asked if "cdn.platform.openai.com" in url]) == 1


def test_builtin_never_asks_openai(page: Page, alice_here: Person) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{alice_here.site.url}/chat/")
    expect(Chat(page).composer).to_be_visible()
    assert [url for url in asked if not url.startswith(alice_here.site.url)] == []


@pytest.mark.parametrize("component", ["openai", "builtin"])
def test_the_page_calls_and_listens_to_either_in_the_same_way(component: str, page: Page, visitor: Person) -> None:
    if component == "openai":
        _serve(page, ELEMENT)
    page.goto(f"{visitor.site.url}/chat/")
    heard = page.evaluate(
        """async () => {
            const host = document.querySelector('chatkit-host')
            const changed = new Promise((resolve) => {
                host.addEventListener('chatkit.thread.change', (event) => resolve(event.detail))
            })
            await host.focusComposer()  // queued until the component is there
            await host.setThreadId(null)
            return changed
        }"""
    )
    assert heard == {"threadId": None}


def test_a_call_to_a_component_that_never_comes_fails(page: Page, alice_here: Person, errors: list[str]) -> None:
    page.route("**/builtin.js", lambda route: route.abort())
    page.goto(f"{alice_here.site.url}/chat/")
    said = page.evaluate(
        """async () => {
            const host = document.querySelector('chatkit-host')
            const waited = await host.setComposerValue({ text: 'Hello' }).catch((error) => error.message)
            const later = await host.setThreadId(null).catch((error) => error.message)
            return [waited, later].map((message) => message.includes('dynamically imported module'))
        }"""
    )
    assert said == [True, True]
    expect(page.get_by_text("The chat could not be loaded")).to_be_visible()


@pytest.mark.parametrize("path", ["/admin/login/", "/accounts/login/", "/accounts/signup/"])
def test_openais_script_is_never_where_people_sign_in_or_staff_work(
    path: str, page: Page, visitor: Person, errors: list[str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.clear_cookies()
    page.goto(f"{visitor.site.url}{path}")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(visitor.site.url)] == []
    _serve(page, "// anything")
    added = """() => new Promise((resolve, reject) => {
        const script = document.createElement('script')
        script.onerror = reject
        script.onload = () => resolve('run')
        script.src = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js'
        document.head.append(script)
    }).catch(() => 'refused')"""
    assert page.evaluate(added) == "refused"
    errors.clear()  # of which the browser tells


METHODS, EVENTS = (
    re.findall(r"'([\w.]+)'", names)
    for names in re.findall(r"\(\[(.*?)\]\)", Path("frontend/src/host/surface.js").read_text(), re.DOTALL)
)


def test_every_call_and_every_event_passes_through(page: Page, visitor: Person) -> None:
    _serve(page, ELEMENT)
    page.goto(f"{visitor.site.url}/chat/")
    expect(page.get_by_text("OpenAI’s component")).to_be_visible()
    passed = page.evaluate(
        """async ([methods, events]) => {
            const host = document.querySelector('chatkit-host')
            const chat = host.shadowRoot.querySelector('openai-chatkit')
            const heard = []
            for (const name of methods) chat[name] = async (...values) => ({ name, values })
            for (const name of events) host.addEventListener(name, ({ detail }) => heard.push([name, detail.n]))
            const said = []
            for (const name of methods) said.push(await host[name](name, 2))
            const detail = (n) => ({ n, name: '', data: {} })
            events.forEach((name, n) => chat.dispatchEvent(new CustomEvent(name, { detail: detail(n) })))
            return [said, heard]
        }""",
        [METHODS, EVENTS],
    )
    assert len(METHODS) == 8
    assert len(EVENTS) == 13
    assert passed == [
        [{"name": name, "values": [name, 2]} for name in METHODS],
        [[name, place] for place, name in enumerate(EVENTS)],
    ]


WAITED = "host.focusComposer().then(() => 'done', (error) => error.message)"


def test_beside_openais_component_the_newest_answer_can_be_reported(page: Page, visitor: Person) -> None:
    thread = thread_of(visitor.ask("How do I embed the chat in a template?"))
    _serve(page, ELEMENT)
    page.goto(f"{visitor.site.url}/chat/")
    report = page.get_by_role("button", name="Report this answer")
    report.click()
    expect(page.get_by_role("dialog")).to_contain_text("There is no answer yet.")
    page.get_by_role("button", name="Done").click()
    page.evaluate(f"document.querySelector('chatkit-host').setThreadId('{thread}')")
    report.click()
    expect(page.get_by_role("dialog")).to_contain_text("Embed the chat in a template")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you. Our staff will look at it.")).to_be_visible()


def test_a_call_ends_with_the_element_that_it_waits_for(page: Page, alice_here: Person) -> None:
    page.route("**/builtin.js", lambda route: None)  # never answered
    page.goto(f"{alice_here.site.url}/chat/")
    gone = f"""async () => {{
        const host = document.querySelector('chatkit-host')
        const waited = {WAITED}
        host.remove()
        return waited
    }}"""
    assert page.evaluate(gone) == "<chatkit-host> is gone."
    page.unroute_all(behavior="ignoreErrors")


def test_a_call_of_somebody_who_has_to_sign_in_first_says_so(page: Page, nobody: Person) -> None:
    page.goto(f"{nobody.site.url}/docs/words/")
    asked = f"(() => {{ const host = document.querySelector('chatkit-host'); return {WAITED} }})()"
    assert page.evaluate(asked) == "Sign in"


def test_a_script_that_comes_late_does_no_harm(impatient: Page, visitor: Person) -> None:
    late: list[Route] = []
    impatient.context.unroute(CDN)
    impatient.context.route(CDN, lambda route: late.append(route))  # noqa: PLW0108 - Playwright wants its own
    impatient.goto(f"{visitor.site.url}/chat/")
    chat = Chat(impatient)
    expect(chat.composer).to_be_visible()
    chat.composer.fill("A draft")
    for route in late:
        route.fulfill(body=ELEMENT, content_type="text/javascript")
    impatient.evaluate("customElements.whenDefined('openai-chatkit').then(() => 0)")
    expect(chat.composer).to_have_value("A draft")
    chat.ask("What is a thread?")


def test_nothing_of_the_page_is_told_to_another_site(page: Page, visitor: Person) -> None:
    _serve(page, ELEMENT)
    told: list[dict[str, str]] = []

    def other(route: Route) -> None:
        told.append({**route.request.headers, "body": route.request.post_data or ""})
        route.fulfill(json={}, headers={"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"})

    page.route("https://api.openai.com/**", other)
    page.goto(f"{visitor.site.url}/chat/")
    expect(page.get_by_text("OpenAI’s component")).to_be_visible()
    asking = ASK.replace("api.url, {", "'https://api.openai.com/v1/x', {")
    page.evaluate(asking)
    (request,) = [one for one in told if one["body"]]
    assert not [name for name in request if name.startswith(("x-csrf", "chatkit-", "idempotency"))]
    assert "metadata" not in request["body"]


def test_the_csrf_token_is_read_at_each_call(page: Page, visitor: Person) -> None:
    _serve(page, ELEMENT)
    page.goto(f"{visitor.site.url}/chat/")
    expect(page.get_by_text("OpenAI’s component")).to_be_visible()
    assert page.evaluate(ASK)["status"] == 200
    page.context.add_cookies([{"name": "csrftoken", "value": "b" * 32, "url": visitor.site.url}])
    assert page.evaluate(ASK)["status"] == 200


@pytest.mark.parametrize(
    ("status", "refusal", "shown"),
    [
        (429, {"code": "too_many", "message": "Wait a minute."}, "Wait a minute."),
        (423, {"code": "locked", "message": "This thread is locked."}, "This thread is locked."),
        (409, {"code": "busy", "message": "An answer is being written."}, "An answer is being written."),
        (401, {"code": "login_required", "message": "Please sign in."}, "[Sign in](http://"),
    ],
)
def test_openais_component_is_given_a_refusal_as_a_notice(
    status: int, refusal: dict[str, str], shown: str, page: Page, visitor: Person
) -> None:
    _serve(page, ELEMENT)
    page.goto(f"{visitor.site.url}/chat/")
    expect(page.get_by_text("OpenAI’s component")).to_be_visible()
    page.route("**/chat/wire/", lambda route: route.fulfill(status=status, json=refusal))
    answer = page.evaluate(ASK)
    assert answer["status"] == 200
    notice = json.loads(answer["text"].removeprefix("data: "))
    assert (notice["type"], notice["level"]) == ("notice", "warning")
    assert shown in notice["message"]


def test_whether_the_script_came_is_told_to_the_page(page: Page, visitor: Person) -> None:
    heard = """() => {
        window.told = []
        for (const name of ['chatkit-script-loaded', 'chatkit-script-error'])
            addEventListener(name, (event) => window.told.push(event.type))
    }"""
    page.add_init_script(f"({heard})()")
    page.goto(f"{visitor.site.url}/chat/")
    expect(Chat(page).composer).to_be_visible()
    assert page.evaluate("window.told") == ["chatkit-script-error"]
    _serve(page, ELEMENT)
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.get_by_text("OpenAI’s component")).to_be_visible()
    page.wait_for_function("window.told.length > 0")
    assert page.evaluate("window.told") == ["chatkit-script-loaded"]
