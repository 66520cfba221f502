// The picture: the whole one where iamgen drew it, else one of what is chosen.
const mostDrawn = 150;

const picture = {
  canvas: byId("canvas"),
  whole: byId("canvas").querySelector("svg") !== null,
  shown: [],
  active: -1,

  show(shown) {
    this.shown = shown;
    this.active = -1;
    byId("arrow").textContent = "";
    if (this.whole) {
      this.sift();
    } else {
      this.paint();
    }
  },

  sift() {
    const wanted = new Set(this.shown.map((link) => link.index));
    const ends = new Set(
      this.shown.flatMap((link) => [link.fromIndex, link.toIndex]));
    for (const edge of this.canvas.querySelectorAll(".edge")) {
      edge.classList.toggle("filtered", !wanted.has(Number(edge.dataset.link)));
    }
    for (const node of this.canvas.querySelectorAll(".node")) {
      node.classList.toggle("filtered", !ends.has(Number(node.dataset.node)));
    }
    byId("picture-note").textContent =
      `${numbered(wanted.size, "edge")} of ${links.length.toLocaleString("en")} ` +
      "are drawn; the others are left out. Numbers are conditions, which an " +
      "edge that is chosen shows.";
  },

  paint() {
    if (this.shown.length > mostDrawn || this.shown.length === 0) {
      byId("picture-note").textContent = this.shown.length === 0
        ? "No edge is as asked for."
        : `${numbered(this.shown.length, "edge")} are too many for a picture, ` +
          "so nothing is drawn: search, or choose an account, until at most " +
          `${mostDrawn} are left.`;
      this.canvas.replaceChildren();
      return;
    }
    byId("picture-note").textContent =
      `${numbered(this.shown.length, "edge")} of ` +
      `${links.length.toLocaleString("en")} are drawn: sources on the left, ` +
      "what they may assume on the right.";
    this.canvas.replaceChildren(chosenPicture(this.shown));
  },

  mark(place) {
    if (this.shown.length === 0) {
      return;
    }
    const count = this.shown.length;
    this.active = (place + count) % count;
    const link = this.shown[this.active];
    for (const edge of this.canvas.querySelectorAll(".edge.active")) {
      edge.classList.remove("active");
    }
    const edge = this.canvas.querySelector(`.edge[data-link="${link.index}"]`);
    if (edge) {
      edge.classList.add("active");
      edge.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    byId("arrow").textContent = [sentenceOf(link), ...link.conditions].join("; ");
  },

  key(event) {
    if (event.key === "ArrowRight" || event.key === "ArrowDown") {
      this.mark(this.active + 1);
    } else if (event.key === "ArrowLeft" || event.key === "ArrowUp") {
      this.mark(this.active < 0 ? -1 : this.active - 1);
    } else if (event.key === "Enter" && this.active >= 0) {
      openDetail([this.shown[this.active]], this.canvas);
    } else {
      return;
    }
    event.preventDefault();
  },
};

picture.canvas.addEventListener("keydown", (event) => picture.key(event));
picture.canvas.addEventListener("click", (event) => {
  const edge = event.target.closest(".edge");
  if (edge) {
    const link = links[Number(edge.dataset.link)];
    picture.mark(picture.shown.indexOf(link));
    openDetail([link], picture.canvas);
  }
});
