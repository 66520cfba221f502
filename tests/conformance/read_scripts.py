"""What a script of the AWS CLI makes of an empty account.

The script runs with an `aws` that notes every call and knows of nothing: what
it is asked for is not there. The calls are then read as the API has them.
"""

import json
import os
import pathlib
import re
import subprocess

import canonical

# Notes the number of words and the words, each ended by NUL; of a file, what is
# in it.
AWS = r"""#!/bin/sh
{
  printf '%d\0' "$#"
  for word in "$@"; do
    case $word in
      --*=file://*)
        printf '%s=' "${word%%=*}"
        cat "${word#*=file://}"
        printf '\0'
        ;;
      *) printf '%s\0' "$word" ;;
    esac
  done
} >>"$CALLS"
case "$1 $2" in
  'sts get-caller-identity') printf '%s\n' "$ACCOUNT" ;;
  'lambda get-function-configuration') echo '"there"' ;;
  'sqs get-queue-url') printf 'https://sqs/%s\n' "${3#--queue-name=}" ;;
  'iam get-'* | 'lambda get-policy' | 's3api get-'*)
    echo 'An error occurred (NoSuchEntity): it is not there' >&2
    exit 254
    ;;
esac
"""

QUESTIONS = ("get-", "list-")


def calls_of(script, account, folder):
    """Service, command and parameters of every call that changes something."""
    folder = pathlib.Path(folder)
    tools = folder / "tools"
    if not tools.exists():
        tools.mkdir()
        (tools / "aws").write_text(AWS)
        (tools / "aws").chmod(0o755)
    notes = folder / "calls"
    notes.write_bytes(b"")
    passwords = {name: "first-Passw0rd" for name in re.findall(
        r"\$\{(IAMGEN_PASSWORD_\w+):-\}", script.read_text("utf-8"))}
    done = subprocess.run(
        ["sh", script], capture_output=True, text=True, env=passwords | {
            "PATH": f"{tools}:{os.environ['PATH']}", "ACCOUNT": account,
            "CALLS": str(notes)})
    if done.returncode != 0 or done.stderr:
        raise ValueError(f"{script}: exit {done.returncode}; {done.stderr}")
    words = notes.read_bytes().decode("utf-8").split("\0")
    at = 0
    first = True
    while words[at]:
        count = int(words[at])
        call = words[at + 1:at + 1 + count]
        at += 1 + count
        if first and call[:2] != ["sts", "get-caller-identity"]:
            raise ValueError(f"{script}: does not ask whose credentials it has")
        first = False
        if not call[1].startswith(QUESTIONS):
            yield call[0], call[1], parameters_of(call[2:])


def parameters_of(words):
    made = {}
    at = 0
    while at < len(words):
        name, equals, value = words[at].partition("=")
        if not equals and at + 1 < len(words) and (
                not words[at + 1].startswith("--")):
            at += 1
            value = words[at]
        at += 1
        if name == "--cli-input-json":
            made |= {cli_name(key): one
                     for key, one in json.loads(value).items()}
        else:
            made[name] = value
    return made


def cli_name(key):
    """`ClientIDList` is the option `--client-id-list`."""
    return "--" + re.sub(
        "(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", key).lower()


def describe(script, account, partition, folder):
    found = {kind: {} for kind in ("users", "groups", "roles", "policies",
                                   "oidc", "saml", "permissions", "resources")}
    for service, command, options in calls_of(script, account, folder):
        known = (ENTITIES if service == "iam" else RESOURCES).get(
            f"{service} {command}")
        if known is None:
            raise ValueError(f"aws {service} {command} is not expected")
        known(found, options, f"arn:{partition}:iam::{account}:")
    return found


def listed(value):
    return json.loads(value) if isinstance(value, str) else value or []


def read(text):
    return canonical.document(json.loads(text))


def identity(kind, options, front):
    name = options[f"--{kind}-name"]
    return {
        "arn": front + kind + options["--path"] + name,
        "path": options["--path"], "inline": {}, "attached": [],
        "boundary": options.get("--permissions-boundary"),
        "tags": canonical.tags(listed(options.get("--tags"))),
    }


def create_role(found, options, front):
    found["roles"][options["--role-name"]] = identity(
        "role", options, front) | {
        "trust": read(options["--assume-role-policy-document"]),
        "description": options.get("--description", ""),
        "session": options.get("--max-session-duration", 3600),
        "profiles": {},
    }


