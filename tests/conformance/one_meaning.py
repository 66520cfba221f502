#!/usr/bin/env python3
"""Asks whether all targets say the same, and what the model says.

    one_meaning.py CASE...

A CASE is a folder with `details.json`, which `iamgen check --dump details` has
printed, and the output of every target. Each target is read back by a reader of
its own, which shares no code with iamgen and knows only what the target's tool
does with the text, and compared with the details in `canonical`'s form: roles,
users and groups with their documents, attachments, boundaries, memberships and
tags, policies, instance profiles, providers, permissions and resources. The
order of statements, actions and other lists is no difference, nor is a list of
one and the one.

Where AWS makes a target say less, `LESS` says so, and docs/language/output.md.

Needs: pip install pyyaml ruamel.yaml
"""

import json
import pathlib
import re
import sys
import tempfile

import canonical
import read_modules
import read_scripts
import read_templates
import yaml_readers

# What a target cannot say: (kind, field) of `canonical`'s form.
LESS = {
    # AWS::IAM::ManagedPolicy has no tags.
    "cfn": [("policies", "tags")],
    "cfn-stackset": [("policies", "tags")],
    # Terraform would keep first passwords in its state.
    "terraform": [("users", "console")],
    "aws-cli": [],
}

KINDS = ("users", "groups", "roles", "policies", "oidc", "saml", "permissions",
         "resources")


class Case:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.name = self.folder.name
        details = json.loads((self.folder / "details.json").read_text("utf-8"))
        self.model = canonical.of_details(details)
        self.partitions = {
            number: (re.findall(r'"arn:([a-z-]+):iam::' + number,
                                json.dumps(one)) or ["aws"])[0]
            for number, one in details.items()}
        # Resources whose policies are documents alone.
        self.resources = {
            number: {one["Key"]: canonical.document(one["Policy"])
                     for one in one["ResourcePolicies"]}
            for number, one in details.items()}

    def aliases(self):
        """Alias to account id, as the runner of the scripts has it."""
        runner = self.folder / "aws-cli/all.sh"
        text = runner.read_text("utf-8") if runner.exists() else ""
        return dict(re.findall(r"^run '([^']+)' (\d{12}) ", text,
                               re.MULTILINE))


def empty():
    return {kind: {} for kind in KINDS}


def read_cfn(read, suffix):
    """A reader of CloudFormation's templates in one of their syntaxes."""
    def described(case, _):
        found = {number: empty() for number in case.model}
        paths = set((case.folder / "cfn").glob(f"*.template.{suffix}"))
        for alias, number in case.aliases().items():
            path = case.folder / "cfn" / f"{alias}.template.{suffix}"
            if path in paths:
                paths.remove(path)
                found[number] = read_templates.Template(
                    read(path.read_text("utf-8")), number,
                    case.partitions[number],
                    canonical.generated_in(case.model[number])).describe()
        if paths:
            raise ValueError(f"{sorted(paths)} are of no account")
        return found
    return described


def read_cli(case, folder):
    found = {number: empty() for number in case.model}
    aliases = case.aliases()
    scripts = set((case.folder / "aws-cli").glob("*.sh"))
    for alias, number in aliases.items():
        script = case.folder / "aws-cli" / f"{alias}.sh"
        scripts.remove(script)
        found[number] = read_scripts.describe(
            script, number, case.partitions[number], folder)
    if scripts - {case.folder / "aws-cli/all.sh"}:
        raise ValueError(f"{sorted(scripts)} are run by nobody")
    return canonical.renamed(case.model, found)


def read_sets(case, _):
    """The templates of a stack set with each account's parameters, and what the
    account has besides."""
    folder = case.folder / "cfn-stackset"
    shared = folder / "children.template.json"
    listed = folder / "children.accounts.json"
    children = json.loads(listed.read_text("utf-8")) if listed.exists() else []
    found = {number: empty() for number in case.model}
    for alias, number in case.aliases().items():
        # An account that is called like the children's template goes by its id.
        stem = number if alias.lower() == "children" else alias
        own = folder / f"{stem}.template.json"
        parts = [own] + ([shared] if number in children else [])
        templates = [json.loads(path.read_text("utf-8")) for path in parts
                     if path.exists()]
        values = folder / f"children.parameters/{alias}.json"
        whole = {key: {name: one for template in templates
                       for name, one in template.get(key, {}).items()}
                 for key in ("Parameters", "Resources")}
        if sum(len(one["Resources"]) for one in templates) != len(
                whole["Resources"]):
            raise ValueError(f"{alias} has a resource twice")
        found[number] = read_templates.Template(
            whole, number, case.partitions[number],
            canonical.generated_in(case.model[number]),
            {one["ParameterKey"]: one["ParameterValue"]
             for one in json.loads(values.read_text("utf-8"))}
            if values.exists() else {}).describe()
    return found


