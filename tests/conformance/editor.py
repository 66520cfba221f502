#!/usr/bin/env python3
"""Asks a language server for YAML what an editor shows with the schema.

    python3 editor.py SERVER IAMGEN

SERVER is the folder that `npm install yaml-language-server` filled. The schemas
are those that IAMGEN prints, and topologies name them in their first line, as
`IAMGEN init` writes it. Each question is a file, a place in it and what the
server has to say there. What it does not say is listed; then the exit status is
1. It is 2 if there is no server to ask.
"""

import itertools
import json
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading

PATIENCE = 60

MODELINE = "# yaml-language-server: $schema=topology.schema.json\n"
PART = "# yaml-language-server: $schema=topology-part.schema.json\n"

# `^` is where the cursor stands; it is not in the file.
ROLE = MODELINE + """iamgen: 1
master: { id: "111111111111" }
roles:
  Deployer:
    in: master
    ^
"""
ENTRY = MODELINE + """iamgen: 1
master: { id: "111111111111" }
roles:
  Deployer:
    in: master
    trusted_by:
      - ^
"""
WORD = MODELINE + """iamgen: 1
master: { id: "111111111111" }
roles:
  Deployer:
    in: master
    trusted_by:
      - role: Deployer
        pin: ^
"""
HOVER = MODELINE + """iamgen: 1
master: { id: "111111111111" }
roles:
  Deployer:
    in: master
    max_session^_duration: 1h30m
    trusted_by:
      - service: ec2
"""
HOVER_ENTRY = MODELINE + """iamgen: 1
master: { id: "111111111111" }
roles:
  Deployer:
    in: master
    trusted_by:
      - account: all
        external^_id: 7f3a
"""
MISSPELT = MODELINE + """iamgen: 1
master: { id: "111111111111" }
roles:
  Deployer:
    in: master
    decription: deploys
    trusted_by:
      - service: ec2
"""
UNQUOTED = MODELINE + """iamgen: 1
master:
  id: 111111111111
"""
MISSPELT_ENTRY = MODELINE + """iamgen: 1
master: { id: "111111111111" }
roles:
  Deployer:
    in: master
    trusted_by:
      - service: ec2
        exernal_id: 7f3a
"""
PART_KEY = PART + """roles:
  Deployer:
    in: master
    ^
"""
PART_MISSPELT = PART + """roles:
  Deployer:
    in: master
    trusted_bye:
      - service: ec2
"""
PART_MASTER = PART + """master:
  id: "111111111111"
"""


class Server:
    """A language server and what it says."""

    def __init__(self, command):
        # pylint: disable=consider-using-with
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ids = itertools.count(1)
        self.heard = queue.Queue()
        self.diagnostics = {}
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        stream = self.process.stdout
        while True:
            length = None
            while True:
                line = stream.readline()
                if not line:
                    self.heard.put(None)
                    return
                if line == b"\r\n":
                    break
                name, _, value = line.decode("ascii").partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            self.heard.put(json.loads(stream.read(length)))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0"} | message).encode("utf-8")
        self.process.stdin.write(
            b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def next(self):
        """The next message; what the server asks is answered on the way."""
        try:
            message = self.heard.get(timeout=PATIENCE)
        except queue.Empty:
            message = None
        if message is None:
            raise TimeoutError("the language server says nothing")
        if message.get("method") == "textDocument/publishDiagnostics":
            said = message["params"]
            self.diagnostics[said["uri"]] = said["diagnostics"]
        if "id" in message and "method" in message:
            wanted = message.get("params") or {}
            answer = ([self.settings().get(item.get("section"))
                       for item in wanted.get("items", [])]
                      if message["method"] == "workspace/configuration"
                      else None)
            self.send({"id": message["id"], "result": answer})
        return message

    @staticmethod
    def settings():
        """No schema from anywhere but the file's first line."""
        return {"yaml": {"validate": True, "hover": True, "completion": True,
                         "schemaStore": {"enable": False}},
                "http": {}, "[yaml]": {}}

    def ask(self, method, params):
        number = next(self.ids)
        self.send({"id": number, "method": method, "params": params})
        while True:
            message = self.next()
            if message.get("id") == number and "method" not in message:
                if "error" in message:
                    raise ValueError(f"{method}: {message['error']}")
                return message["result"]

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def start(self, folder):
        self.ask("initialize", {
            "processId": None, "rootUri": folder.as_uri(),
            "workspaceFolders": [{"uri": folder.as_uri(), "name": "test"}],
            "capabilities": {
                "workspace": {"configuration": True},
                "textDocument": {
                    "completion": {"completionItem": {
                        "documentationFormat": ["markdown"]}},
                    "hover": {"contentFormat": ["markdown"]},
                    "publishDiagnostics": {}}}})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration",
                  {"settings": self.settings()})

    def stop(self):
        self.process.kill()
        self.process.wait()


