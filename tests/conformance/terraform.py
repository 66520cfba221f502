#!/usr/bin/env python3
"""Asks Terraform whether modules are well formed and mean what the topology says.

    python3 terraform.py TERRAFORM TOPOLOGY DIR [TOPOLOGY DIR ...]

TERRAFORM is the program. Each DIR has what `--target terraform --adopt` wrote for
the topology before it, in HCL and with `--format tf.json`; beside that, what the
targets `policy` and, with `--format json`, `cfn` wrote.

- `terraform fmt` leaves every file of HCL as it is, byte for byte.
- python-hcl2, which shares nothing with Terraform, reads it as well.
- `terraform init` and `validate` take a copy that needs no provider: expressions,
  escapes, references and circles are judged.
- `terraform console` evaluates a copy. Its documents are those of the target
  `policy`, all of them and no others. Names, paths, tags, attachments, members
  and so on are those of the CloudFormation template. HCL and JSON come to the
  same. Import blocks have the ids that the provider asks for.
- Blocks are of known types with known arguments, so none makes a secret or owns
  what others attach.

Differences are listed, one a line; then the exit status is 1. It is 2 if there is
nothing to look at.

Needs: pip install python-hcl2 pyyaml
"""

import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import policies
import topology as topologies
from terraform_copy import Module, Unreadable
from terraform_facts import ARN_TYPES, facts_of, facts_of_template, normalised

try:
    import hcl2
except ImportError as missing:
    print(f"{missing}; pip install python-hcl2", file=sys.stderr)
    sys.exit(2)

# The arguments of each type: those that it must have, and others ("AWS Provider"
# documentation).
ARGUMENTS = {
    "aws_iam_policy": ("policy", "name name_prefix description path tags"),
    "aws_iam_role": ("assume_role_policy",
                     "name name_prefix description max_session_duration "
                     "permissions_boundary path tags"),
    "aws_iam_role_policy": ("name role policy", ""),
    "aws_iam_role_policy_attachment": ("role policy_arn", ""),
    "aws_iam_instance_profile": ("role", "name name_prefix path tags"),
    "aws_iam_group": ("name", "path"),
    "aws_iam_group_policy": ("name group policy", ""),
    "aws_iam_group_policy_attachment": ("group policy_arn", ""),
    "aws_iam_user": ("name", "permissions_boundary path tags"),
    "aws_iam_user_policy": ("name user policy", ""),
    "aws_iam_user_policy_attachment": ("user policy_arn", ""),
    "aws_iam_user_group_membership": ("user groups", ""),
    "aws_iam_openid_connect_provider": ("url client_id_list",
                                        "thumbprint_list tags"),
    "aws_iam_saml_provider": ("name saml_metadata_document", "tags"),
    "aws_s3_bucket_policy": ("bucket policy", ""),
    "aws_sqs_queue_policy": ("queue_url policy", ""),
    "aws_sns_topic_policy": ("arn policy", ""),
    "aws_secretsmanager_secret_policy": ("secret_arn policy", ""),
    "aws_lambda_permission": ("statement_id action function_name principal "
                              "source_account source_arn", ""),
    "aws_organizations_policy": ("name type content", "description"),
    "aws_organizations_policy_attachment": ("policy_id target_id", ""),
    "data.aws_organizations_organization": ("", ""),
    "data.aws_organizations_organizational_unit": ("parent_id name", ""),
    "data.aws_secretsmanager_secret": ("name", ""),
}

