"""One form for what accounts hold, so that two descriptions can be compared.

A description is a map from account ids to accounts; an account is a map of
kinds ("roles", "users", "groups", "policies", "oidc", "saml", "permissions",
"resources"), each a map from names or ARNs to what is known. `of_details` makes
one of `iamgen check --dump details` or of AWS's own answer.

What means the same becomes the same: the order of statements, of actions and of
all other lists in a document, and a list of one and the one. Nothing else does:
a Sid, the case of an action and the form of a principal are compared as they
are.
"""

import json
import re


def as_list(value):
    return value if isinstance(value, list) else [value]


def text_of(value):
    """Sorted text, which is the same for equal values only: 1 is not True."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def strings(value):
    return sorted(set(as_list(value)))


def statement(written):
    made = dict(written)
    for key in ("Action", "NotAction", "Resource", "NotResource"):
        if key in made:
            made[key] = strings(made[key])
    for key in ("Principal", "NotPrincipal"):
        if isinstance(made.get(key), dict):
            made[key] = {kind: strings(values)
                         for kind, values in made[key].items()}
    if "Condition" in made:
        made["Condition"] = {
            operator: {key: strings(values) for key, values in tests.items()}
            for operator, tests in made["Condition"].items()
        }
    return made


def document(written):
    made = dict(written)
    made["Statement"] = sorted(
        (statement(one) for one in as_list(written["Statement"])),
        key=text_of)
    return made


def tags(listed):
    return {tag["Key"]: tag["Value"] for tag in listed or []}


def identity(detail, policies):
    return {
        "arn": detail["Arn"],
        "path": detail["Path"],
        "inline": {one["PolicyName"]: document(one["PolicyDocument"])
                   for one in detail.get(policies) or []},
        "attached": sorted(one["PolicyArn"]
                           for one in detail["AttachedManagedPolicies"]),
        "boundary": (detail.get("PermissionsBoundary") or {}).get(
            "PermissionsBoundaryArn"),
        "tags": tags(detail.get("Tags")),
    }


def of_details(details):
    return {account: of_account(one) for account, one in details.items()}


def of_account(one):
    users = {}
    for user in one["UserDetailList"]:
        users[user["UserName"]] = identity(user, "UserPolicyList") | {
            "groups": sorted(set(user.get("GroupList") or [])),
            "console": user.get("Console", False),
        }
    groups = {}
    for group in one["GroupDetailList"]:
        groups[group["GroupName"]] = identity(group, "GroupPolicyList") | {
            "externals": strings(group.get("ExternalUsers", [])),
        }
    roles = {}
    for role in one["RoleDetailList"]:
        roles[role["RoleName"]] = identity(role, "RolePolicyList") | {
            "trust": document(role["AssumeRolePolicyDocument"]),
            "description": role.get("Description") or "",
            "session": role.get("MaxSessionDuration", 3600),
            "profiles": {
                profile["InstanceProfileName"]: profile["Path"]
                for profile in role.get("InstanceProfileList") or []
            },
        }
    policies = {}
    for policy in one["Policies"]:
        default = next(version for version in policy["PolicyVersionList"]
                       if version["IsDefaultVersion"])
        policies[policy["Arn"]] = {
            "name": policy["PolicyName"],
            "path": policy["Path"],
            "description": policy.get("Description") or "",
            "document": document(default["Document"]),
            "tags": tags(policy.get("Tags")),
        }
    return {
        "users": users, "groups": groups, "roles": roles, "policies": policies,
        "oidc": {
            provider["Arn"]: {
                # IAM answers without the scheme.
                "url": provider["Url"].removeprefix("https://"),
                "clients": strings(provider["ClientIDList"]),
                "thumbprints": strings(provider["ThumbprintList"]),
                "tags": tags(provider.get("Tags")),
            } for provider in one.get("OidcProviders", [])
        },
        "saml": {
            provider["Arn"]: {
                "metadata": provider["SAMLMetadataDocument"].rstrip("\n"),
                "tags": tags(provider.get("Tags")),
            } for provider in one.get("SamlProviders", [])
        },
        "permissions": {
            text_of(permission): True
            for permission in one.get("LambdaPermissions", [])
        },
        # By what the calls of their services take.
        "resources": {
            f"{resource['Type']}/{resource['Name']}":
                document(resource["Policy"])
            for resource in one.get("ResourcePolicies", [])
            if resource["Emit"]
        },
    }


GENERATED = re.compile(r"<generated:(\w+)/([^>]*)>")


def generated_in(description):
    """Kind and key of every name in a description that is to be made up."""
    return set(GENERATED.findall(json.dumps(description)))


def renamed(model, found):
    """What was found, with generated names as the model has them."""
    result = {}
    for number, account in found.items():
        text = json.dumps(account)
        for kind, key in sorted(generated_in(model[number])):
            text = with_placeholder(text, account, kind, key)
        result[number] = json.loads(text)
    # Sorted again by the names they have now.
    for account in result.values():
        sort_documents(account)
        for kind in ("users", "groups", "roles"):
            for one in account[kind].values():
                one["attached"].sort()
                if "groups" in one:
                    one["groups"].sort()
    return result


def with_placeholder(text, account, kind, key):
    names = {
        "policy": {one["name"] for one in account["policies"].values()},
        "instance_profile": {name for role in account["roles"].values()
                             for name in role["profiles"]},
    }.get(kind) or set(account.get(kind + "s", ()))
    # By the scripts, topology-key-hash; by CloudFormation,
    # stack-KindKey-random; by Terraform, where there is no prefix, the key.
    key_in_name = re.sub("[^A-Za-z0-9]", ".", key)
    made = re.compile(
        f"{key_in_name}|(.*-)?(role|user|group|policy|instanceprofile)?"
        f"{key_in_name}-[0-9A-Z]{{10,13}}", re.IGNORECASE)
    fitting = [name for name in names if made.fullmatch(name)]
    if len(fitting) != 1:
        return text
    placeholder = f"<generated:{kind}/{key}>"
    name = re.escape(fitting[0])
    if kind == "instance_profile":
        # Its role may be called the same.
        return re.sub(rf'("profiles": {{)"{name}"', rf'\1"{placeholder}"',
                      text)
    text = re.sub(rf'"arn:[^:"]*:iam::\d*:{kind}/([^"]*/)?{name}"',
                  f'"{placeholder}"', text)
    if kind == "policy":
        return text.replace(f'"name": "{fitting[0]}"',
                            f'"name": "{placeholder}"')
    # As a name of a role, or in a list of groups.
    return re.sub(rf'(?<!"profiles": {{)"{name}"', f'"{placeholder}"', text)


def sort_documents(value):
    """Documents whose names have changed."""
    if isinstance(value, dict):
        for key, inner in list(value.items()):
            if isinstance(inner, dict) and "Statement" in inner:
                value[key] = document(inner)
            else:
                sort_documents(inner)


def differences(meant, said, where=""):
    """Lines that name each difference, deepest first found."""
    if isinstance(meant, dict) and isinstance(said, dict):
        for key in sorted(meant.keys() | said.keys()):
            place = f"{where}/{key}" if where else str(key)
            if key not in said:
                yield f"{place}: missing; {shortened(meant[key])}"
            elif key not in meant:
                yield f"{place}: not in the model; {shortened(said[key])}"
            else:
                yield from differences(meant[key], said[key], place)
    elif text_of(meant) != text_of(said):
        left, right = text_of(meant), text_of(said)
        at = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b),
                  min(len(left), len(right)))
        begin = max(at - 40, 0)
        yield (f"{where}:\n    model: ...{left[begin:at + 80]}\n"
               f"    found: ...{right[begin:at + 80]}")


def shortened(value):
    text = text_of(value)
    return text if len(text) <= 120 else text[:117] + "..."
