"""Copies of modules that Terraform can judge without a provider.

In a copy each block of AWS is there twice: as a `terraform_data`, whose
references Terraform checks and follows, circles included; and as a local value,
which it evaluates. What AWS makes up (ARNs, ids) is added to the latter.
"""

import json
import re

REFERENCE = re.compile(r"(data\.)?\b(aws_\w+)\.([\w-]+)")
TOKEN = re.compile(r'#[^\n]*|"(?:[^"\\]|\\.)*"|(?:data\.)?\baws_\w+\.[\w-]+')
START = re.compile(r'(resource|data) "(\w+)" "([\w-]+)" \{(\})?$')
COMMENT = re.compile(r"\S+:\d+ ([^;]*)(;.*)?")
LIFECYCLE = ["  lifecycle {", "    prevent_destroy = true", "  }"]


class Unreadable(Exception):
    """A module that is not laid out as it is said to be."""


def label_of(address):
    return address.replace("data.", "data_").replace(".", "__")


def renamed(text, kind):
    """References outside of strings, to blocks of the copy."""
    def to(match):
        label = label_of(match.group())
        return (f"local.v__{label}" if kind == "local" else
                f"terraform_data.{label}.output")

    return REFERENCE.sub(to, text)


def templates(text, kind):
    """The same in what a string interpolates; `$${` is text."""
    made = []
    at = 0
    while at < len(text):
        if text.startswith(("$${", "%%{"), at):
            made.append(text[at:at + 3])
            at += 3
        elif text.startswith("${", at):
            end = text.index("}", at)
            made.append(renamed(text[at:end], kind))
            at = end
        else:
            made.append(text[at])
            at += 1
    return "".join(made)


def rewritten(hcl, kind):
    def token(match):
        found = match.group()
        if found.startswith("#"):
            return found
        if found.startswith('"'):
            return templates(found, kind)
        return renamed(found, kind)

    return TOKEN.sub(token, hcl)


def in_trees(value, kind):
    """Every string of a tree of JSON, where all of them are templates."""
    if isinstance(value, str):
        return templates(value, kind)
    if isinstance(value, list):
        return [in_trees(one, kind) for one in value]
    if isinstance(value, dict):
        return {templates(key, kind): in_trees(one, kind)
                for key, one in value.items()}
    return value


