"""Topologies as YAML, with what they include: for judges of what was made of them.

Shares no code with the compiler. Needs: pip install pyyaml
"""

import json
import sys

try:
    import yaml
except ImportError as missing:
    print(f"{missing}; pip install pyyaml", file=sys.stderr)
    sys.exit(2)

# What a file may hold for the topology that includes it.
SECTIONS = ("children", "external_accounts", "policies", "roles",
            "lambda_jobs", "instance_profiles", "groups", "users",
            "oidc_providers", "saml_providers", "resources")


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


class Loader(yaml.SafeLoader):
    """YAML's anchors may be given again, which PyYAML refuses."""

    def compose_node(self, parent, index):
        event = self.peek_event()
        if not isinstance(event, yaml.AliasEvent):
            self.anchors.pop(getattr(event, "anchor", None), None)
        return super().compose_node(parent, index)


def load(path):
    return yaml.load(path.read_text("utf-8"), Loader)


def read(path):
    """A topology and what it includes; `path` is a pathlib.Path."""
    topology = load(path)
    seen = {path.resolve()}

    def join(part, folder):
        for pattern in as_list(part.get("include")):
            for file in sorted(folder.glob(pattern)):
                if file.name.startswith(".") or file.resolve() in seen:
                    continue
                seen.add(file.resolve())
                inner = load(file) or {}
                for section in SECTIONS:
                    both = dict(topology.get(section) or {})
                    both.update(inner.get(section) or {})
                    topology[section] = both
                join(inner, file.parent)

    join(topology, path.parent)
    return topology


def entities(section):
    """Key and entity, for each; `each` makes several of one."""
    for key, entity in (section or {}).items():
        if not isinstance(entity, dict) or "each" not in entity:
            yield key, entity
            continue
        for element in as_list(entity["each"]):
            quoted = json.dumps(str(element))[1:-1]
            yield (key.replace("{{each}}", str(element)),
                   json.loads(json.dumps(entity).replace("{{each}}", quoted)))
