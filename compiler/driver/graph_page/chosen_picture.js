// A picture of a few edges: sources on the left, targets on the right, both in
// the boxes of their accounts.
const letterWidth = 8;
const pictureRow = 24;

function makeSvg(tag, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

function cut(text) {
  const letters = [...text];
  return letters.length <= 44 ? text
    : `${letters.slice(0, 22).join("")}…${letters.slice(-21).join("")}`;
}

// Draws one side into `svg`; gives where each node is, and how far it goes.
function drawSide(svg, indexes, x) {
  const groups = new Map();
  for (const index of indexes) {
    const { account, type } = nodes[index];
    const title = account ? account.alias : type;
    const key = `${account ? "account" : "type"} ${title}`;
    if (!groups.has(key)) {
      groups.set(key, { title, outside: !account?.ours, members: [] });
    }
    groups.get(key).members.push(index);
  }
  const width = 24 + letterWidth * Math.max(8, ...[...groups.values()].flatMap(
    ({ title, members }) => [[...cut(title)].length,
      ...members.map((index) => [...cut(nodes[index].name)].length + 8)]));
  const places = new Map();
  let y = 24;
  for (const { title, outside, members } of groups.values()) {
    const box = makeSvg("g", { class: outside ? "box outside" : "box" });
    const height = 34 + members.length * pictureRow;
    box.append(makeSvg("rect", { x, y, width, height, rx: 6 }),
      makeSvg("text", { class: "title", x: x + 12, y: y + 20 }, cut(title)));
    members.forEach((index, i) => {
      const middle = y + 28 + (i + 0.5) * pictureRow;
      places.set(index, middle);
      box.append(
        makeSvg("text", { class: "name", x: x + 12, y: middle + 4 },
          cut(nodes[index].name)),
        makeSvg("text", { class: "type", x: x + width - 12, y: middle + 4 },
          nodes[index].account ? nodes[index].type : ""));
    });
    svg.append(box);
    y += height + 20;
  }
  return { places, width, bottom: y };
}

function chosenPicture(shown) {
  const svg = makeSvg("svg", {});
  const left = drawSide(
    svg, matrix.sorted(new Set(shown.map((link) => link.fromIndex))), 24);
  const begin = 24 + left.width;
  const end = begin + 260;
  const right = drawSide(
    svg, matrix.sorted(new Set(shown.map((link) => link.toIndex))), end);
  const looks = { "full": "whole", "denied": "deny", "trust": "half",
    "permission": "half" };
  for (const link of shown) {
    const [from, to] = [left.places.get(link.fromIndex),
      right.places.get(link.toIndex)];
    const way = `M${begin} ${from}C${begin + 120} ${from} ${end - 130} ${to} ` +
      `${end - 10} ${to}H${end - 2}`;
    const edge = makeSvg("g", {
      "class": `edge ${looks[link.state] || "outside"}`,
      "data-link": link.index,
    });
    edge.append(
      makeSvg("title", {}, [sentenceOf(link), ...link.conditions].join("\n")),
      makeSvg("path", { class: "hit", d: way }),
      makeSvg("path", { class: "line", d: way }),
      link.state === "denied"
        ? makeSvg("path", { class: "bar", d: `M${end - 2} ${to - 6}v12` })
        : makeSvg("path", { class: "head", d: `M${end} ${to}l-8 -4v8z` }));
    svg.append(edge);
  }
  svg.setAttribute("width", end + right.width + 24);
  svg.setAttribute("height", Math.max(left.bottom, right.bottom));
  return svg;
}
