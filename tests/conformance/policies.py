#!/usr/bin/env python3
"""Asks whether templates mean what the policy documents say.

    python3 policies.py TOPOLOGY DIR

DIR is what `--target cfn --format json --target policy` wrote for TOPOLOGY.
Each template's intrinsics are resolved as CloudFormation does in the account it
is for, and every trust, inline, managed and resource document is compared with
its file below DIR/policy. Documents that stand on one side alone are named, too.
Control policies, which no template holds, are compared with the topology. Users
are in the groups that the topology says, and no template holds a password.
Differences are listed, one a line; then the exit status is 1. It is 2 if there
is nothing to compare.

This reads the topology as YAML, with what it includes, and shares no code with
the compiler.

Needs: pip install pyyaml
"""

import json
import pathlib
import re
import sys

from topology import as_list, entities, read

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

# Resources of identities: what ARNs, logical ids and the topology call them,
# and the property with the name.
KINDS = {
    "AWS::IAM::Role": ("role", "Role", "RoleName"),
    "AWS::IAM::User": ("user", "User", "UserName"),
    "AWS::IAM::Group": ("group", "Group", "GroupName"),
    "AWS::IAM::ManagedPolicy": ("policy", "Policy", "ManagedPolicyName"),
    "AWS::IAM::InstanceProfile":
        ("instance-profile", "InstanceProfile", "InstanceProfileName"),
}

# Inline policies that are resources of their own: whose, and who names it.
INLINE_POLICIES = {
    "AWS::IAM::RolePolicy": ("role", "RoleName"),
    "AWS::IAM::UserPolicy": ("user", "UserName"),
    "AWS::IAM::GroupPolicy": ("group", "GroupName"),
}

# Policies on resources, and the property with the document.
RESOURCE_POLICIES = {
    "AWS::S3::BucketPolicy": "PolicyDocument",
    "AWS::SQS::QueuePolicy": "PolicyDocument",
    "AWS::SNS::TopicPolicy": "PolicyDocument",
    "AWS::SecretsManager::ResourcePolicy": "ResourcePolicy",
}


class Unresolved(Exception):
    """A template that CloudFormation would refuse, or that this cannot read."""


def keys_of(topology, kind):
    """What the topology calls its entities of a kind of logical ids."""
    def named(section):
        return [key for key, _ in entities(topology.get(section))]

    if kind != "Role":
        return {
            "User": lambda: named("users"),
            "Group": lambda: named("groups"),
            "Policy": lambda: named("policies"),
            "Resource": lambda: named("resources"),
            # A role has one of its own name, too.
            "InstanceProfile":
                lambda: named("instance_profiles") + named("roles"),
        }[kind]()
    return (named("roles") + [
        job.get("role", "role" + key)
        for key, job in entities(topology.get("lambda_jobs"))
    ] + [
        profile.get("role", key)
        for key, profile in entities(topology.get("instance_profiles"))
    ])


