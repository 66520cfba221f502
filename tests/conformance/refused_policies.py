"""Documents that moto refuses, as IAM would, are errors for `iamgen lint`.

The documents are those of the rows of policy checks, the examples of the rules,
and what becomes of them with one element gone or of another type.
usage: refused_policies.py IAMGEN
"""

import collections
import copy
import json
import os
import subprocess
import sys
import tempfile

from moto.iam.policy_validation import IAMPolicyDocumentValidator

PROJECT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")

def documents(iamgen):
    """Name and text of each."""
    rows = os.path.join(PROJECT, "tests", "fixtures", "policy_checks", "rows.jsonl")
    with open(rows, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("as") == "identity":
                yield row["id"], row["document"]
    told = subprocess.run([iamgen, "rules", "--format", "json"], check=True,
                          capture_output=True, text=True).stdout
    for rule in json.loads(told)["rules"]:
        example = rule.get("example", {})
        if example.get("as") == "identity":
            for key in ("fires", "repaired"):
                if example.get(key):
                    yield f"{rule['id']}-{key}", example[key]


def changed(name, text):
    """The document, and everything that is one change away from it."""
    yield name, text
    try:
        document = json.loads(text)
    except ValueError:
        return
    count = 0
    others = [None, 5, True, "x", [], {}, [[]], [5], ""]
    places = list(walk(document, []))
    for path in places:
        for other in ["gone"] + others:
            copied = copy.deepcopy(document)
            at = copied
            for step in path[:-1]:
                at = at[step]
            if other == "gone":
                del at[path[-1]]
            else:
                at[path[-1]] = other
            count += 1
            yield f"{name}-{count}", json.dumps(copied)


def walk(value, path):
    if path:
        yield path
    if isinstance(value, dict):
        for key in value:
            yield from walk(value[key], path + [key])
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from walk(value[index], path + [index])


def with_texts(text):
    """IAM takes numbers for the values of conditions, moto does not."""
    try:
        document = json.loads(text)
        statements = document["Statement"]
        for statement in statements if isinstance(statements, list) else [statements]:
            for keys in statement["Condition"].values():
                for key, value in keys.items():
                    if type(value) is int:
                        keys[key] = str(value)
                    elif isinstance(value, list):
                        keys[key] = [str(one) if type(one) is int else one
                                     for one in value]
        return json.dumps(document)
    except (ValueError, LookupError, TypeError, AttributeError):
        return text


def refusal(text):
    """What moto says, "" if it takes the document."""
    try:
        IAMPolicyDocumentValidator(with_texts(text)).validate()
    except Exception as error:  # Whatever it stumbles over, it takes no policy.
        return getattr(error, "message", "") or repr(error)
    return ""


def main():
    iamgen = sys.argv[1]
    texts = {}
    for name, text in documents(iamgen):
        texts.update(changed(name, text))
    errors = collections.defaultdict(set)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            with open(os.path.join(folder, name + ".json"), "w",
                      encoding="utf-8") as out:
                out.write(text)
        paths = sorted(os.path.join(folder, name) for name in os.listdir(folder))
        for begin in range(0, len(paths), 500):
            told = subprocess.run(
                [iamgen, "lint", "--as", "identity:managed", "--diagnostics",
                 "json"] + paths[begin:begin + 500],
                capture_output=True, text=True).stdout
            for one in json.loads(told)["diagnostics"]:
                # A date that is none is a warning by its row: IAM has stored such.
                if one["severity"] == "error" or one["rule"] == "IAM454":
                    name = os.path.basename(one["file"])[:-len(".json")]
                    errors[name].add(one["rule"])
    refused = failed = 0
    for name, text in texts.items():
        said = refusal(text)
        if not said:
            continue
        refused += 1
        if name not in errors:
            failed += 1
            if failed <= 40:
                print(f"FAIL {name}: moto says {said} of\n  {text}")
    print(f"policies that moto refuses: {refused} of {len(texts)}, "
          f"{failed} without an error")
    return failed > 0 or refused < 100


if __name__ == "__main__":
    sys.exit(main())
