"""Reads reports with packages that nobody here wrote, and compares what they count."""

import json
import sys
from pathlib import Path

from haralyzer import HarParser
from jsonschema import Draft202012Validator
from junitparser import Failure, JUnitXml, Skipped

folder, schema = Path(sys.argv[1]), Path(sys.argv[2])

document = json.loads((folder / "run.json").read_text())
rules = json.loads(schema.read_text())
Draft202012Validator.check_schema(rules)
Draft202012Validator(rules).validate(document)
counts = {}
scenarios = exchanges = 0
for run in document["runs"]:
    for verdict, count in run["counts"].items():
        counts[verdict] = counts.get(verdict, 0) + count
    scenarios += len(run["scenarios"])
    exchanges += sum(
        len(step["exchanges"]) for scenario in run["scenarios"] for step in scenario["steps"]
    )
assert len(document["runs"]) == 4, "one run a profile"
assert counts["fail"] >= 2, "the spoilt scenarios fail"

junit = JUnitXml.fromfile(str(folder / "junit.xml"))
cases = [case for suite in junit for case in suite]
failures = [case for case in cases if any(isinstance(r, Failure) for r in case.result)]
skipped = [case for case in cases if any(isinstance(r, Skipped) for r in case.result)]
assert len(cases) == junit.tests == scenarios
assert len(failures) == junit.failures == counts["fail"] + counts["changed"]
assert len(skipped) == junit.skipped == counts["not applicable"] + counts["inconclusive"]
first = next(case for case in failures if case.name == "write/stale-etag")
assert "scenarios/write/stale-etag.yaml:" in first.result[0].message, first.result[0].message
assert "expected 418" in first.result[0].text and "received 412" in first.result[0].text
assert "PUT https://" in first.system_out
assert "cardproof repro write/stale-etag -o " in first.result[0].text

har = HarParser(json.loads((folder / "run.har").read_text()))
assert len(har.pages) == scenarios
assert len(har.har_data["entries"]) == exchanges
assert sum(len(page.entries) for page in har.pages) == exchanges
assert all(entry.request.url and entry.startTime for page in har.pages for entry in page.entries)

said = HarParser(json.loads((folder / "said.har").read_text()))
entries = [entry for page in said.pages for entry in page.entries]
assert [(entry.request.method, entry.status) for entry in entries] == [
    ("PROPFIND", 301),
    ("OPTIONS", 404),
], [(entry.request.method, entry.status) for entry in entries]
token = json.loads((folder / "mock.json.kept").read_text())["access_token"]
assert token not in (folder / "said.har").read_text()

events = [json.loads(line) for line in (folder / "events.ndjson").read_text().splitlines()]
finished = [event for event in events if event["event"] == "scenario-finished"]
assert len(finished) == scenarios
assert events[-1] == {"event": "finished", "exit": 1, "error": None}

page = (folder / "page.html").read_text()
for run in document["runs"]:
    for verdict, count in run["counts"].items():
        if count:
            assert f"<li><b>{count}</b> <span class=\"badge" in page, (verdict, count)
print(f"{scenarios} results and {exchanges} exchanges, the same number everywhere")