def key_of(logical_id, kind, keys):
    """Which key a logical id is made of: letters and digits, words in capitals,
    a hash where something is lost."""
    for key in keys:
        words = [word for word in re.split("[^A-Za-z0-9]+", key) if word]
        plain = kind + "".join(word[:1].upper() + word[1:] for word in words)
        if re.fullmatch(re.escape(plain) + "(X[0-9A-F]{10})?", logical_id):
            return key
    raise Unresolved(f"{logical_id} is no {kind} of the topology")


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

    def __init__(self, template, pseudo, topology):
        self.resources = template["Resources"]
        self.parameters = template.get("Parameters", {})
        self.pseudo = pseudo
        self.topology = topology

    def properties(self, logical_id):
        if logical_id not in self.resources:
            raise Unresolved(f"there is no resource {logical_id}")
        return self.resources[logical_id]["Properties"]

    def key(self, logical_id):
        _, kind, _ = KINDS[self.resources[logical_id]["Type"]]
        return key_of(logical_id, kind, keys_of(self.topology, kind))

    def name(self, logical_id):
        """The IAM name; the topology's, where CloudFormation makes one up."""
        _, _, name = KINDS[self.resources[logical_id]["Type"]]
        properties = self.properties(logical_id)
        if name not in properties:
            return self.key(logical_id)
        return self.resolve(properties[name])

    def arn(self, logical_id):
        kind = self.resources.get(logical_id, {}).get("Type")
        properties = self.properties(logical_id)
        start = "arn:{}:iam::{}:".format(self.pseudo["AWS::Partition"],
                                         self.pseudo["AWS::AccountId"])
        if kind == "AWS::IAM::OIDCProvider":
            url = self.resolve(properties["Url"])
            return start + "oidc-provider/" + url.removeprefix("https://")
        if kind == "AWS::IAM::SAMLProvider":
            return (start + "saml-provider/" +
                    self.resolve(properties["Name"]))
        if kind not in KINDS:
            raise Unresolved(f"no ARN of {logical_id}, a {kind}")
        word, _, name = KINDS[kind]
        if name not in properties:
            # As documents say it that are no template.
            return f"<generated:{word.replace('-', '_')}/{self.key(logical_id)}>"
        return (start + word + self.resolve(properties.get("Path", "/")) +
                self.resolve(properties[name]))

    def ref(self, name):
        if name in self.pseudo:
            return self.pseudo[name]
        kind = self.resources.get(name, {}).get("Type")
        if kind in ("AWS::IAM::ManagedPolicy", "AWS::IAM::OIDCProvider",
                    "AWS::IAM::SAMLProvider"):
            return self.arn(name)
        if kind in KINDS:
            return self.name(name)
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
            kind = resource["Type"]
            properties = resource.get("Properties", {})
            if kind == "AWS::IAM::ManagedPolicy":
                yield (f"policies/{file_name(self.name(logical_id))}.json",
                       self.resolve(properties["PolicyDocument"]))
            elif kind in RESOURCE_POLICIES:
                key = key_of(logical_id, "Resource",
                             keys_of(self.topology, "Resource"))
                yield (f"resources/{file_name(key)}.json",
                       self.resolve(properties[RESOURCE_POLICIES[kind]]))
            elif kind in INLINE_POLICIES:
                word, owner = INLINE_POLICIES[kind]
                name = file_name(self.resolve(properties[owner]))
                inline = file_name(self.resolve(properties["PolicyName"]))
                yield (f"{word}s/{name}/inline/{inline}.json",
                       self.resolve(properties["PolicyDocument"]))
            elif kind in ("AWS::IAM::Role", "AWS::IAM::User",
                          "AWS::IAM::Group"):
                own = f"{KINDS[kind][0]}s/{file_name(self.name(logical_id))}"
                if kind == "AWS::IAM::Role":
                    yield (f"{own}/trust.json",
                           self.resolve(properties["AssumeRolePolicyDocument"]))
                for policy in properties.get("Policies", []):
                    inline = file_name(self.resolve(policy["PolicyName"]))
                    yield (f"{own}/inline/{inline}.json",
                           self.resolve(policy["PolicyDocument"]))

    def faults(self):
        """What is wrong with users, groups and passwords."""
        users = dict(entities(self.topology.get("users")))
        groups = dict(entities(self.topology.get("groups")))
        here = {
            self.key(logical_id)
            for logical_id, resource in self.resources.items()
            if resource["Type"] == "AWS::IAM::Group"
        }
        for logical_id, resource in self.resources.items():
            properties = resource.get("Properties", {})
            if resource["Type"] == "AWS::IAM::User":
                yield from self.login_faults(logical_id, properties)
                key = self.key(logical_id)
                listed = as_list(users[key].get("groups"))
                meant = {group for group in listed
                         if isinstance(group, str) and group in here}
                meant |= {group for group in here
                          if key in as_list(groups[group].get("users"))}
                meant = {self.name(self.id_of("AWS::IAM::Group", group))
                         for group in meant}
                meant |= {group["external"] for group in listed
                          if isinstance(group, dict)}
                said = self.resolve(properties.get("Groups", []))
                if len(set(said)) != len(said):
                    yield f"{logical_id}: a group stands twice"
                if not any("{{" in name for name in meant) and (
                        set(said) != meant):
                    yield (f"{logical_id}: is in {sorted(said)}, not in "
                           f"{sorted(meant)}")
            elif resource["Type"] == "AWS::IAM::UserToGroupAddition":
                self.resolve(properties["GroupName"])
                if not properties["Users"]:
                    yield f"{logical_id}: adds nobody"

    def id_of(self, kind, key):
        return next(logical_id
                    for logical_id, resource in self.resources.items()
                    if resource["Type"] == kind and
                    self.key(logical_id) == key)

    def login_faults(self, logical_id, properties):
        login = properties.get("LoginProfile")
        if login is None:
            return
        if login.get("PasswordResetRequired") is not True:
            yield f"{logical_id}: keeps its first password"
        name = login["Password"].get("Ref") if isinstance(
            login["Password"], dict) else None
        parameter = self.parameters.get(name)
        if parameter is None:
            yield f"{logical_id}: the password is no parameter"
        elif parameter.get("NoEcho") is not True or "Default" in parameter:
            yield f"{logical_id}: the password can be read"