def create_user(found, options, front):
    found["users"][options["--user-name"]] = identity(
        "user", options, front) | {
        "groups": [], "console": False}


def create_group(found, options, front):
    found["groups"][options["--group-name"]] = identity(
        "group", options, front) | {
        "externals": []}


def create_policy(found, options, front):
    arn = (front + "policy" + options["--path"] + options["--policy-name"])
    found["policies"][arn] = {
        "name": options["--policy-name"], "path": options["--path"],
        "description": options["--description"],
        "document": read(options["--policy-document"]),
        "tags": canonical.tags(listed(options["--tags"])),
    }


def put_inline(kind):
    def put(found, options, _):
        owner = found[kind + "s"][options[f"--{kind}-name"]]
        owner["inline"][options["--policy-name"]] = read(
            options["--policy-document"])
    return put


def attach(kind):
    def attach_one(found, options, _):
        owner = found[kind + "s"][options[f"--{kind}-name"]]
        owner["attached"] = sorted(owner["attached"] +
                                   [options["--policy-arn"]])
    return attach_one


def create_profile(found, options, _):
    found.setdefault("profiles", {})[
        options["--instance-profile-name"]] = options["--path"]


def add_role(found, options, _):
    name = options["--instance-profile-name"]
    found["roles"][options["--role-name"]]["profiles"][name] = found[
        "profiles"].pop(name)
    if not found["profiles"]:
        del found["profiles"]


def add_user(found, options, _):
    user, group = options["--user-name"], options["--group-name"]
    if user in found["users"]:
        groups = found["users"][user]["groups"]
        groups[:] = sorted({*groups, group})
    else:
        externals = found["groups"][group]["externals"]
        externals[:] = sorted({*externals, user})


def create_login(found, options, _):
    if ("--password-reset-required" not in options or
            options["--password"] != "first-Passw0rd"):
        raise ValueError("a password of its own, or one that stays")
    found["users"][options["--user-name"]]["console"] = True


def create_oidc(found, options, front):
    host = options["--url"].removeprefix("https://")
    found["oidc"][front + "oidc-provider/" + host] = {
        "url": host,
        "clients": canonical.strings(options["--client-id-list"]),
        "thumbprints": canonical.strings(options["--thumbprint-list"]),
        "tags": canonical.tags(options["--tags"]),
    }


def create_saml(found, options, front):
    found["saml"][front + "saml-provider/" + options["--name"]] = {
        "metadata": options["--saml-metadata-document"].rstrip("\n"),
        "tags": canonical.tags(listed(options["--tags"])),
    }


def add_permission(found, options, _):
    found["permissions"][canonical.text_of({
        "FunctionName": options["--function-name"],
        "Action": options["--action"],
        "Principal": options["--principal"],
        "SourceAccount": options["--source-account"],
        "SourceArn": options["--source-arn"],
    })] = True


def put_policy(word, name, policy):
    def put(found, options, _):
        document = options[policy]
        if word == "sqs_queue":
            document = json.loads(document)["Policy"]
        called = re.split("[/:]", options[name])[-1] if word in (
            "sqs_queue", "sns_topic") else options[name]
        found["resources"][f"{word}/{called}"] = read(document)
    return put


ENTITIES = {
    "iam create-role": create_role,
    "iam create-user": create_user,
    "iam create-group": create_group,
    "iam create-policy": create_policy,
    "iam put-role-policy": put_inline("role"),
    "iam put-user-policy": put_inline("user"),
    "iam put-group-policy": put_inline("group"),
    "iam attach-role-policy": attach("role"),
    "iam attach-user-policy": attach("user"),
    "iam attach-group-policy": attach("group"),
    "iam create-instance-profile": create_profile,
    "iam add-role-to-instance-profile": add_role,
    "iam add-user-to-group": add_user,
    "iam create-login-profile": create_login,
    "iam create-open-id-connect-provider": create_oidc,
    "iam create-saml-provider": create_saml,
}

RESOURCES = {
    "lambda add-permission": add_permission,
    "s3api put-bucket-policy":
        put_policy("s3_bucket", "--bucket", "--policy"),
    "sqs set-queue-attributes":
        put_policy("sqs_queue", "--queue-url", "--attributes"),
    "sns set-topic-attributes":
        put_policy("sns_topic", "--topic-arn", "--attribute-value"),
    "secretsmanager put-resource-policy":
        put_policy("secret", "--secret-id", "--resource-policy"),
}
