// What the page shows, as iamgen wrote it down, and the words for it.
const data = JSON.parse(document.getElementById("data").textContent);

const nodes = data.nodes.map(([name, type, account, line]) => ({
  name,
  type,
  account: account < 0 ? null : data.accounts[account],
  line: line < 0 ? "" : data.lines[line],
}));

// By the number that the data has for which halves there are.
const statesOfHalves = ["full", "trust", "permission"];

const links = data.links.map(
  ([from, to, halves, denies, conditions, line, sourceLine, trust, permission],
   index) => ({
    index,
    from: nodes[from],
    to: nodes[to],
    fromIndex: from,
    toIndex: to,
    state: denies
      ? "denied"
      : statesOfHalves[halves] ||
        (nodes[to].account ? "trust-theirs" : "permission-theirs"),
    // That it denies is its state.
    conditions: data.conditions[conditions].slice(denies ? 1 : 0),
    line: line < 0 ? "" : data.lines[line],
    sourceLine: data.lines[sourceLine < 0 ? line : sourceLine] || "",
    trust,
    permission,
  }));

// A sign for the matrix, and words for everything else.
const states = {
  "full": { sign: "●", words: "complete" },
  "trust": { sign: "T", words: "trust only" },
  "permission": { sign: "P", words: "permission only" },
  "trust-theirs": { sign: "t", words: "trust only, the permission is theirs" },
  "permission-theirs": {
    sign: "p",
    words: "permission only, the trust is theirs",
  },
  "denied": { sign: "✕", words: "denied" },
};

function placeOf(node) {
  return node.account ? `${node.type} of ${node.account.alias}` : node.type;
}

function sentenceOf(link) {
  const verb = link.state === "denied" ? "is kept from" : "may assume";
  return `${link.from.name} (${placeOf(link.from)}) ${verb} ` +
    `${link.to.name} (${placeOf(link.to)})`;
}

// All of it that a search looks through.
function textOf(link) {
  if (link.text === undefined) {
    const ends = [link.from, link.to].map(
      (one) => `${one.name} ${one.type} ${one.line} ` +
        (one.account ? `${one.account.alias} ${one.account.id}` : ""));
    link.text = [...ends, ...link.conditions, states[link.state].words,
      link.line, link.sourceLine].join(" ").toLowerCase();
  }
  return link.text;
}

function numbered(count, noun) {
  const plural = noun.endsWith("x") ? `${noun}es` : `${noun}s`;
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;
}

// An element with classes and text, which is never read as HTML.
function make(tag, classes, text) {
  const element = document.createElement(tag);
  if (classes) {
    element.className = classes;
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

const byId = (id) => document.getElementById(id);