# What the provider asks for on import; of the rest no id is known before.
IMPORT_IDS = {
    "aws_iam_policy": "{arn}",
    "aws_iam_role": "{name}",
    "aws_iam_role_policy": "{role}:{name}",
    "aws_iam_role_policy_attachment": "{role}/{policy_arn}",
    "aws_iam_instance_profile": "{name}",
    "aws_iam_group": "{name}",
    "aws_iam_group_policy": "{group}:{name}",
    "aws_iam_group_policy_attachment": "{group}/{policy_arn}",
    "aws_iam_user": "{name}",
    "aws_iam_user_policy": "{user}:{name}",
    "aws_iam_user_policy_attachment": "{user}/{policy_arn}",
    "aws_iam_user_group_membership": "{user}/{groups}",
    "aws_iam_openid_connect_provider": "{arn}",
    "aws_iam_saml_provider": "{arn}",
    "aws_s3_bucket_policy": "{bucket}",
    "aws_sqs_queue_policy": "{queue_url}",
    "aws_sns_topic_policy": "{arn}",
}

class Case:
    """A topology and what was written for it."""

    def __init__(self, topology, folder):
        self.topology = topologies.read(pathlib.Path(topology))
        self.folder = pathlib.Path(folder)
        self.is_odd = pathlib.Path(topology).parent.name.startswith("odd-")
        self.accounts = policies.accounts_of(self.topology)
        self.entities = {
            f"{section}.{key}": entity if isinstance(entity, dict) else {}
            for section in topologies.SECTIONS
            for key, entity in topologies.entities(self.topology.get(section))
        }

    def key_of(self, path, type_):
        """What the topology calls the entity of a block."""
        section, key = path.split(".", 1)
        if type_ == "aws_iam_role" and section != "roles":
            default = "role" + key if section == "lambda_jobs" else key
            return self.entities[path].get("role", default)
        if type_ == "aws_iam_instance_profile" and section == "roles":
            named = self.entities[path].get("instance_profile")
            return named if isinstance(named, str) else key
        return key

    def is_generated(self, path, type_):
        names = (self.topology.get("defaults") or {}).get("names")
        return type_ in ARN_TYPES and \
            self.entities[path].get("names", names) == "generated"

    def computed(self, module, address, arguments):
        """What AWS makes up."""
        type_ = address.rsplit(".", 1)[0]
        pseudo = self.accounts[module.folder.name]
        start = f"arn:{pseudo['AWS::Partition']}:iam::{module.account}:"
        made = {"id": f"id-of-{address}"}
        if type_ in ARN_TYPES:
            path = module.paths[address]
            key = self.key_of(path, type_)
            if self.is_generated(path, type_):
                kind = ARN_TYPES[type_].replace("-", "_")
                made["arn"] = f"<generated:{kind}/{key}>"
                made["name"] = key
            else:
                made["arn"] = (start + ARN_TYPES[type_] +
                               arguments.get("path", "/") + arguments["name"])
        elif type_ == "aws_iam_openid_connect_provider":
            made["arn"] = (start + "oidc-provider/" +
                           arguments["url"].removeprefix("https://"))
        elif type_ == "aws_iam_saml_provider":
            made["arn"] = start + "saml-provider/" + arguments["name"]
        elif type_ == "data.aws_secretsmanager_secret":
            # As CloudFormation has it.
            made["arn"] = arguments["name"]
        elif type_ == "data.aws_organizations_organization":
            made["roots"] = [{"id": "r-root"}]
        return made


def document_of(path, type_, value):
    """The path of a block's document below the account's folder, and the
    document; nothing for what has none."""
    name = policies.file_name
    if type_ == "aws_iam_policy":
        return f"policies/{name(value['name'])}.json", value["policy"]
    if type_ == "aws_iam_role":
        return (f"roles/{name(value['name'])}/trust.json",
                value["assume_role_policy"])
    for owner in ("role", "group", "user"):
        if type_ == f"aws_iam_{owner}_policy":
            return (f"{owner}s/{name(value[owner])}/inline/"
                    f"{name(value['name'])}.json", value["policy"])
    if type_ == "aws_organizations_policy":
        kind = {"SERVICE_CONTROL_POLICY": "scps",
                "RESOURCE_CONTROL_POLICY": "rcps"}[value["type"]]
        return (f"organization/{kind}/{name(value['name'])}.json",
                value["content"])
    if "policy" in value:
        key = path.removeprefix("resources.")
        return f"resources/{name(key)}.json", value["policy"]
    return None