def as_hcl(value):
    """Texts come as they stand between quotes."""
    if isinstance(value, list):
        return "[" + ", ".join(as_hcl(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {as_hcl(one)}"
                                for key, one in value.items()) + " }"
    return f'"{value}"'


class Module:
    """A module of one account in one syntax. `computed` gives what AWS makes up
    for a block: of its address, its path in the topology, and its arguments."""

    def __init__(self, label, folder, computed):
        self.label = label
        self.folder = folder
        self.computed = computed
        self.account = self.region = None
        # Of each block, by its address.
        self.paths = {}
        self.retained = set()
        self.remarked = set()

    def output(self, imports):
        return {
            "values": {one: f"local.v__{label_of(one)}" for one in self.paths},
            "imports": imports,
        }

    def copy_hcl(self, out):
        texts = {file.name: file.read_text("utf-8")
                 for file in self.folder.glob("*.tf")}
        for name, text in texts.items():
            if not text.startswith("# IAM of account ") or \
                    not text.endswith("}\n"):
                raise Unreadable(f"{name} begins or ends otherwise")
        provider = re.search(
            r'region += "(.*)"\n +allowed_account_ids = \["(\d{12})"\]',
            texts["providers.tf"])
        self.region, self.account = provider.groups()
        made = []
        imports = {}
        for text in texts.values():
            lines = text.split("\n")
            comments = []
            at = 0
            while at < len(lines):
                line = lines[at]
                at += 1
                start = START.fullmatch(line)
                if line.startswith("# "):
                    comments.append(line[2:])
                    continue
                if line == "import {":
                    end = lines.index("}", at)
                    body = dict(re.fullmatch(r"  (to|id) += (.*)", one).groups()
                                for one in lines[at:end])
                    imports[body["to"]] = body["id"]
                    at = end + 1
                elif start:
                    end = at if start[4] else lines.index("}", at)
                    made += self.copies(start, comments, lines[at:end])
                    at = end + 1
                comments = []
        out.mkdir(parents=True)
        for name, values in self.output(imports).items():
            made.append(f'output "{name}" {{\n  value = {{\n' + "".join(
                f'    "{key}" = {value}\n' for key, value in values.items()) +
                "  }\n}\n")
        (out / "main.tf").write_text("\n".join(made), "utf-8")

    def copies(self, start, comments, body):
        section, type_, name, _ = start.groups()
        address = ("data." if section == "data" else "") + f"{type_}.{name}"
        nested = body.index("") if "" in body else len(body)
        if nested != len(body):
            if body[nested + 1:] != LIFECYCLE:
                raise Unreadable(f"{address} has {body[nested + 1:]}")
            self.retained.add(address)
        self.see(address, comments)
        arguments = dict(
            re.fullmatch(r'  (\w+) += "((?:[^"\\]|\\.)*)"', line).groups()
            for line in body[:nested]
            if re.fullmatch(r'  (\w+) += "((?:[^"\\]|\\.)*)"', line))
        text = "\n".join(body[:nested])
        rest = "\n".join(body[nested:])
        yield (f'resource "terraform_data" "{label_of(address)}" {{\n'
               f'  input = {{\n{rewritten(text, "data")}\n  }}\n{rest}\n}}\n')
        made = as_hcl(self.computed(self, address, arguments))
        yield (f"locals {{\n  v__{label_of(address)} = merge({{\n"
               f'{rewritten(text, "local")}\n  }}, {made})\n}}\n')

    def see(self, address, comments):
        self.paths[address] = ""
        for comment in comments:
            match = COMMENT.fullmatch(comment)
            if match:
                self.paths[address] = match[1]
            if not match or match[2]:
                self.remarked.add(address)

    def copy_json(self, out):
        main = json.loads((self.folder / "main.tf.json").read_text("utf-8"))
        if set(main) - {"//", "terraform", "provider", "data", "locals",
                        "resource"}:
            raise Unreadable(f"main.tf.json has {sorted(main)}")
        provider = main["provider"]["aws"]
        self.region = provider["region"]
        self.account, = provider["allowed_account_ids"]
        checks = {}
        # Documents are locals already.
        values = in_trees(main.get("locals", {}), "local")
        for section, prefix in (("data", "data."), ("resource", "")):
            for type_, blocks in main.get(section, {}).items():
                for name, body in blocks.items():
                    address = f"{prefix}{type_}.{name}"
                    comment = body.pop("//", None)
                    self.see(address, [comment] if comment else [])
                    lifecycle = body.pop("lifecycle", None)
                    if lifecycle is not None:
                        if lifecycle != {"prevent_destroy": True}:
                            raise Unreadable(f"{address} has {lifecycle}")
                        self.retained.add(address)
                    label = label_of(address)
                    values[f"v__{label}"] = {
                        **in_trees(body, "local"),
                        **self.computed(self, address, body)}
                    checks[label] = {"input": in_trees(body, "data")}
                    if lifecycle is not None:
                        checks[label]["lifecycle"] = lifecycle
        imports = {}
        if (self.folder / "imports.tf.json").exists():
            for one in json.loads((self.folder / "imports.tf.json").read_text(
                    "utf-8"))["import"]:
                imports[one["to"]] = one["id"]
        output = self.output(imports)
        output["values"] = {key: f"${{{value}}}"
                            for key, value in output["values"].items()}
        out.mkdir(parents=True)
        (out / "main.tf.json").write_text(json.dumps({
            "locals": values,
            "resource": {"terraform_data": checks},
            "output": {key: {"value": value} for key, value in output.items()},
        }), "utf-8")
