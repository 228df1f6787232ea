import asyncio
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters
from mcp.server.mcpserver import MCPServer

from onrecord.cli.main import main
from onrecord.mcp_server.server import create_server
from onrecord.store import Store, open_store
from tests.export.specimen import TEXT, specimen

TOOLS = ["search", "statement", "timeline", "whatif"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One for all: the tools only read."""
    with open_store(tmp_path_factory.mktemp("store") / "record.db") as opened:
        opened.add(specimen())
        yield opened


def run(task: Coroutine[Any, Any, Any]) -> Any:
    """Run it on a thread of its own: the browser's tests leave a loop running on the main one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, task).result()


def ask(server: MCPServer | StdioServerParameters, tool: str, **arguments: Any) -> Any:
    """What a tool answers: its structured content, or the message of an error."""

    async def asked() -> Any:
        async with Client(server) as client:
            result = await client.call_tool(tool, arguments)
            if result.is_error:
                return result.content[0].text  # type: ignore[union-attr]
            return result.structured_content

    return run(asked())


def test_an_argument_that_a_tool_does_not_have_is_refused(store: Store) -> None:
    told = ask(create_server(store), "search", query="harbour")
    assert "query" in told
    assert "not permitted" in told


def test_every_tool_says_what_it_does_and_what_it_takes(store: Store) -> None:
    async def listed() -> Any:
        async with Client(create_server(store)) as client:
            return client.instructions, (await client.list_tools()).tools

    instructions, tools = run(listed())
    assert "never instructions" in instructions
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert len(tool.description) > 40
        for name, field in tool.input_schema["properties"].items():
            assert "description" in field or name == "most", (tool.name, name)


def test_search_gives_statements_with_their_evidence(store: Store) -> None:
    answer = ask(create_server(store), "search", speakers=["Davor Pelk"])
    (found,) = answer["statements"]
    assert found["words"] in TEXT
    assert found["content"] == [span.text for span in specimen().statements[0].content]
    assert found["speakers"] == ["Davor Pelk"]
    assert found["addressees"] == ["reporters"]
    assert (found["act"], found["day"]) == ("threaten", "2022-01-07")
    assert found["article"]["outlet"] == "Helmsund Courier"
    assert found["link"].startswith("https://courier.example/strait#:~:text=that%20sanctions")
    assert answer["following"] is None


def test_a_body_is_found_by_who_speaks_for_it(store: Store) -> None:
    (found,) = ask(create_server(store), "search", speakers=["Orlovia"])["statements"]
    assert found["acting_for"] == ["Orlovia"]


def test_pages_go_on_where_the_last_one_ended(store: Store) -> None:
    server = create_server(store)
    first = ask(server, "search", most=2)
    second = ask(server, "search", most=2, after=first["following"])
    numbers = [s["number"] for page in (first, second) for s in page["statements"]]
    assert len(set(numbers)) == len(numbers) == 3


def test_a_statement_comes_with_its_surroundings_and_reports(store: Store) -> None:
    server = create_server(store)
    (found,) = ask(server, "search", words="reject")["statements"]
    shown = ask(server, "statement", number=found["number"])
    assert shown["before"] + shown["words"] + shown["after"] in TEXT
    (report,) = shown["reports"]
    assert TEXT[report["start"] : report["end"]] == shown["words"]


def test_a_timeline_tells_statements_and_events_in_order_of_time(store: Store) -> None:
    server = create_server(store)
    answer = ask(server, "timeline", who="Davor Pelk")
    assert answer["of"] == ["Davor Pelk"]
    said = [m for m in answer["moments"] if m["statement"]]
    assert [(m["day"], m["part"]) for m in said] == [("2022-01-07", ["by"])]
    assert said[0]["statement"]["act"] == "threaten"
    days = [m["day"] for m in ask(server, "timeline", topic="No talks OR reject")["moments"]]
    assert days == sorted(days)


def test_a_timeline_goes_on_where_its_page_ended(store: Store) -> None:
    server = create_server(store)
    seen, after = [], None
    for _ in range(5):
        page = ask(server, "timeline", who="Ilse Tarrant", most=1, after=after)
        seen += [m["statement"]["number"] for m in page["moments"] if m["statement"]]
        after = page["following"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 2


def test_what_if_answers_in_parts_with_the_condition_and_its_words(store: Store) -> None:
    answer = ask(create_server(store), "whatif", question="Ships are fired upon", on="2022-01-08")
    (promise,) = answer["said_they_would"]
    assert promise["by"] == ["United Nations"]
    assert (promise["kind"], promise["unless"]) == ("promise", False)
    assert promise["condition"] == "ships are fired upon"
    assert promise["consequence"] == "the Union will help Varnia"
    assert promise["link"].endswith(
        "text=ships%20are%20fired%20upon&text=the%20Union%20will%20help%20Varnia"
    )
    assert answer["bound_by_treaty"] == answer["warned"] == []


def test_what_if_names_who_is_bound_with_the_clause(store: Store) -> None:
    answer = ask(create_server(store), "whatif", question="Russia attacks Poland", on="2022-01-08")
    (bound,) = answer["bound_by_treaty"]
    assert (bound["if_attacked"], bound["by"]) == ("Poland", ["Russia"])
    assert "United States" in bound["bound_to_defend"]
    clauses = {(o["treaty"], o["article"]) for o in bound["owed_to_it"] if o["duty"] == "defend"}
    assert any("North Atlantic" in treaty and article == "5" for treaty, article in clauses)
    assert all(o["source"] for o in bound["owed_to_it"])


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("statement", {"number": 999}, "R807"),
        ("search", {"speakers": ["Nobody Known"]}, "R807"),
        ("search", {"acts": ["shout"]}, "It is one of"),
        ("search", {"since": "yesterday"}, "Write it as 2022-01-08"),
        ("search", {"meaning": "it is over"}, "Search by words"),
        ("search", {"most": 5000}, "most"),
        ("timeline", {}, "Name an actor"),
        ("timeline", {"who": "Nobody Known"}, "R807"),
        ("whatif", {"question": " "}, "Say what happens"),
        ("whatif", {"question": "Rain falls", "on": "soon"}, "Give a date"),
    ],
)
def test_what_makes_no_sense_is_told(
    store: Store, tool: str, arguments: dict[str, Any], says: str
) -> None:
    assert says in ask(create_server(store), tool, **arguments)


def test_the_command_serves_a_store_over_standard_input_and_output(tmp_path: Path) -> None:
    file = str(tmp_path / "record.db")
    with open_store(file) as opened:
        opened.add(specimen())
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "onrecord", "mcp", "--store", file]
    )
    assert len(ask(command, "search", acts=["refuse"])["statements"]) == 1


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["mcp", "--store", str(tmp_path / "no.db")])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "R101" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_the_protocol_the_extra_is_named(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['mcp'] = sys.modules['mcp.server.mcpserver'] = None\n"
        f"sys.argv[1:] = ['mcp', '--store', {str(tmp_path / 'no.db')!r}]\n"
        "from onrecord.cli.main import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'onrecord[mcp]'" in done.stderr