class Judge:
    """What is wrong with a module, given what Terraform makes of it."""

    def __init__(self, problem):
        self.problem = problem

    def arguments(self, where, type_, value):
        if type_ not in ARGUMENTS:
            self.problem(where, "is of a type that is not expected")
            return
        required, optional = (set(one.split()) for one in ARGUMENTS[type_])
        given = set(value) - {"id", "roots"}
        if "arn" not in required:
            given.discard("arn")
        for name in sorted(required - given):
            self.problem(where, f"has no {name}")
        for name in sorted(given - required - optional):
            self.problem(where, f"has no argument {name}")
        most = 38 if type_ == "aws_iam_role" else 102
        if len(value.get("name_prefix", "")) > most:
            self.problem(where, "its name_prefix is too long")

    def document(self, case, module, where, path, text):
        file = case.folder / "policy" / module.folder.name / path
        if not file.exists():
            self.problem(where, f"the target policy has no {path}")
        elif json.loads(text) != normalised(json.loads(
                file.read_text("utf-8"))):
            self.problem(where, f"differs from {path}")

    def imported(self, case, module, address, value, generated, imports):
        type_ = address.rsplit(".", 1)[0]
        wanted = IMPORT_IDS.get(type_)
        fields = dict(value)
        names = [value.get(key) for key in ("role", "user", "group")]
        if isinstance(fields.get("groups"), list):
            names += fields["groups"]
            fields["groups"] = "/".join(fields["groups"])
        if wanted:
            wanted = wanted.format(**fields)
        if "<generated:" in str(wanted) or \
                case.is_generated(module.paths[address], type_) or \
                any(name in generated for name in names):
            wanted = None
        if imports.get(address) != wanted:
            self.problem(f"{module.label}: {address}",
                         f"is imported as {imports.get(address)}, not {wanted}")

    def module(self, case, module, values, imports):
        seen = set()
        generated = {
            value["name"] for address, value in values.items()
            if case.is_generated(module.paths[address],
                                 address.rsplit(".", 1)[0])
        }
        for address, value in values.items():
            type_ = address.rsplit(".", 1)[0]
            where = f"{module.label}: {address}"
            self.arguments(where, type_, value)
            found = document_of(module.paths[address], type_, value)
            if found:
                seen.add(found[0])
                self.document(case, module, where, *found)
            self.imported(case, module, address, value, generated, imports)
            console = case.entities.get(module.paths[address], {}).get("console")
            if type_ == "aws_iam_user" and \
                    bool(console) != (address in module.remarked):
                self.problem(where, "its console is not spoken of")
        for stray in sorted(set(imports) - set(values)):
            self.problem(module.label, f"imports {stray}, which it has not")
        own = case.folder / "policy" / module.folder.name
        for file in own.rglob("*.json"):
            path = file.relative_to(own).as_posix()
            # Without `emit` a resource's policy is only a document.
            if path not in seen and not path.startswith("resources/"):
                self.problem(module.label, f"has no block for {path}")
        self.template(case, module, values)

    def template(self, case, module, values):
        alias = module.folder.name
        path = case.folder / "cfn" / f"{alias}.template.json"
        meant = facts_of_template(policies.Template(
            json.loads(path.read_text("utf-8")), case.accounts[alias],
            case.topology)) if path.exists() else set()
        said = facts_of(values, module.retained)
        for one in sorted(meant - said):
            self.problem(module.label, f"CloudFormation alone says {one}")
        for one in sorted(said - meant):
            self.problem(module.label, f"CloudFormation does not say {one}")


def run(command, **options):
    return subprocess.run(
        command, capture_output=True, text=True, check=False,
        env={**os.environ, "TF_CLI_CONFIG_FILE": os.devnull,
             "CHECKPOINT_DISABLE": "1"}, **options)


