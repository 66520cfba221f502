#!/usr/bin/env python3
"""Deploys what iamgen wrote to accounts of moto, and asks what is there then.

    deploy.py templates CASE...
    deploy.py scripts CASE...
    deploy.py drift CASE...

A CASE is a folder with `details.json`, which `iamgen check --dump details` has
printed, and the outputs of targets `cfn` (as JSON) and `aws-cli`. Accounts are
deployed in the order of `aws-cli/all.sh`; then AWS's own answer to what each
account holds has to be what the details say.

`templates` gives the templates to CloudFormation. `scripts` runs `all.sh` with
the parser and client of the AWS CLI, by dash and again by bash: the second run
may change nothing. `drift` does that, changes what is there behind the scripts'
back, and sees what they repair, with --prune and without.

Needs: pip install 'moto[server]' boto3 awscli; dash
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import canonical
import drift
import moto_accounts

HERE = pathlib.Path(__file__).parent

# What is not compared: kind and field of `canonical`'s form.
SCRIPTS_LACK = (
    # Moto has neither.
    ("saml", "tags"),
    ("users", "boundary"),
)
TEMPLATES_LACK = (
    *SCRIPTS_LACK,
    # AWS::IAM::ManagedPolicy has none.
    ("policies", "tags"),
)

# Cases of which moto is no judge.
TEMPLATES_SKIP = {
    "MK_11_iam_variables_pass_through": "`${!!x}` loses all its marks, not one",
    "old_version": "a document of 2008 is refused",
}
SCRIPTS_SKIP = {
    "boundaries": "users have no boundary, and none can be put",
    "policy_of_some_accounts": "users have no boundary",
    "saml_in_three_partitions": "SAML providers have no tags",
    "old_version": "a document of 2008 is refused",
}


class Case:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.name = self.folder.name
        self.details = json.loads(
            (self.folder / "details.json").read_text("utf-8"))
        self.model = canonical.of_details(self.details)
        runner = self.folder / "aws-cli/all.sh"
        self.order = re.findall(
            r"^run '([^']+)' (\d{12}) ", runner.read_text("utf-8"),
            re.MULTILINE) if runner.exists() else []

    def prepare(self, moto):
        moto.reset()
        accounts = {number: moto.account(number, details)
                    for number, details in self.details.items()}
        for number, account in accounts.items():
            account.prepare(self.details[number])
        return accounts

    def found(self, accounts):
        return {number: canonical.of_account(
                    account.details(self.details[number]))
                for number, account in accounts.items()}


def without_what_was_there(model, found):
    """Users, groups and policies that were made for the test alone."""
    kept = {}
    for number, account in found.items():
        meant = model[number]
        kept[number] = dict(account)
        for kind, externals in (("users", external_users(meant)),
                                ("groups", external_groups(meant)),
                                ("policies", external_policies(meant))):
            kept[number][kind] = {
                name: one for name, one in account[kind].items()
                if name not in externals}
    return kept


def external_users(account):
    return {user for group in account["groups"].values()
            for user in group["externals"]}


def external_groups(account):
    return {group for user in account["users"].values()
            for group in user["groups"]} - account["groups"].keys()


def external_policies(account):
    used = {arn for kind in ("users", "groups", "roles")
            for one in account[kind].values()
            for arn in [*one["attached"], one["boundary"]] if arn}
    return used - account["policies"].keys()


def compare(case, found, lacks=SCRIPTS_LACK):
    sides = []
    for side in (case.model, canonical.renamed(
            case.model, without_what_was_there(case.model, found))):
        sides.append({
            number: {
                kind: {name: {field: value for field, value in one.items()
                              if (kind, field) not in lacks}
                       if isinstance(one, dict) else one
                       for name, one in entities.items()}
                for kind, entities in account.items()}
            for number, account in side.items()})
    return list(canonical.differences(*sides))


def deploy_templates(case, moto):
    accounts = case.prepare(moto)
    for alias, number in case.order:
        path = case.folder / "cfn" / f"{alias}.template.json"
        if not path.exists():
            continue
        body = path.read_text("utf-8")
        parameters = json.loads(body).get("Parameters", {})
        accounts[number].client("cloudformation").create_stack(
            StackName="iam", TemplateBody=body,
            Capabilities=["CAPABILITY_NAMED_IAM"],
            Parameters=[{"ParameterKey": name,
                         "ParameterValue": "first-Passw0rd"}
                        for name in parameters])
    return compare(case, case.found(accounts), TEMPLATES_LACK)


class Scripts:
    """The AWS CLI, two shells, and a way to the credentials."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.server = subprocess.Popen(
            [sys.executable, HERE / "aws_cli.py", "serve",
             self.folder / "socket"], stdout=subprocess.PIPE,
            env=os.environ | {"AWS_CONFIG_FILE": os.devnull})
        self.server.stdout.readline()
        for shell in ("dash", "bash"):
            tools = self.folder / shell
            tools.mkdir()
            (tools / "sh").symlink_to(shutil.which(shell))
            subprocess.run(
                [sys.executable, HERE / "aws_cli.py", "install",
                 self.folder / "socket", tools / "aws"], check=True)
        hook = self.folder / "in-account"
        hook.write_text('#!/bin/sh\n. "$CREDENTIALS/$2"\nshift 2\nexec "$@"\n')
        hook.chmod(0o755)

    def close(self):
        self.server.terminate()
        self.server.wait()

    def run(self, case, accounts, shell, *options):
        """What `all.sh` says, or an exception with what went wrong."""
        credentials = self.folder / "credentials"
        credentials.mkdir(exist_ok=True)
        for number, account in accounts.items():
            (credentials / number).write_text("".join(
                f"export {name}='{value}'\n"
                for name, value in account.environment.items()))
        passwords = {
            name: "first-Passw0rd"
            for script in (case.folder / "aws-cli").glob("*.sh")
            for name in re.findall(r"\$\{(IAMGEN_PASSWORD_\w+):-\}",
                                   script.read_text("utf-8"))}
        tools = self.folder / shell
        done = subprocess.run(
            [tools / "sh", case.folder / "aws-cli/all.sh", *options],
            env=passwords | {
                "PATH": f"{tools}:{os.environ['PATH']}", "HOME": os.devnull,
                "CREDENTIALS": str(credentials),
                "IAMGEN_RUN": str(self.folder / "in-account")},
            capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            raise RuntimeError(f"all.sh by {shell}: exit {done.returncode}\n"
                               f"{done.stdout}{done.stderr}")
        return [line for line in done.stdout.splitlines()
                if not line.endswith("):")], done.stderr


def run_scripts(case, moto, scripts):
    accounts = case.prepare(moto)
    if not case.order:
        return compare(case, case.found(accounts))
    scripts.run(case, accounts, "dash")
    found = compare(case, case.found(accounts))
    again, _ = scripts.run(case, accounts, "bash")
    found += [f"the second run: {line}" for line in again]
    found += compare(case, case.found(accounts))
    return found


def main(arguments):
    if len(arguments) < 2 or arguments[0] not in ("templates", "scripts",
                                                  "drift"):
        print(__doc__, file=sys.stderr)
        return 2
    skipped = TEMPLATES_SKIP if arguments[0] == "templates" else SCRIPTS_SKIP
    cases = [Case(folder) for folder in arguments[1:]
             if pathlib.Path(folder).name not in skipped]
    aws_policies = {arn for case in cases for one in case.details.values()
                    for arn in moto_accounts.managed_policies(one)
                    if ":aws:policy/" in arn} | {drift.AWS_POLICY}
    failed = 0
    with moto_accounts.Moto(aws_policies) as moto, \
            tempfile.TemporaryDirectory() as folder:
        scripts = None if arguments[0] == "templates" else Scripts(folder)
        for case in cases:
            begin = time.monotonic()
            try:
                if arguments[0] == "templates":
                    found = deploy_templates(case, moto)
                elif arguments[0] == "scripts":
                    found = run_scripts(case, moto, scripts)
                else:
                    found = list(drift.check(case, moto, scripts, compare))
            except Exception as problem:  # Of any service, or the shell.
                found = [f"{type(problem).__name__}: {problem}"]
            for line in found:
                print(f"{case.name}: {line}")
            failed += bool(found)
            if os.environ.get("TIMES"):
                print(f"{case.name}: {time.monotonic() - begin:.1f} s",
                      file=sys.stderr)
        if scripts:
            scripts.close()
    print(f"{arguments[0]}: {len(cases)} cases, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
