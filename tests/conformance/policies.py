#!/usr/bin/env python3
"""Asks whether templates mean what the policy documents say.

    python3 policies.py TOPOLOGY DIR

DIR is what `--target cfn --format json --target policy` wrote for TOPOLOGY.
Each template's intrinsics are resolved as CloudFormation does in the account it
is for, and every trust, inline and managed document is compared with its file
below DIR/policy. Documents that stand on one side alone are named, too.
Differences are listed, one a line; then the exit status is 1. It is 2 if there
is nothing to compare.

This knows the topology's accounts and nothing else of it, and shares no code
with the compiler.

Needs: pip install pyyaml
"""

import json
import pathlib
import re
import sys

try:
    import yaml
except ImportError as missing:
    print(f"{missing}; pip install pyyaml", file=sys.stderr)
    sys.exit(2)

# What AWS::URLSuffix is, by partition.
URL_SUFFIXES = {
    "aws": "amazonaws.com",
    "aws-cn": "amazonaws.com.cn",
    "aws-us-gov": "amazonaws.com",
    "aws-iso": "c2s.ic.gov",
    "aws-iso-b": "sc2s.sgov.gov",
    "aws-iso-e": "cloud.adc-e.uk",
    "aws-iso-f": "csp.hci.ic.gov",
    "aws-eusc": "amazonaws.eu",
}

REFERENCE = re.compile(r"\$\{([^}]*)\}")


class Unresolved(Exception):
    """A template that CloudFormation would refuse, or that this cannot read."""


def accounts_of(topology):
    """Alias to pseudo parameters, for every account that is built."""
    defaults = topology.get("defaults") or {}
    master = topology["master"]
    accounts = {master.get("name", "master"): master}
    accounts.update(topology.get("children") or {})
    pseudo = {}
    for alias, account in accounts.items():
        partition = account.get("partition", defaults.get("partition", "aws"))
        pseudo[alias] = {
            "AWS::AccountId": account["id"],
            "AWS::Partition": partition,
            "AWS::URLSuffix": URL_SUFFIXES[partition],
        }
    return pseudo