def copy_all(cases, root, problem):
    """Pairs of a case and a module that is copied below the root."""
    copied = []
    for case in cases:
        for account in sorted((case.folder / "terraform").glob("*/")):
            for syntax in ("HCL", "JSON"):
                module = Module(f"{case.folder.name}/{account.name} in {syntax}",
                                account, case.computed)
                module.syntax = syntax
                module.name = f"m{len(copied)}"
                try:
                    copy = (module.copy_hcl if syntax == "HCL" else
                            module.copy_json)
                    copy(root / module.name)
                except (Unreadable, OSError, KeyError, ValueError, TypeError,
                        AttributeError) as reason:
                    problem(module.label, f"cannot be read: {reason!r}")
                else:
                    copied.append((case, module))
    (root / "main.tf").write_text("".join(
        f'module "{module.name}" {{\n  source = "./{module.name}"\n}}\n'
        for _, module in copied), "utf-8")
    return copied


def parse_all(cases, problem):
    """Reads the files of HCL by other means; returns how many there are."""
    count = 0
    read = set()
    for case in cases:
        for file in sorted((case.folder / "terraform").rglob("*.tf")):
            count += 1
            text = file.read_text("utf-8")
            # python-hcl2 trips over `$${` that nothing closes, and over `/*` in
            # a string. The same text needs no second reading.
            if case.is_odd or text in read:
                continue
            read.add(text)
            try:
                hcl2.loads(text)
            except Exception as reason:  # pylint: disable=broad-except
                problem(file, f"python-hcl2: {reason}")
    return count


def evaluate(terraform, root, modules, problem):
    """What Terraform makes of each module, by name."""
    for command in (["init", "-backend=false", "-no-color"],
                    ["validate", "-no-color"]):
        done = run([terraform, f"-chdir={root}", *command])
        if done.returncode != 0:
            problem("all modules", f"terraform {command[0]}: "
                    f"{done.stdout}{done.stderr}")
            return {}
    asked = ", ".join(f"{one.name} = [module.{one.name}.values, "
                      f"module.{one.name}.imports]" for one in modules)
    done = run([terraform, f"-chdir={root}", "console"],
               input=f"base64encode(jsonencode({{ {asked} }}))\n")
    try:
        return json.loads(base64.b64decode(done.stdout.strip().strip('"'),
                                           validate=True))
    except ValueError:
        problem("all modules", f"terraform console: {done.stdout[:500]}"
                f"{done.stderr}")
        return {}


def main(terraform, arguments):
    problems = []

    def problem(where, what):
        problems.append(f"{where}: {what}")

    cases = [Case(*pair) for pair in zip(arguments[::2], arguments[1::2])]
    written = [str(case.folder / "terraform") for case in cases
               if (case.folder / "terraform").is_dir()]
    done = run([terraform, "fmt", "-check", "-diff", "-recursive", *written])
    if done.returncode != 0:
        problem("all files", f"terraform fmt: {done.stdout}{done.stderr}")
    files = parse_all(cases, problem)
    with tempfile.TemporaryDirectory() as work:
        root = pathlib.Path(work)
        copied = copy_all(cases, root, problem)
        answer = evaluate(terraform, root, [one for _, one in copied],
                          problem) if copied else {}
    judge = Judge(problem)
    last = None
    for case, module in copied:
        if module.name not in answer:
            continue
        values, imports = answer[module.name]
        judge.module(case, module, values, imports)
        if module.syntax == "JSON" and last and last.folder == module.folder:
            if answer[last.name] != answer[module.name]:
                problem(module.label, "is not what HCL says")
            if (last.paths, last.retained, last.remarked) != (
                    module.paths, module.retained, module.remarked):
                problem(module.label, "other comments or lifecycles")
        last = module
    for one in problems:
        print(one)
    print(f"{len(copied)} modules, {files} files of HCL")
    return 1 if problems else 0 if copied else 2


if __name__ == "__main__":
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
