"""Graphviz and an XML parser read the pictures, and they show what `list` says of
trust. In the SVG no text stands on another.

usage: graph.py IAMGEN TOPOLOGY...
"""

import json
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree


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


SVG = "{http://www.w3.org/2000/svg}"


def painted(iamgen, topology):
    """The same of the SVG, of what an arrow's title says."""
    code, text, said = run(iamgen, "graph", topology, "--allow-outside",
                           "--format", "svg")
    if code != 0:
        raise ValueError(f"graph ends with {code}: {said[:200]}")
    picture = ElementTree.fromstring(text)
    overlapping(picture)
    edges = set()
    for edge in picture.iter(SVG + "g"):
        if edge.get("class", "").split()[0] == "edge":
            edges.add(edge.find(SVG + "title").text.split("\n")[0])
    for box in picture.iter(SVG + "g"):
        if box.get("class") == "alike":
            edges = {edge.replace(f" of {box.get('data-name')})", f" of {alias})")
                     for edge in edges
                     for alias in box.get("data-accounts").split(", ")}
    return edges


def overlapping(picture):
    """Fails if a text covers another, or leaves the picture."""
    places = []
    for text in picture.iter(SVG + "text"):
        small = "mark" in text.get("class")
        width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
                    for c in text.text or "") * (6 if small else 7.83)
        height = 9 if small else 12
        x, y = float(text.get("x")), float(text.get("y"))
        if small:
            x -= width / 2
        elif text.get("class") == "type":
            x -= width
        places.append((y - height, y, x, x + width, text.text))
        if not (0 <= x and x + width <= float(picture.get("width")) and
                0 <= y - height and y <= float(picture.get("height"))):
            raise ValueError(f"`{text.text}` leaves the picture")
    places.sort()
    for i, (top, bottom, left, right, text) in enumerate(places):
        for other in places[i + 1:]:
            if other[0] >= bottom:
                break
            if other[2] < right and left < other[3]:
                raise ValueError(f"`{text}` and `{other[4]}` overlap")


def sentence(source, kind, home, target, account, denies):
    """How the SVG says a row of the list."""
    end = lambda name, kind, where: \
        f"{name} ({kind}{' of ' + where if where else ''})"
    return (end(source, kind, home) +
            (" is kept from " if denies else " may assume ") +
            end(target, "role" if account else "arn", account))


def listed(iamgen, topology):
    code, rows, said = run(iamgen, "list", topology, "trust", "--format", "json",
                            "--allow-outside")
    if code != 0:
        raise ValueError(f"list ends with {code}: {said[:200]}")
    return {(row["source"], row["type"], account, row["target"], row.get("account"),
             "deny" in row["conditions"])
            for row in json.loads(rows)
            for account in row["source_accounts"] or [None]}


def main():
    iamgen = sys.argv[1]
    failed = arrows = 0
    for topology in sys.argv[2:]:
        try:
            picture, rows = drawn(iamgen, topology), listed(iamgen, topology)
            svg = painted(iamgen, topology)
        except (ValueError, ElementTree.ParseError) as error:
            print(f"FAIL {topology}: {error}")
            failed += 1
            continue
        arrows += len(picture)
        sentences = {sentence(*row) for row in rows}
        rows = {row[:-1] for row in rows}
        if svg != sentences:
            failed += 1
            print(f"FAIL {topology}: painted alone {sorted(svg - sentences)[:5]}, "
                  f"listed alone {sorted(sentences - svg)[:5]}")
        if picture != rows:
            failed += 1
            print(f"FAIL {topology}: drawn alone {sorted(map(str, picture - rows))[:5]}, "
                  f"listed alone {sorted(map(str, rows - picture))[:5]}")
    print(f"pictures: {arrows} arrows of {len(sys.argv) - 2} topologies, "
          f"{failed} failed")
    return failed > 0 or arrows == 0


if __name__ == "__main__":
    sys.exit(main())