def read_terraform(case, _):
    found = {number: empty() for number in case.model}
    modules = {path.parent.name: path
               for path in (case.folder / "terraform").glob("*/main.tf.json")}
    for alias, number in case.aliases().items():
        if alias in modules:
            found[number] = read_modules.Module(
                json.loads(modules.pop(alias).read_text("utf-8")), number,
                case.partitions[number]).describe()
    for alias, path in modules.items():
        # The organization's policies alone.
        if "aws_iam" in path.read_text("utf-8"):
            raise ValueError(f"{path} is of no account")
    return canonical.renamed(case.model, found)


TARGETS = {
    "cfn, YAML": read_cfn(yaml_readers.read_yaml_11, "yaml"),
    "cfn, JSON": read_cfn(json.loads, "json"),
    "cfn-stackset": read_sets,
    "terraform": read_terraform,
    "aws-cli": read_cli,
}


def without(description, target):
    """The part of a description that the target can say."""
    less = LESS[target.partition(",")[0]]
    return {
        number: {
            kind: {
                name: {field: value for field, value in one.items()
                       if (kind, field) not in less}
                if isinstance(one, dict) else one
                for name, one in entities.items()}
            for kind, entities in account.items()}
        for number, account in description.items()}


def documents_of(case):
    """What target `policy` has to hold: paths and documents."""
    meant = {}

    def file_name(name, key=None):
        generated = canonical.GENERATED.fullmatch(name)
        name = generated.group(2) if generated else name
        return "%2E" + name[1:] if name in (".", "..") else name

    for alias, number in case.aliases().items():
        account = case.model[number]
        for policy in account["policies"].values():
            meant[f"{alias}/policies/{file_name(policy['name'])}.json"] = (
                policy["document"])
        for kind in ("roles", "users", "groups"):
            for name, one in account[kind].items():
                own = f"{alias}/{kind}/{file_name(name)}"
                if kind == "roles":
                    meant[f"{own}/trust.json"] = one["trust"]
                for inline, document in one["inline"].items():
                    meant[f"{own}/inline/{file_name(inline)}.json"] = document
        for key, document in case.resources[number].items():
            meant[f"{alias}/resources/{file_name(key)}.json"] = document
    return meant


def read_documents(case):
    root = case.folder / "policy"
    aliases = case.aliases()
    return {
        path.relative_to(root).as_posix():
            canonical.document(json.loads(path.read_text("utf-8")))
        # Control policies belong to no account, and so do the resources of one
        # in which nothing else is.
        for path in root.rglob("*.json")
        if "organization" not in path.parts[len(root.parts):][1:2] and
        path.relative_to(root).parts[0] in aliases}


def check(case, folder):
    for target, read in TARGETS.items():
        try:
            found = read(case, folder)
        except (ValueError, KeyError, OSError) as problem:
            yield f"{target}: {type(problem).__name__}: {problem}"
            continue
        for line in canonical.differences(without(case.model, target),
                                          without(found, target)):
            yield f"{target}: {line}"
    for line in canonical.differences(documents_of(case),
                                      read_documents(case)):
        yield f"policy: {line}"


def main(arguments):
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    failed = entities = 0
    for folder in arguments:
        case = Case(folder)
        entities += sum(len(account[kind]) for account in case.model.values()
                        for kind in KINDS)
        with tempfile.TemporaryDirectory() as scratch:
            found = list(check(case, scratch))
        for line in found:
            print(f"{case.name}: {line}")
        failed += bool(found)
    print(f"{len(arguments)} cases, {entities} entities in "
          f"{len(TARGETS) + 1} descriptions, {failed} differ")
    return 1 if failed or not entities else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
