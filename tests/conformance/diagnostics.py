"""Holds the formats of findings to readers that are not ours: SARIF to its
published schema and to what GitHub's code scanning takes, JUnit to an XML parser,
and all of them to the same findings, for every example and every case of the
corpus.

usage: diagnostics.py SCHEMA IAMGEN
"""

import json
import pathlib
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

import jsonschema

GNU = re.compile(r"(.+):(\d+):(\d+): (error|security|warning|suggestion): "
                 r"(.+) \[([A-Z]+\d+)\]")
COMMAND = re.compile(r"::(error|warning|notice) file=([^,]+),line=(\d+),"
                     r"endLine=(\d+)(?:,col=(\d+),endColumn=\d+)?,"
                     r"title=(\w+) [a-z0-9-]+::(.*)")
LEVELS = {"error": "error", "security": "error", "warning": "warning",
          "suggestion": "note"}


def one_line(text):
    return re.sub(r"[\x00-\x1f]", " ", text)


def path_of(text):
    return str(pathlib.PurePosixPath(text))


def from_gnu(text):
    found = []
    for line in text.splitlines():
        match = GNU.fullmatch(line)
        if match:
            path, at, _, _, message, rule = match.groups()
            found.append((path_of(path), int(at), rule, message))
    return found


def from_json(text):
    return [(path_of(one["file"]), one["line"], one["rule"],
             one_line(one["message"])) for one in json.loads(text)["diagnostics"]]


def from_sarif(text):
    found = []
    for result in json.loads(text)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        uri = urllib.parse.urlsplit(place["artifactLocation"]["uri"])
        assert not uri.scheme or uri.scheme == "file", uri
        assert ".." not in uri.path.split("/"), uri
        found.append((urllib.parse.unquote(uri.path),
                      place["region"]["startLine"], result["ruleId"],
                      one_line(result["properties"]["message"])))
    return found


def from_github(text):
    found = []
    *commands, summary = text.splitlines()
    assert not summary.startswith("::"), summary
    for line in commands:
        match = COMMAND.fullmatch(line)
        assert match, line
        _, path, begin, end, column, rule, message = match.groups()
        assert (column is not None) == (begin == end), line
        message = message.split("%0Ahelp: ")[0]
        found.append((urllib.parse.unquote(path), int(begin), rule,
                      one_line(urllib.parse.unquote(message))))
    return found


def from_gitlab(text):
    issues = json.loads(text)
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    return [(one["location"]["path"], one["location"]["lines"]["begin"],
             one["check_name"], one_line(one["description"]))
            for one in issues]


def from_junit(text):
    found = []
    suites = ElementTree.fromstring(text.encode())
    assert suites.tag == "testsuites", suites.tag
    tests = list(suites.iter("testcase"))
    failures = list(suites.iter("failure"))
    assert int(suites.get("tests")) == len(tests) > 0
    assert int(suites.get("failures")) == len(failures)
    names = [suite.get("name") for suite in suites]
    assert len(set(names)) == len(names), names
    for suite in suites:
        assert int(suite.get("tests")) == len(suite) > 0
        for test in suite:
            assert suite.get("name") == test.get("classname")
            for failure in test:
                of_test = from_gnu(failure.text)
                assert {rule for _, _, rule, _ in of_test} == {
                    failure.get("type")}
                found += of_test
    return found


def check_sarif(text, validator, wanted):
    log = json.loads(text)
    for error in validator.iter_errors(log):
        where = "/".join(str(part) for part in error.absolute_path)
        raise AssertionError(f"SARIF {where}: {error.message[:300]}")
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) <= 25_000
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        assert rule["help"]["markdown"], rule["id"]
        assert len(rule["shortDescription"]["text"]) <= 1024
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert len(rule["properties"]["tags"]) <= 20
        security = "security" in rule["properties"]["tags"]
        assert security == ("security-severity" in rule["properties"])
    prints = set()
    for result, finding in zip(run["results"], wanted, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == LEVELS[finding["severity"]]
        prints.add(result["partialFingerprints"]["primaryLocationLineHash"])
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region == {"startLine": finding["line"],
                          "startColumn": finding["column"],
                          "endLine": finding["end_line"],
                          "endColumn": finding["end_column"]}
        related = result.get("relatedLocations", [])
        assert len(related) == len(finding["related"]) <= 1000
        for number in re.findall(r"(?<!\\)\]\((\d+)\)",
                                 result["message"]["text"]):
            assert int(number) in [one["id"] for one in related]
    assert len(prints) == len(run["results"])


READERS = {"gnu": from_gnu, "json": from_json, "sarif": from_sarif,
           "github": from_github, "gitlab": from_gitlab, "junit": from_junit}


def main():
    schema_path, iamgen = sys.argv[1:]
    schema = json.loads(pathlib.Path(schema_path).read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    runs = findings = failed = 0
    cases = sorted(path for folder in ("examples", "tests/corpus")
                   for path in pathlib.Path(folder).glob("*/topology.*"))
    for topology in cases:
        texts = {}
        for name in READERS:
            done = subprocess.run(
                [iamgen, "check", str(topology), "--allow-outside",
                 "--diagnostics", name], capture_output=True, check=False)
            assert done.returncode in (0, 1) and not done.stderr, done
            texts[name] = done.stdout.decode()
        wanted = sorted(from_json(texts["json"]))
        runs += 1
        findings += len(wanted)
        try:
            for name, reader in READERS.items():
                assert sorted(reader(texts[name])) == wanted, name
            check_sarif(texts["sarif"], validator,
                        json.loads(texts["json"])["diagnostics"])
        except (AssertionError, ElementTree.ParseError, ValueError) as error:
            failed += 1
            print(f"{topology}: {error}")
    print(f"formats of findings: {findings} findings of {runs} topologies, "
          f"{failed} failed")
    return 1 if failed or not findings else 0


if __name__ == "__main__":
    sys.exit(main())