class Template:
    """One template in one account."""

    def __init__(self, template, pseudo):
        self.resources = template["Resources"]
        self.pseudo = pseudo

    def properties(self, logical_id):
        if logical_id not in self.resources:
            raise Unresolved(f"there is no resource {logical_id}")
        return self.resources[logical_id]["Properties"]

    def arn(self, logical_id):
        kind = self.resources.get(logical_id, {}).get("Type")
        names = {
            "AWS::IAM::Role": ("role", "RoleName"),
            "AWS::IAM::ManagedPolicy": ("policy", "ManagedPolicyName"),
            "AWS::IAM::InstanceProfile":
                ("instance-profile", "InstanceProfileName"),
        }
        if kind not in names:
            raise Unresolved(f"no ARN of {logical_id}, a {kind}")
        word, name = names[kind]
        properties = self.properties(logical_id)
        return "arn:{}:iam::{}:{}{}{}".format(
            self.pseudo["AWS::Partition"], self.pseudo["AWS::AccountId"], word,
            self.resolve(properties.get("Path", "/")),
            self.resolve(properties[name]))

    def ref(self, name):
        if name in self.pseudo:
            return self.pseudo[name]
        kind = self.resources.get(name, {}).get("Type")
        if kind == "AWS::IAM::ManagedPolicy":
            return self.arn(name)
        if kind == "AWS::IAM::Role":
            return self.resolve(self.properties(name)["RoleName"])
        if kind == "AWS::IAM::InstanceProfile":
            return self.resolve(self.properties(name)["InstanceProfileName"])
        raise Unresolved(f"Ref of {name}, a {kind}")

    def get_att(self, argument):
        # In Fn::Sub and in YAML's short form it is one text.
        name, attribute = (argument.split(".", 1)
                           if isinstance(argument, str) else argument)
        if attribute != "Arn" or self.resources.get(
                name, {}).get("Type") == "AWS::IAM::ManagedPolicy":
            raise Unresolved(f"Fn::GetAtt of {name}.{attribute}")
        return self.arn(name)

    def sub(self, text):
        if not isinstance(text, str):
            raise Unresolved(f"Fn::Sub of {text!r:.80}")

        def one(match):
            name = match.group(1)
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            return self.get_att(name) if "." in name else self.ref(name)

        return REFERENCE.sub(one, text)

    def resolve(self, value):
        if isinstance(value, list):
            return [self.resolve(item) for item in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (name, argument), = value.items()
            if name == "Ref":
                return self.ref(argument)
            if name == "Fn::GetAtt":
                return self.get_att(argument)
            if name == "Fn::Sub":
                return self.sub(argument)
            if name.startswith("Fn::"):
                raise Unresolved(f"{name} is not known here")
        return {key: self.resolve(item) for key, item in value.items()}

    def documents(self):
        """Path below policy/<alias>/ and document, for each in the template."""
        for logical_id, resource in self.resources.items():
            properties = resource.get("Properties", {})
            if resource["Type"] == "AWS::IAM::ManagedPolicy":
                name = self.resolve(properties["ManagedPolicyName"])
                yield (f"policies/{file_name(name)}.json",
                       self.resolve(properties["PolicyDocument"]))
            elif resource["Type"] == "AWS::IAM::Role":
                name = self.resolve(properties["RoleName"])
                own = f"roles/{file_name(name)}"
                yield (f"{own}/trust.json",
                       self.resolve(properties["AssumeRolePolicyDocument"]))
                for policy in properties.get("Policies", []):
                    inline = file_name(self.resolve(policy["PolicyName"]))
                    yield (f"{own}/inline/{inline}.json",
                           self.resolve(policy["PolicyDocument"]))


def file_name(name):
    """`.` and `..` are names to IAM and none to a disk."""
    return "%2E" + name[1:] if name in (".", "..") else name


def check(topology, folder):
    """Everything that differs, and how many documents were compared."""
    found, compared = [], 0
    for alias, pseudo in accounts_of(topology).items():
        path = folder / "cfn" / f"{alias}.template.json"
        meant = {}
        if path.exists():
            template = Template(json.loads(path.read_text("utf-8")), pseudo)
            try:
                for name, document in template.documents():
                    if name in meant:
                        found.append(f"{path}: two documents are {name}")
                    meant[name] = document
            except Unresolved as reason:
                found.append(f"{path}: {reason}")
                continue
        own = folder / "policy" / alias
        written = {
            file.relative_to(own).as_posix(): file
            for file in own.rglob("*.json")
        } if own.is_dir() else {}
        for name in sorted(meant.keys() - written.keys()):
            found.append(f"{own / name}: is in {path.name} alone")
        for name in sorted(written.keys() - meant.keys()):
            found.append(f"{own / name}: is not in {path.name}")
        for name in sorted(meant.keys() & written.keys()):
            compared += 1
            said = json.loads(written[name].read_text("utf-8"))
            # As text, so that 1, 1.0 and True are three things.
            left, right = (json.dumps(one, sort_keys=True)
                           for one in (meant[name], said))
            if left != right:
                at = next((i for i, (a, b) in enumerate(zip(left, right))
                           if a != b), min(len(left), len(right)))
                begin = max(at - 60, 0)
                found.append(f"{own / name}: differs from {path.name}:\n"
                             f"  template: ...{left[begin:at + 60]}\n"
                             f"  policy:   ...{right[begin:at + 60]}")
    return found, compared


def main(arguments):
    if len(arguments) != 2 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    topology = yaml.safe_load(pathlib.Path(arguments[0]).read_text("utf-8"))
    folder = pathlib.Path(arguments[1])
    known = {f"{alias}.template.json" for alias in accounts_of(topology)}
    found, compared = check(topology, folder)
    templates = list((folder / "cfn").glob("*.template.json"))
    for path in templates:
        if path.name not in known:
            found.append(f"{path}: is of no account")
    for line in found:
        print(line)
    print(f"{compared} documents, {len(found)} differences", file=sys.stderr)
    if found:
        return 1
    return 0 if compared or not templates else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
