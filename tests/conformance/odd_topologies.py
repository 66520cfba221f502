#!/usr/bin/env python3
"""Writes topologies whose texts are as odd as IAM lets them be.

    python3 odd_topologies.py NUMBER DIR

Makes DIR/odd-0/topology.yaml and so on, the same ones every time: names, tags,
descriptions, condition keys and values, and variables that differ between
accounts, made of what HCL, JSON and CloudFormation have escapes for.
"""

import json
import pathlib
import random
import re
import sys

PIECES = [
    "${", "$${", "$$", "$", "%{", "%%{", "%", "{", "}", "${aws:username}",
    "${*}", "%{if}", "${x}", "$${x}", "$$${x}", "\"", "\\", "\\n", "'", "`",
    "#", "//", "/*", "<<EOT", "a", "B", "7", " ", "  ", "=", ":", ",", "(", ")",
    "[", "]", "for", "null", "true", "\t", "\n", "é", "ß", "日本", "Ω", "ж", "e\u0301",
    "\U0001F600", "\u200d", "\u00a0", "\u2028", "x\ufeff", "&", "<", ">", "${!y}",
    "aws_iam_role.x.arn", "jsonencode({})", "012", "1.50", "- ", "!", "*",
]
NAME_PIECES = ["a", "Z", "9", "_", "__", "-", ".", "+", "=", ",", "@", "role",
               "for", "X0123456789", "_0123456789"]
TAG_PIECES = ["a", "Team", "9", " ", "_", ".", ":", "/", "=", "+", "-", "@", "é",
              "日本", "Ω", "ж", "for", "true", "ཀ", "한"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.taken = set()

    def text(self, pieces=tuple(PIECES), most=6):
        return "".join(self.random.choice(pieces)
                       for _ in range(self.random.randint(1, most)))

    def literal(self, **kind):
        """Braces twice are the topology's own."""
        return self.text(**kind).replace("{{", "{ {").replace("}}", "} }")

    def mixed(self, kept="aws:username}|\\*}"):
        """With variables within. IAM refuses policy variables that name nothing,
        so that those which are not `kept` are taken apart."""
        made = "".join(self.random.choice((self.literal(), "{{ODD}}-",
                                           "{{END}}-", "{{account.id}}"))
                       for _ in range(3)).replace("{{{", "{ {{").replace(
                           "}}}", "}} }")
        return re.sub(r"\$\{(?!" + kept + ")", "$ {", made)

    def name(self):
        while True:
            made = self.text(NAME_PIECES, 4)
            if made.lower() not in self.taken and made not in (".", ".."):
                self.taken.add(made.lower())
                return made

    def latin(self):
        return self.literal(pieces=[
            piece for piece in PIECES
            if all(char in "\t\n" or " " <= char <= "~" or "\u00a1" <= char <=
                   "\u00ff" for char in piece)])

    def tags(self):
        return {self.text(TAG_PIECES, 4).strip() or "t": self.text(TAG_PIECES, 5)
                for _ in range(self.random.randint(0, 4))}

    def statement(self):
        operators = ["StringEquals", "StringLike", "ArnLike",
                     "ForAnyValue:StringLike"]
        made = {
            "allow": self.random.sample(["s3:GetObject", "s3:*", "sqs:Send*"],
                                        self.random.randint(1, 3)),
            "on": ["arn:aws:s3:::" + self.mixed()
                   for _ in range(self.random.randint(1, 2))],
            "when": {
                operator: {
                    "aws:PrincipalTag/" + self.key():
                        [self.mixed() for _ in range(self.random.randint(1, 3))]
                    for _ in range(self.random.randint(1, 3))
                } for operator in self.random.sample(
                    operators, self.random.randint(1, 3))
            },
        }
        if self.random.random() < 0.5:
            made["sid"] = "Sid" + str(self.random.randint(0, 10 ** 6))
        return made

    def key(self):
        made = self.mixed() if self.random.random() < 0.2 else self.literal()
        return made.replace("${", "$ {")

    def variables(self):
        return {name: text.replace("${", "$ {") for name, text in (
            ("ODD", self.literal()),
            ("END", self.literal() + self.random.choice("$%{")))}

    def topology(self):
        policies = {self.name(): {"statements": [self.statement()],
                                  "description": self.latin(),
                                  "tags": self.tags()} for _ in range(3)}
        roles = {}
        for _ in range(4):
            roles[self.name()] = {
                "in": "all", "trusted_by": [
                    {"service": "ecs-tasks",
                     "when": {"StringEquals": {"aws:ResourceTag/odd": self.mixed()}}}],
                "description": self.latin(),
                "tags": self.tags(),
                "policies": self.random.sample(sorted(policies),
                                               self.random.randint(1, 3)),
                "inline": {self.name(): [self.statement()]},
            }
        roles[self.name()] = {
            "in": "all", "trusted_by": [{"role": key} for key in roles]}
        return {
            "iamgen": 1,
            "master": {"id": "011111111111", "variables": self.variables()},
            "children": {
                "dev": {"id": "222222222222", "variables": self.variables()},
                "prod": {"id": "333333333333", "variables": self.variables()},
            },
            "policies": policies,
            "roles": roles,
            "users": {self.name(): {"in": "all", "tags": self.tags(), "inline": {
                self.name(): [self.statement()]}}},
        }


def main(number, folder):
    for seed in range(number):
        path = pathlib.Path(folder) / f"odd-{seed}" / "topology.yaml"
        path.parent.mkdir(parents=True)
        # JSON is YAML as long as characters beyond 16 bits stand for themselves.
        text = json.dumps(Maker(seed).topology(), indent=1, ensure_ascii=False)
        for char in "\u2028\ufeff\u00a0\u200d":
            text = text.replace(char, f"\\u{ord(char):04x}")
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    main(int(sys.argv[1]), sys.argv[2])
