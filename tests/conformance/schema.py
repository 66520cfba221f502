#!/usr/bin/env python3
"""Asks whether the schema and the compiler take the same topologies.

    python3 schema.py IAMGEN [--mutants N] [--of-all-keys N] [--processes N]

Every topology of tests/corpus, examples and tests/fixtures/schema is given to a
validator of JSON Schema and to `IAMGEN check`, then mutants of each: keys
deleted, misspelt and added, values of other types, words that are none, numbers
in place of account ids, more nesting; and scalars in other spellings of YAML.
--mutants is how many of each topology are tried, --of-all-keys how many of the
one that has every key. They are the same in every run.

What the schema refuses the compiler has to refuse. The schema cannot know what
names mean, but every unknown key, missing key and value of a wrong kind that
the compiler finds it has to refuse, too, except for what only YAML shows; see
`excused`. Differences are listed; then the exit status is 1. It is 2 if there
is nothing to compare.

Needs: pip install jsonschema ruamel.yaml
"""

import argparse
import collections
import concurrent.futures
import copy
import json
import os
import pathlib
import random
import subprocess
import sys
import warnings

try:
    import jsonschema
    import referencing
    import ruamel.yaml
except ImportError as missing:
    print(f"{missing}; pip install jsonschema ruamel.yaml", file=sys.stderr)
    sys.exit(2)

EVERY_KEY = "every_key.yaml"
ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"

# What the parser finds by the shape of the file alone.
SHAPE = {"SPEC030", "SPEC031", "SPEC032", "SPEC033", "SPEC034",
         "SPEC036", "SPEC037", "SPEC038", "IAM506", "IAM930"}

# What may stand in place of a scalar of YAML.
SPELLINGS = ("0123", "1_000", "12e3", "0x1F", "0o17", "+5", "-3", "1.5", ".5",
             "1.0", "True", "FALSE", "yes", "no", "on", "~", "null", "Null",
             "true", "false", "7", "999999999", "1000000000", "111111111111",
             "012345671234", "2012-10-17", "\"7\"", "'true'", "\"\"", "text",
             ".inf", ".nan", "12:30")


def load(path):
    """The file as YAML 1.2, or JSON, has it."""
    return parse(path.read_text(encoding="utf-8"), path.suffix == ".json")


def parse(text, as_json=False):
    if as_json:
        return json.loads(text)
    yaml = ruamel.yaml.YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return plain(yaml.load(text), [100_000])


def plain(value, left, depth=0):
    """JSON's types alone: a date is a text to the language. What aliases make
    too large, or endless, is no topology."""
    left[0] -= 1
    if left[0] < 0 or depth > 64:
        raise ValueError("too large")
    if isinstance(value, dict):
        return {key if isinstance(key, str) else str(key):
                plain(item, left, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item, left, depth + 1) for item in value]
    if isinstance(value, (str, bool, int, float)) or value is None:
        return value
    return str(value)


class Judge:
    """Both sides of the question."""

    def __init__(self, iamgen):
        self.iamgen = iamgen
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith("IAMGEN_")}
        names = ("topology.schema.json", "topology-part.schema.json")
        schemas = [json.loads((SCHEMAS / name).read_text("utf-8"))
                   for name in names]
        registry = referencing.Registry().with_resources(
            (schema["$id"], referencing.Resource.from_contents(schema))
            for schema in schemas)
        self.validators = []
        for schema in schemas:
            jsonschema.Draft7Validator.check_schema(schema)
            self.validators.append(
                jsonschema.Draft7Validator(schema, registry=registry))
        self.schema = schemas[0]

    def refusals(self, tree, part=False):
        """What the schema has against it, a line each."""
        return [f"{error.json_path}: {error.message[:160]}" for error in
                self.validators[part].iter_errors(tree)]

    def findings(self, text, name):
        """The compiler's errors in a file of that name, by rule."""
        run = subprocess.run(
            [self.iamgen, "check", "-", "--stdin-filename", name,
             "--allow-outside", "--diagnostics", "json"],
            input=text.encode("utf-8"), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=self.environment, check=False)
        if run.returncode not in (0, 1):
            return [("crash", f"exit {run.returncode}: {run.stderr[-300:]!r}",
                     name)]
        return [(one["rule"], one["message"], one["file"])
                for one in json.loads(run.stdout)["diagnostics"]
                if one["severity"] == "error"]