class Editor:
    """Files, opened one after the other."""

    def __init__(self, server, folder):
        self.server = server
        self.folder = folder
        self.count = 0

    def open(self, text, name=None):
        """The document, and the cursor's place in it."""
        self.count += 1
        before, _, after = text.partition("^")
        path = self.folder / (name or f"file{self.count}.yaml")
        uri = path.as_uri()
        self.server.tell("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "yaml", "version": 1,
            "text": before + after}})
        line = before.count("\n")
        return {"textDocument": {"uri": uri},
                "position": {"line": line,
                             "character": len(before.split("\n")[-1])}}

    def labels(self, text):
        answer = self.server.ask("textDocument/completion", self.open(text))
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"] for item in items or []}

    def hover(self, text):
        answer = self.server.ask("textDocument/hover", self.open(text))
        said = (answer or {}).get("contents", "")
        return said if isinstance(said, str) else said.get("value", "")

    def findings(self, text):
        """Line, from one, and message of each."""
        uri = self.open(text)["textDocument"]["uri"]
        while uri not in self.server.diagnostics:
            self.server.next()
        return [(one["range"]["start"]["line"] + 1, one["message"])
                for one in self.server.diagnostics[uri]]


def questions(editor, start):
    """What is asked, what was said, and whether that is right."""
    def has(what, said, *wanted):
        missing = [one for one in wanted if one not in said]
        return what, said, not missing

    def blames(what, text, line, word):
        said = editor.findings(text)
        return what, said, bool(said) and all(
            at == line for at, _ in said) and any(
                word in message for _, message in said)

    yield has("keys of a role", editor.labels(ROLE), "trusted_by",
              "max_session_duration", "policies", "inline", "assumes")
    said = editor.labels(ENTRY)
    yield has("keys of a trusted_by entry", said, "service", "role",
              "external_id", "pin", "organization")
    yield "no group among them", said, "group" not in said
    yield has("words of `pin`", editor.labels(WORD), "arn", "account")
    yield has("a key explained", editor.hover(HOVER), "MaxSessionDuration")
    yield has("a key of an entry explained", editor.hover(HOVER_ENTRY),
              "sts:ExternalId")
    yield blames("a misspelt key", MISSPELT, 7, "decription")
    yield blames("a misspelt key of an entry", MISSPELT_ENTRY, 9, "exernal_id")
    yield blames("an account id without quotes", UNQUOTED, 4, "string")
    yield has("keys of a role in a part", editor.labels(PART_KEY), "trusted_by")
    yield blames("a misspelt key in a part", PART_MISSPELT, 5, "trusted_bye")
    yield blames("a master in a part", PART_MASTER, 2, "master")
    said = editor.findings(start)
    yield "a topology without mistakes", said, said == []
    for path in sorted(editor.folder.glob("*/topology.yaml")):
        said = editor.findings(MODELINE + path.read_text("utf-8"))
        yield f"example {path.parent.name}", said, said == []


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    package = pathlib.Path(arguments[0]).resolve()
    package = package / "node_modules/yaml-language-server"
    program = package / "bin/yaml-language-server"
    if not program.exists():
        print(f"there is no {program}", file=sys.stderr)
        return 2

    def iamgen(*words):
        return subprocess.run([arguments[1], *words], check=True,
                              stdout=subprocess.PIPE).stdout.decode("utf-8")

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        (folder / "topology.schema.json").write_text(iamgen("schema"), "utf-8")
        (folder / "topology-part.schema.json").write_text(
            iamgen("schema", "--part"), "utf-8")
        examples = pathlib.Path(__file__).resolve().parents[2] / "examples"
        for example in examples.glob("*/topology.yaml"):
            (folder / example.parent.name).mkdir()
            (folder / example.parent.name / "topology.yaml").write_bytes(
                example.read_bytes())
        server = Server(["node", str(program), "--stdio"])
        wrong = asked = 0
        try:
            server.start(folder)
            for what, said, right in questions(
                    Editor(server, folder), iamgen("init")):
                asked += 1
                if not right:
                    wrong += 1
                    print(f"{what}: {said}")
        except (TimeoutError, ValueError, OSError) as reason:
            print(f"after {asked} questions: {reason}")
            return 1
        finally:
            server.stop()
    print(f"{asked} questions, {wrong} answered wrongly", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
