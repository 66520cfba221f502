#!/usr/bin/env python3
"""Prints a topology whose children are too large for one stack each.

    python3 large_topology.py > topology.yaml

Roles trust each other, in chains and all one; attach policies, have profiles and
names that are made up; users are in groups.
"""

ROLES = 420
POLICIES = 300
USERS = 40


def main():
    print("# More than 500 resources in an account.")
    print("iamgen: 1")
    print('master: { id: "111111111111", variables: { STAGE: ops } }')
    print("children:")
    print('  dev: { id: "022222222222", variables: { STAGE: dev } }')
    print('  prod: { id: "333333333333", variables: { STAGE: prod } }')
    print("policies:")
    for i in range(POLICIES):
        print(f"  P{i}: {{ statements: [ {{ allow: s3:GetObject, on: "
              f'"arn:aws:s3:::bucket-{i}/{{{{STAGE}}}}/*" }} ] }}')
    print("roles:")
    for i in range(ROLES):
        trusts = ["{ service: ecs-tasks }", "{ service: ec2 }",
                  f"{{ role: R{i * 31 % max(i, 1)} }}", "{ role: R1 }",
                  f"{{ user: U{i % USERS} }}"][i % 5 if i > 5 else 0]
        made_up = ", names: generated" if i % 50 == 49 else ""
        policies = ", ".join(f"P{(i + j * 97) % POLICIES}" for j in range(2))
        inline = (f', inline: {{ pass: [ {{ allow: iam:PassRole, on: '
                  f'"{{{{role:R{i - 1}}}}}" }} ] }}' if i % 50 == 0 and i
                  else "")
        print(f"  R{i}: {{ in: children, trusted_by: [ {trusts} ], "
              f"policies: [{policies}]{inline}{made_up} }}")
    print("groups:")
    for i in range(5):
        print(f"  G{i}: {{ in: children, policies: [P{i}] }}")
    print("users:")
    for i in range(USERS):
        print(f"  U{i}: {{ in: children, groups: [G{i % 5}] }}")


if __name__ == "__main__":
    main()
