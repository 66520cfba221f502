"""What the scripts repair of what somebody has changed behind their back."""

import json

# Held against an example with users, groups, roles and policies.
OTHER = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]})
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "sts:AssumeRole",
     "Principal": {"Service": "ec2.amazonaws.com"}}]})
AWS_POLICY = "arn:aws:iam::aws:policy/AdministratorAccess"


def change_declared(iam, account):
    """Of what the topology says, all that can be changed."""
    for arn in account["policies"]:
        # The fifth version stands in the way of a sixth.
        for _ in range(4):
            iam.create_policy_version(PolicyArn=arn, PolicyDocument=OTHER,
                                      SetAsDefault=True)
    for name, role in account["roles"].items():
        iam.update_assume_role_policy(RoleName=name, PolicyDocument=TRUST)
        iam.update_role(RoleName=name, Description="Another",
                        MaxSessionDuration=7200)
        for policy in role["inline"]:
            iam.put_role_policy(RoleName=name, PolicyName=policy,
                                PolicyDocument=OTHER)
        for arn in role["attached"]:
            iam.detach_role_policy(RoleName=name, PolicyArn=arn)
    for name, group in account["groups"].items():
        iam.update_group(GroupName=name, NewPath="/elsewhere/")
        for policy in group["inline"]:
            iam.delete_group_policy(GroupName=name, PolicyName=policy)
    for name, user in account["users"].items():
        iam.update_user(UserName=name, NewPath="/elsewhere/")
        for group in user["groups"]:
            iam.remove_user_from_group(UserName=name, GroupName=group)
        for key in user["tags"]:
            iam.tag_user(UserName=name, Tags=[{"Key": key, "Value": "x"}])


def add_undeclared(iam, account):
    """What the topology does not say; how many things."""
    iam.create_role(RoleName="not-ours", AssumeRolePolicyDocument=TRUST)
    iam.create_group(GroupName="not-ours")
    count = 0
    for name in account["roles"]:
        iam.put_role_policy(RoleName=name, PolicyName="other",
                            PolicyDocument=OTHER)
        iam.attach_role_policy(RoleName=name, PolicyArn=AWS_POLICY)
        iam.tag_role(RoleName=name, Tags=[{"Key": "our key", "Value": ""}])
        count += 3
    for name in account["users"]:
        iam.put_user_policy(UserName=name, PolicyName="other",
                            PolicyDocument=OTHER)
        iam.add_user_to_group(UserName=name, GroupName="not-ours")
        count += 2
    return count


def check(case, moto, scripts, compare):
    accounts = case.prepare(moto)
    said, _ = scripts.run(case, accounts, "dash", "--dry-run")
    if not said:
        yield "--dry-run: nothing to do"
    for number, account in case.found(accounts).items():
        for kind in ("users", "groups", "roles", "policies"):
            for name in account[kind].keys() & case.model[number][kind].keys():
                yield f"--dry-run: makes {name}"
    scripts.run(case, accounts, "dash")
    for number, account in accounts.items():
        change_declared(account.client("iam"), case.model[number])
    scripts.run(case, accounts, "bash")
    for line in compare(case, case.found(accounts)):
        yield f"after changes: {line}"
    count = sum(add_undeclared(account.client("iam"), case.model[number])
                for number, account in accounts.items())
    done, notes = scripts.run(case, accounts, "dash")
    for line in done:
        yield f"without --prune: {line}"
    noted = notes.count("not declared, and left alone")
    if noted != count:
        yield f"without --prune: {noted} notes of {count}: {notes}"
    scripts.run(case, accounts, "dash", "--prune")
    found = case.found(accounts)
    for number in found:
        for kind in ("roles", "groups"):
            if found[number][kind].pop("not-ours", None) is None:
                yield f"--prune: deletes one of the {kind}"
    for line in compare(case, found):
        yield f"after --prune: {line}"
