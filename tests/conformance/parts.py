#!/usr/bin/env python3
"""Asks whether templates that divide an account say what its one template says.

    python3 parts.py TOPOLOGY DIR

DIR holds what `--target cfn --target cfn-stackset --format json` wrote for
TOPOLOGY, and DIR/split, if it is there, the same with `--split`. For each child,
the shared templates with the child's parameters and those of its own are
resolved as CloudFormation does and put together; that has to be the child's
template under cfn. So have the parts of divided accounts, in which nothing may
need what is deployed later. Every parameter is needed, and has a value for each
child.
Differences are listed, one a line; then the exit status is 1.

Needs: pip install pyyaml
"""

import json
import pathlib
import re
import sys

from policies import KINDS, Template, Unresolved, accounts_of
from topology import as_list, read

LIMITS = {"resources": 500, "parameters": 200, "value": 4096}


def load(path):
    return json.loads(path.read_text("utf-8"))


def resolved(template, pseudo, topology, values):
    """Logical id to resource, without functions."""
    known = dict(pseudo)
    for name, parameter in template.get("Parameters", {}).items():
        known[name] = ("<asked for>" if parameter.get("NoEcho")
                       else values.pop(name))
        if parameter["Type"] == "CommaDelimitedList":
            known[name] = [one.strip() for one in known[name].split(",")]
    one = Template(template, known, topology)
    return {name: alike(one.resolve(resource))
            for name, resource in template["Resources"].items()}


def alike(value):
    """A list of one text is the text, to IAM."""
    if isinstance(value, dict):
        return {key: alike(item) for key, item in value.items()}
    if isinstance(value, list):
        items = [alike(item) for item in value]
        return items[0] if len(items) == 1 and isinstance(items[0],
                                                          str) else items
    return value


def arn_of(resource, pseudo):
    """Of what has to exist before others refer to it."""
    kind = KINDS.get(resource["Type"])
    properties = resource.get("Properties", {})
    if kind is None or kind[2] not in properties:
        return None
    return "arn:{}:iam::{}:{}{}{}".format(
        pseudo["AWS::Partition"], pseudo["AWS::AccountId"], kind[0],
        properties.get("Path", "/"), properties[kind[2]])


def needed(resource):
    """ARNs, and names of roles and groups, that have to exist before."""
    properties = resource.get("Properties", {})
    for name in ("ManagedPolicyArns", "PermissionsBoundary", "Groups",
                 "Roles"):
        yield from as_list(properties.get(name))
    trust = properties.get("AssumeRolePolicyDocument", {})
    for document in (trust, properties.get("PolicyDocument", {})):
        for statement in document.get("Statement", []):
            principal = statement.get("Principal", {})
            if isinstance(principal, dict):
                for values in principal.values():
                    yield from as_list(values)


def order_faults(parts, pseudo):
    """`parts` are resolved, in the order in which they are deployed."""
    later = {}
    for number, resources in enumerate(parts):
        for resource in resources.values():
            arn = arn_of(resource, pseudo)
            if arn is not None:
                later[arn] = number
                if resource["Type"] in ("AWS::IAM::Role", "AWS::IAM::Group"):
                    later.setdefault(arn.rsplit("/", 1)[1], number)
    for number, resources in enumerate(parts):
        for name, resource in resources.items():
            for other in needed(resource):
                if later.get(other, 0) > number:
                    yield f"{name}: needs {other} of a later part"


def compare(whole, parts, pseudo, topology, limited):
    """`parts` are pairs of a path and parameter values, in order."""
    try:
        meant = resolved(load(whole), pseudo, topology, {})
        said = {}
        order = []
        for path, values in parts:
            template = load(path)
            if limited and len(template["Resources"]) > LIMITS["resources"]:
                yield f"{path}: {len(template['Resources'])} resources"
            order.append(resolved(template, pseudo, topology, values))
            for name, resource in order[-1].items():
                if name in said:
                    yield f"{path}: {name} is in another part, too"
                said[name] = resource
        for fault in order_faults(order, pseudo):
            yield f"{whole}: {fault}"
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


def parts_of(folder, stem):
    """Templates called so or so and a part, in the order of deployment."""
    found = []
    for path in folder.glob("*.template.json"):
        match = re.fullmatch(
            re.escape(stem) + r"(?:\.(policies-)?(\d+))?\.template\.json",
            path.name)
        if match:
            found.append((not match[1], int(match[2] or 1), path))
    return [path for _, _, path in sorted(found)]


def values_of(path, alias):
    """The parameters of a shared template in an account."""
    stem = path.name.removesuffix(".template.json")
    file = path.with_name(f"{stem}.parameters") / f"{alias}.json"
    if not file.exists():
        return {}
    return {one["ParameterKey"]: one["ParameterValue"] for one in load(file)}


def check_sets(topology, whole, folder, limited, found):
    """The files of a stack set below `folder`, and the templates `whole`."""
    accounts = accounts_of(topology)
    children = list(topology.get("children") or {})
    master = topology["master"].get("name", "master")
    shared = parts_of(folder, "children")
    seen = set(shared)
    for path in shared:
        stem = path.name.removesuffix(".template.json")
        found.extend(parameter_faults(path, {
            alias: folder / f"{stem}.parameters" / f"{alias}.json"
            for alias in children
        }))
    if shared:
        ids = load(folder / "children.accounts.json")
        if ids != [topology["children"][alias]["id"] for alias in children]:
            found.append(f"{folder}: the accounts are {ids}")
    for alias, pseudo in accounts.items():
        own = parts_of(folder, pseudo["AWS::AccountId"]
                       if alias.lower() == "children" else alias)
        seen.update(own)
        parts = [(path, {}) for path in own]
        if alias != master:
            parts = [(path, values_of(path, alias)) for path in shared] + parts
        one = whole / f"{alias}.template.json"
        if one.exists():
            found.extend(compare(one, parts, pseudo, topology, limited))
        elif parts:
            found.append(f"{one}: is not there")
    for path in folder.glob("*.template.json"):
        if path not in seen:
            found.append(f"{path}: is of no account")


def check(topology, folder):
    found = []
    whole = folder / "cfn"
    check_sets(topology, whole, folder / "cfn-stackset", False, found)
    if (folder / "split").exists():
        check_sets(topology, whole, folder / "split" / "cfn-stackset", True,
                   found)
        for alias, pseudo in accounts_of(topology).items():
            one = whole / f"{alias}.template.json"
            parts = parts_of(folder / "split" / "cfn", alias)
            if one.exists():
                found.extend(compare(one, [(path, {}) for path in parts],
                                     pseudo, topology, True))
    return found, len(list(whole.glob("*.template.json")))


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