def statement_of(written):
    """A statement as AWS has it, of one in either spelling."""
    made = {}
    for key, value in written.items():
        if key in ("allow", "deny"):
            made["Effect"] = key.capitalize()
        name = {
            "sid": "Sid", "allow": "Action", "deny": "Action",
            # YAML 1.1 takes `on` for a boolean, and `each` goes through JSON.
            True: "Resource", "true": "Resource",
            "on": "Resource", "when": "Condition",
            "principal": "Principal",
        }.get(key, key)
        if name in ("Action", "Resource"):
            if isinstance(value, dict):
                name, value = "Not" + name, value["except"]
            value = as_list(value)
        elif name == "Condition":
            value = {
                operator: {
                    test: [str(one).lower() if isinstance(one, bool) else one
                           for one in as_list(values)]
                    for test, values in tests.items()
                } for operator, tests in value.items()
            }
        made[name] = value
    return made


def control_policies(topology, folder):
    """Name below organization/ and path of a control policy; what is wrong with
    those that the topology holds in full."""
    found, names = [], set()
    organization = topology.get("organization") or {}
    for kind in ("scps", "rcps"):
        for key, policy in entities(organization.get(kind)):
            name = str(policy.get("name", key))
            if "{{" in name:
                return found, None
            names.add(f"organization/{kind}/{file_name(name)}.json")
            path = folder / f"organization/{kind}/{file_name(name)}.json"
            written = policy.get("statements", policy.get("Statement"))
            if written is None or "{{" in json.dumps(written):
                continue
            meant = [statement_of(one) for one in as_list(written)]
            said = [
                statement_of(one) for one in as_list(
                    json.loads(path.read_text("utf-8"))["Statement"])
            ] if path.exists() else None
            if meant != said:
                found.append(f"{path}: is not what the topology says")
    return found, names


def file_name(name):
    """`.` and `..` are names to IAM and none to a disk."""
    return "%2E" + name[1:] if name in (".", "..") else name


def check(topology, folder):
    """Everything that differs, and how many documents were compared."""
    found, compared = [], 0
    master = topology["master"].get("name", "master")
    # Those that stand in no template: they are for tools that ask who may what.
    not_emitted = {
        f"resources/{file_name(key)}.json"
        for key, resource in entities(topology.get("resources"))
        if not resource.get("emit")
    }
    for alias, pseudo in accounts_of(topology).items():
        path = folder / "cfn" / f"{alias}.template.json"
        meant = {}
        if path.exists():
            template = Template(json.loads(path.read_text("utf-8")), pseudo,
                                topology)
            try:
                for name, document in template.documents():
                    if name in meant:
                        found.append(f"{path}: two documents are {name}")
                    meant[name] = document
                found.extend(f"{path}: {fault}"
                             for fault in template.faults())
            except Unresolved as reason:
                found.append(f"{path}: {reason}")
                continue
        own = folder / "policy" / alias
        written = {
            file.relative_to(own).as_posix(): file
            for file in own.rglob("*.json")
        } if own.is_dir() else {}
        control = {name for name in written
                   if name.startswith("organization/")}
        if alias == master:
            faults, named = control_policies(topology, own)
            found.extend(faults)
            if named is not None and named != control:
                found.append(f"{own}: control policies {sorted(control)}, not "
                             f"{sorted(named)}")
            compared += len(control)
        elif control:
            found.append(f"{own}: is not the management account")
        for name in sorted(meant.keys() & not_emitted):
            found.append(f"{path}: {name} is not to be emitted")
        for name in sorted(meant.keys() - written.keys()):
            found.append(f"{own / name}: is in {path.name} alone")
        for name in sorted(written.keys() - meant.keys() - not_emitted -
                           control):
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
    topology = read(pathlib.Path(arguments[0]))
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
    # Templates may hold no document at all: users in groups, say. Those that do
    # have all been looked for.
    written = any((folder / "policy").rglob("*.json"))
    return 0 if compared or not templates or not written else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