def nodes(tree, path=()):
    """The path of every value below the root."""
    items = (tree.items() if isinstance(tree, dict) else
             enumerate(tree) if isinstance(tree, list) else ())
    for key, value in items:
        yield (*path, key)
        yield from nodes(value, (*path, key))


def changed(tree, path, change):
    """A copy in which `change(parent, key)` was done at the path."""
    made = copy.deepcopy(tree)
    parent = made
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return made


def renamed(parent, key, name):
    items = [(name if one == key else one, value)
             for one, value in parent.items()]
    parent.clear()
    parent.update(items)


def at(tree, path):
    for key in path:
        tree = tree[key]
    return tree


def substitutes(value):
    """Values of other kinds, and the same one wrapped."""
    fixed = ["text", "", 7, 0, -1, 1.5, 111111111111, True, False, None, [], {},
             ["text"], [7], [None], [[]], [{}], {"text": "text"},
             {"except": "text"}, "{{each}}", "role/x", "arn", "12345",
             "12345678901a", "*"]
    for other in fixed:
        yield f"is {json.dumps(other)}", other
    yield "is in a list", [value]
    yield "is in a mapping", {"text": value}
    yield "is twice in a list", [value, value]
    if isinstance(value, str):
        yield "has a letter more", value + "x"
        yield "is in capitals", value.upper()
        if value.isdigit() and value[0] != "0":
            yield "is a number", int(value)
    if isinstance(value, list) and len(value) == 1:
        yield "is without its list", value[0]


def tree_mutants(tree, vocabulary):
    """What to do to the tree: a description and a function each."""
    for path in nodes(tree):
        where = ".".join(map(str, path))
        key, value = path[-1], at(tree, path)
        yield f"{where} deleted", lambda p=path: changed(
            tree, p, lambda parent, k: parent.pop(k))
        if isinstance(key, str):
            for name in (key[:-1], key + "s", key.swapcase(), ""):
                yield f"{where} is called `{name}`", lambda p=path, n=name: (
                    changed(tree, p, lambda parent, k: renamed(parent, k, n)))
        for what, other in substitutes(value):
            yield f"{where} {what}", lambda p=path, o=other: changed(
                tree, p, lambda parent, k: parent.__setitem__(k, o))
        if isinstance(value, dict):
            for name in vocabulary:
                if name not in value:
                    for what, other in (("text", "text"), ("list", [{}])):
                        yield (f"{where} has a {what} `{name}`",
                               lambda p=path, n=name, o=other: changed(
                                   tree, p, lambda parent, k:
                                   parent[k].__setitem__(n, o)))


def scalars(text):
    """Where each scalar stands, of values and keys alike."""
    for event in ruamel.yaml.YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, ruamel.yaml.events.ScalarEvent):
            if event.style not in ("|", ">"):
                yield event.start_mark.index, event.end_mark.index


def text_mutants(text):
    for begin, end in scalars(text):
        for spelling in SPELLINGS:
            if begin < end:
                yield (f"`{text[begin:end]:.40}` in line "
                       f"{text.count(chr(10), 0, begin) + 1} is {spelling}",
                       lambda b=begin, e=end, s=spelling:
                       text[:b] + s + text[e:])


# A schema sees the number 31 and the boolean, and not that they were written
# so; the compiler takes them only as `31` and `true`. What is text to YAML 1.2
# and a number to YAML 1.1 has to be quoted, and the schema sees a text.
AS_WRITTEN = {"0123", "1_000", "12e3", "0x1F", "0o17", "+5", "1.0", "True",
              "FALSE"}


