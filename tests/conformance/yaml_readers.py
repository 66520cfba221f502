#!/usr/bin/env python3
"""Asks real readers whether generated templates say the same to all of them.

    python3 yaml_readers.py DIR

Every *.yaml below DIR is read as YAML 1.1 (PyYAML) and as YAML 1.2
(ruamel.yaml); every *.json by Python's json; x.json is the twin of the x.yaml
beside it. CloudFormation's tags become the long form, `!GetAtt A.B` becomes
{"Fn::GetAtt": ["A", "B"]}. Differences in value or in type, in keys that are no
strings, in repeated keys, and plain scalars that some other reader could take
for something else are listed, one a line; then the exit status is 1. It is 2 if
there is nothing to read or no reader.

Needs: pip install pyyaml ruamel.yaml
"""

import json
import pathlib
import re
import sys

try:
    import ruamel.yaml
    import yaml
except ImportError as missing:
    print(f"{missing}; pip install pyyaml ruamel.yaml", file=sys.stderr)
    sys.exit(2)

# Text that at least one reader takes for a boolean, null, number, date or
# merge: what it must not be if it stands plain and is meant as a string.
AMBIGUOUS = re.compile(
    r"""(?ix) ( y | n | yes | no | on | off | true | false | null | ~ | = | <<
      | [-+]? \.? (inf | infinity | nan)
      | e [\d_+-]+ | [-+.]* \d [\d_.,:eExXoObB+a-fA-F-]*
      | \d{4} - \d\d? - \d\d? .* ) $""")

# What a plain scalar that is no string may look like.
CANONICAL = re.compile(r"(true|false|null|0|-?[1-9][0-9]*) $", re.X)


def call(tag, data):
    """The long form of a CloudFormation tag."""
    name = tag.lstrip("!")
    if name == "GetAtt" and isinstance(data, str):
        data = data.split(".", 1)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": data}


def constructor_of(base, scalar_node, sequence_node):
    """A multi constructor for tags, for either library."""

    def construct(self, suffix, node):
        if isinstance(node, scalar_node):
            return call(suffix, base.construct_scalar(self, node))
        if isinstance(node, sequence_node):
            return call(suffix, base.construct_sequence(self, node, deep=True))
        return call(suffix, base.construct_mapping(self, node, deep=True))

    return construct


class Yaml11Loader(yaml.SafeLoader):
    pass


Yaml11Loader.add_multi_constructor(
    "!", constructor_of(yaml.constructor.SafeConstructor, yaml.ScalarNode,
                        yaml.SequenceNode))


class Yaml12Constructor(ruamel.yaml.constructor.SafeConstructor):
    pass


Yaml12Constructor.add_multi_constructor(
    "!", constructor_of(ruamel.yaml.constructor.SafeConstructor,
                        ruamel.yaml.nodes.ScalarNode,
                        ruamel.yaml.nodes.SequenceNode))


def read_yaml_11(text):
    return yaml.load(text, Yaml11Loader)


def read_yaml_12(text):
    # The C parser behind `pure=False` is one for YAML 1.1.
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    reader.Constructor = Yaml12Constructor
    return reader.load(text)


def read_json(text):
    def unique(pairs):
        members = dict(pairs)
        if len(members) != len(pairs):
            raise ValueError("a key is repeated")
        return members

    return json.loads(text, object_pairs_hook=unique)


def differences(left, right, path="$"):
    """Where two trees differ; 1, 1.0 and True are three things."""
    if type(left) is not type(right):
        yield (f"{path}: {type(left).__name__} {left!r:.60} is "
               f"{type(right).__name__} {right!r:.60}")
    elif isinstance(left, dict):
        if list(left) != list(right):
            yield f"{path}: keys {list(left)!r:.200} are {list(right)!r:.200}"
        for key in left:
            if not isinstance(key, str):
                yield f"{path}: key {key!r} is {type(key).__name__}"
            if key in right:
                yield from differences(left[key], right[key], f"{path}.{key}")
    elif isinstance(left, list):
        if len(left) != len(right):
            yield f"{path}: {len(left)} items are {len(right)}"
        for i, (one, other) in enumerate(zip(left, right)):
            yield from differences(one, other, f"{path}[{i}]")
    elif left != right:
        yield f"{path}: {left!r:.100} is {right!r:.100}"


def plain_scalars(text):
    """Plain scalars that are not the same to every reader."""
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield f"line {event.start_mark.line + 1}: an anchor or alias"
        if not isinstance(event, yaml.ScalarEvent) or event.style is not None:
            continue
        # Behind a tag any scalar is a string, but readers of the long form
        # would still disagree, so the rule is the same.
        if not event.value or (AMBIGUOUS.match(event.value) and
                               not CANONICAL.match(event.value)):
            yield (f"line {event.start_mark.line + 1}: plain "
                   f"`{event.value:.60}` is not a string to every reader")


def layout(data):
    if data.startswith(b"\xef\xbb\xbf"):
        yield "starts with a byte order mark"
    if b"\r" in data:
        yield "has a carriage return"
    if not data.endswith(b"\n"):
        yield "has no newline at its end"


def check(path):
    """All that is wrong with one file, its twin included."""
    data = path.read_bytes()
    yield from layout(data)
    text = data.decode("utf-8")
    if path.suffix == ".json":
        read_json(text)
        return
    old, new = read_yaml_11(text), read_yaml_12(text)
    for difference in differences(old, new):
        yield f"YAML 1.1, then 1.2: {difference}"
    yield from plain_scalars(text)
    twin = path.with_suffix(".json")
    if twin.exists():
        meant = read_json(twin.read_text(encoding="utf-8"))
        for difference in differences(meant, old):
            yield f"JSON, then YAML: {difference}"


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    files = sorted(path for path in pathlib.Path(arguments[0]).rglob("*")
                   if path.suffix in (".yaml", ".json") and path.is_file())
    if not files:
        print(f"no *.yaml or *.json below {arguments[0]}", file=sys.stderr)
        return 2
    bad = 0
    for path in files:
        try:
            found = list(check(path))
        except (yaml.YAMLError, ruamel.yaml.error.YAMLError,
                ValueError) as error:
            found = [" ".join(str(error).split())]
        for line in found:
            print(f"{path}: {line}")
        bad += bool(found)
    print(f"{len(files)} files, {bad} with differences", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
