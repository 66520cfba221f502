"""Graphviz reads the pictures, and they show what `list` says of trust.

usage: graph.py IAMGEN TOPOLOGY...
"""

import json
import subprocess
import sys


def run(*command, stdin=None):
    done = subprocess.run(command, input=stdin, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def drawn(iamgen, topology):
    """What Graphviz makes of the picture: (source, type, where, target, where)."""
    code, dot, said = run(iamgen, "graph", topology, "--allow-outside")
    if code != 0:
        raise ValueError(f"graph ends with {code}: {said[:200]}")
    code, read, said = run("dot", "-Tdot_json", stdin=dot)
    if code != 0 or said:
        raise ValueError(f"dot: {said[:200]}")
    graph = json.loads(read)
    home, name, frames = {}, {}, {}
    for one in graph.get("objects", []):
        if "nodes" in one:
            frames[one["_gvid"]] = one["label"].split("\\n")[0]
            for node in one["nodes"]:
                home[node] = frames[one["_gvid"]]
        else:
            name[one["_gvid"]] = tuple(one["label"].split("\\n"))
    return {name[edge["tail"]] + (home.get(edge["tail"]),) +
            name[edge["head"]][:1] + (home.get(edge["head"]),)
            for edge in graph.get("edges", [])}


def listed(iamgen, topology):
    code, rows, said = run(iamgen, "list", topology, "trust", "--format", "json",
                            "--allow-outside")
    if code != 0:
        raise ValueError(f"list ends with {code}: {said[:200]}")
    return {(row["source"], row["type"], account, row["target"], row.get("account"))
            for row in json.loads(rows)
            for account in row["source_accounts"] or [None]}


def main():
    iamgen = sys.argv[1]
    failed = arrows = 0
    for topology in sys.argv[2:]:
        try:
            picture, rows = drawn(iamgen, topology), listed(iamgen, topology)
        except ValueError as error:
            print(f"FAIL {topology}: {error}")
            failed += 1
            continue
        arrows += len(picture)
        if picture != rows:
            failed += 1
            print(f"FAIL {topology}: drawn alone {sorted(map(str, picture - rows))[:5]}, "
                  f"listed alone {sorted(map(str, rows - picture))[:5]}")
    print(f"pictures: {arrows} arrows of {len(sys.argv) - 2} topologies, "
          f"{failed} failed")
    return failed > 0 or arrows == 0


if __name__ == "__main__":
    sys.exit(main())
