// Both statements of an edge, and where they were written.
const detail = byId("detail");
let detailOpener = null;

function statementsOf(places, otherwise) {
  if (places.length === 0) {
    return [make("p", "note", otherwise)];
  }
  return places.map((place) => {
    const block = make("pre", "", JSON.stringify(data.statements[place], null, 2));
    block.tabIndex = 0;
    block.setAttribute("role", "region");
    block.setAttribute("aria-label", "Statement");
    return block;
  });
}

function fact(list, name, value, classes) {
  if (value) {
    list.append(make("dt", "", name), make("dd", classes, value));
  }
}

function trustMissing(link) {
  if (!link.to.account) {
    return "The role is not of this topology: its trust is up to its owner.";
  }
  return "The topology has no trust for this edge (derive: false).";
}

function permissionMissing(link) {
  if (link.state === "trust") {
    return "The topology gives no permission by this edge (derive: false). " +
      "What the source's other policies allow is not looked at here.";
  }
  if (link.state === "trust-theirs") {
    return "The source is not of this topology: its permission is up to its " +
      "owner.";
  }
  if (link.state === "denied") {
    return "A statement that denies needs no permission.";
  }
  if (["arn", "role", "user", "group", "account"].includes(link.from.type)) {
    return "The trust was written as it is; what its principal's policies " +
      "allow is not looked at here.";
  }
  return "Such a source needs no permission of its own.";
}

function section(kind, title, where, statements) {
  const part = make("section", kind);
  part.append(make("h3", "", title));
  if (where) {
    part.append(make("p", "where", where));
  }
  part.append(...statements);
  return part;
}

function describe(link) {
  const facts = make("dl");
  fact(facts, "State", states[link.state].words, `state ${link.state}`);
  fact(facts, "Conditions", link.conditions.join("; "), "conditions");
  fact(facts, "Source at", link.from.line, "where");
  fact(facts, "Target at", link.to.line, "where");
  const has = (places, line) => (places.length > 0 ? line : "");
  return [
    facts,
    section("trust-part", `Trust policy of ${link.to.name}`,
      has(link.trust, link.line),
      statementsOf(link.trust, trustMissing(link))),
    section("permission-part", `Permission of ${link.from.name}`,
      has(link.permission, link.sourceLine),
      statementsOf(link.permission, permissionMissing(link))),
  ];
}

function openDetail(some, opener) {
  detailOpener = opener;
  byId("detail-title").textContent = sentenceOf(some[0]);
  byId("detail-body").replaceChildren(...some.flatMap(
    (link, i) => (i === 0 ? [] : [make("hr")]).concat(describe(link))));
  detail.hidden = false;
  detail.scrollTop = 0;
  detail.focus();
  redraw();
}

function closeDetail() {
  detail.hidden = true;
  redraw();
  detailOpener?.focus();
}

byId("close").addEventListener("click", closeDetail);