def excused(what, finding):
    """Whether the compiler alone can find this."""
    rule, message, _ = finding
    if rule == "SPEC034" and message.endswith("a second time"):
        return True
    # What `{{each}}` makes is not known before it is filled in.
    if rule == "SPEC033" and "{{each}}" in what:
        return True
    # `any: True` names nobody, and `1.0` is no version.
    return (what.rpartition(" is ")[2] in AS_WRITTEN and
            rule in ("SPEC031", "SPEC032", "SPEC036"))


class Tally:
    """What was tried and where the two sides differ."""

    def __init__(self, judge):
        self.judge = judge
        self.count = collections.Counter()
        self.differences = []

    def compare(self, name, what, tree, text):
        refusals = self.judge.refusals(tree)
        findings = self.judge.findings(text, name)
        shape = [one for one in findings if one[0] in SHAPE and
                 one[2] == name and not excused(what, one)]
        self.count["files" if what == "as it is" else "mutants"] += 1
        self.count["schema"] += bool(refusals)
        self.count["compiler"] += bool(findings)
        crash = [one for one in findings if one[0] == "crash"]
        if crash:
            why = crash[0][1]
        elif refusals and not findings:
            why = f"the schema alone: {refusals[0]}"
        elif shape and not refusals:
            why = f"the compiler alone: {shape[0][0]} {shape[0][1]}"
        else:
            return
        self.differences.append(f"{name}: {what}: {why}")


def cases():
    for folder in sorted([*ROOT.glob("tests/corpus/*/"),
                          *ROOT.glob("examples/*/")]):
        for name in ("topology.yaml", "topology.json"):
            if (folder / name).exists():
                yield folder / name
    yield ROOT / "tests/fixtures/schema" / EVERY_KEY


def mutants(path, tree, text, vocabulary, wanted):
    """Name, description, tree and text of everything that is tried."""
    name = path.relative_to(ROOT).as_posix()
    chosen = random.Random(name)
    pool = list(tree_mutants(tree, vocabulary))
    if wanted is not None:
        pool = chosen.sample(pool, min(wanted, len(pool)))
    beside = name.rsplit("/", 1)[0] + "/mutant.json"
    for what, make in pool:
        made = make()
        yield beside, what, made, json.dumps(made)
    if path.suffix == ".json":
        return
    pool = list(text_mutants(text))
    if wanted is not None:
        pool = chosen.sample(pool, min(wanted // 3, len(pool)))
    for what, make in pool:
        changed_text = make()
        try:
            made = parse(changed_text)
        except (ruamel.yaml.error.YAMLError, ValueError):
            continue
        yield name, what, made, changed_text


def try_file(iamgen, path, wanted):
    judge = Judge(iamgen)
    vocabulary = sorted({key for one in judge.schema["definitions"].values()
                         for key in one.get("properties", {})})
    tally = Tally(judge)
    try:
        text = path.read_text(encoding="utf-8")
        tree = load(path)
    except (ruamel.yaml.error.YAMLError, ValueError):
        return tally.count, tally.differences
    tally.compare(path.relative_to(ROOT).as_posix(), "as it is", tree, text)
    for one in mutants(path, tree, text, vocabulary, wanted):
        tally.compare(*one)
    return tally.count, tally.differences


def main(arguments):
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("iamgen")
    options.add_argument("--mutants", type=int, default=20, metavar="N")
    options.add_argument("--of-all-keys", type=int, default=2000, metavar="N")
    options.add_argument("--processes", type=int, default=os.cpu_count())
    asked = options.parse_args(arguments)
    count, differences = collections.Counter(), []
    # The largest first.
    files = sorted(cases(), key=lambda path: path.name != EVERY_KEY)
    with concurrent.futures.ProcessPoolExecutor(asked.processes) as pool:
        jobs = [pool.submit(try_file, asked.iamgen, path, asked.of_all_keys
                            if path.name == EVERY_KEY else asked.mutants)
                for path in files]
        for job in jobs:
            counted, found = job.result()
            count += counted
            differences += found
    for line in differences:
        print(line)
    print(f"{count['files']} files and {count['mutants']} mutants of them: "
          f"{count['schema']} refused by the schema, {count['compiler']} by "
          f"the compiler, {len(differences)} differences", file=sys.stderr)
    if not count["mutants"] or not count["schema"]:
        return 2
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
