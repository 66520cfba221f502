#!/usr/bin/env python3
"""Asks whether templates that divide an account say what its one template says.

    python3 parts.py TOPOLOGY DIR

Below DIR are what `--target cfn --target cfn-stackset --format json` wrote for
TOPOLOGY. For each child, the shared template with the child's parameters and
the template of its own, if it has one, are resolved as CloudFormation does and
put together; that has to be the child's template under cfn. So have the parts
that `--split` wrote, if they are in DIR/split/cfn. Every parameter is needed,
has a value for each child, and the one that it allows.
Differences are listed, one a line; then the exit status is 1.

Needs: pip install pyyaml
"""

import json
import pathlib
import re
import sys

from policies import Template, Unresolved, accounts_of, read

LIMITS = {"resources": 500, "parameters": 200, "value": 4096}


def load(path):
    return json.loads(path.read_text("utf-8"))


def resolved(template, pseudo, topology, values):
    """Logical id to resource, without functions."""
    known = dict(pseudo)
    for name, parameter in template.get("Parameters", {}).items():
        known[name] = ("<asked for>" if parameter.get("NoEcho")
                       else values.pop(name))
    one = Template(template, known, topology)
    return {name: one.resolve(resource)
            for name, resource in template["Resources"].items()}


def compare(whole, parts, pseudo, topology):
    """`parts` are pairs of a path and parameter values."""
    try:
        meant = resolved(load(whole), pseudo, topology, {})
        said = {}
        for path, values in parts:
            template = load(path)
            if len(template["Resources"]) > LIMITS["resources"]:
                yield f"{path}: {len(template['Resources'])} resources"
            for name, resource in resolved(template, pseudo, topology,
                                           values).items():
                if name in said:
                    yield f"{path}: {name} is in another part, too"
                said[name] = resource
    except (KeyError, Unresolved) as reason:
        yield f"{whole.name}: {reason!r} of {[str(path) for path, _ in parts]}"
        return
    for name in sorted(meant.keys() ^ said.keys()):
        yield (f"{whole}: {name} is "
               f"{'missing from' if name in meant else 'only in'} the parts")
    for name in sorted(meant.keys() & said.keys()):
        left, right = (json.dumps(one, sort_keys=True)
                       for one in (meant[name], said[name]))
        if left != right:
            at = next((i for i, (a, b) in enumerate(zip(left, right))
                       if a != b), min(len(left), len(right)))
            begin = max(at - 60, 0)
            yield (f"{whole}: {name} differs:\n"
                   f"  whole: ...{left[begin:at + 60]}\n"
                   f"  parts: ...{right[begin:at + 60]}")


def parameter_faults(shared, files):
    """`files` are the parameter files by alias."""
    parameters = {
        name: parameter
        for name, parameter in load(shared).get("Parameters", {}).items()
        if not parameter.get("NoEcho")
    }
    if len(load(shared).get("Parameters", {})) > LIMITS["parameters"]:
        yield f"{shared}: {len(parameters)} parameters"
    values = {}
    for alias, path in files.items():
        if not path.exists():
            if parameters:
                yield f"{path}: is not there"
            continue
        given = load(path)
        values[alias] = {one["ParameterKey"]: one["ParameterValue"]
                         for one in given}
        if len(values[alias]) != len(given) or any(
                set(one) != {"ParameterKey", "ParameterValue"}
                for one in given):
            yield f"{path}: is not what the command line takes"
        if values[alias].keys() != parameters.keys():
            yield f"{path}: is of other parameters than the template"
    for name, parameter in parameters.items():
        texts = [one.get(name, "") for one in values.values()]
        if len(set(texts)) == 1:
            yield f"{shared}: {name} is the same everywhere"
        for text in texts:
            if len(text.encode()) > LIMITS["value"]:
                yield f"{shared}: {name} is too long"
            if not re.fullmatch(parameter.get("AllowedPattern", "(?s).*"),
                                text):
                yield f"{shared}: {name} does not take {text!r}"


def check(topology, folder):
    compared = 0
    found = []
    accounts = accounts_of(topology)
    children = list(topology.get("children") or {})
    master = topology["master"].get("name", "master")
    sets = folder / "cfn-stackset"
    shared = sets / "children.template.json"
    files = {alias: sets / "children.parameters" / f"{alias}.json"
             for alias in children}
    if shared.exists():
        found.extend(parameter_faults(shared, files))
        ids = load(sets / "children.accounts.json")
        if ids != [topology["children"][alias]["id"] for alias in children]:
            found.append(f"{sets}: the accounts are {ids}")
    expected = set()
    for alias, pseudo in accounts.items():
        whole = folder / "cfn" / f"{alias}.template.json"
        own = sets / f"{alias}.template.json"
        if alias == master and alias == "children":
            own = sets / "master.template.json"
        expected.add(own)
        parts = [(own, {})] if own.exists() else []
        if alias in children and shared.exists():
            values = ({one["ParameterKey"]: one["ParameterValue"]
                       for one in load(files[alias])}
                      if files[alias].exists() else {})
            parts.insert(0, (shared, values))
        if whole.exists():
            compared += 1
            found.extend(compare(whole, parts, pseudo, topology))
        elif parts:
            found.append(f"{whole}: is not there")
        if alias == master and own.exists() and (own.read_bytes() !=
                                                 whole.read_bytes()):
            found.append(f"{own}: is not {whole}")
        divided = sorted((folder / "split" / "cfn").glob(
            f"{alias}.*template.json"))
        if divided and whole.exists():
            compared += 1
            found.extend(compare(whole, [(path, {}) for path in divided],
                                 pseudo, topology))
    for path in sets.glob("*.template.json"):
        if path != shared and path not in expected:
            found.append(f"{path}: is of no account")
    return found, compared


def main(arguments):
    if len(arguments) != 2 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    found, compared = check(read(pathlib.Path(arguments[0])),
                            pathlib.Path(arguments[1]))
    for line in found:
        print(line)
    print(f"{compared} accounts, {len(found)} differences", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
