// The picture and the visible claims as files; both are made here, nothing is sent anywhere.
function download(blob, name) {
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

const fileName = ending => `${folded(document.title).slice(0, 40) || "graph"}.${ending}`;
const measured = document.createElement("canvas").getContext("2d");

function widthOf(text, size = 13, font = ink.sans, weight = 400) {
  measured.font = `${weight} ${size}px ${font}`;
  return measured.measureText(text).width;
}

function broken(text, width, size, font) {
  const rows = [""];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = `${rows[rows.length - 1]} ${word}`.trim();
    if (rows[rows.length - 1] && widthOf(longer, size, font) > width) rows.push(word);
    else rows[rows.length - 1] = longer;
  }
  return rows.filter(Boolean);
}

const MARGIN = 24;

// Headline, standfirst, the figure with its legend and the sources: what a printed graphic needs to stand alone.
function picture() {
  const figure = figureShapes();
  const width = figure.width + 2 * MARGIN;
  const head = captionRows(width - 2 * MARGIN);
  const legend = legendShapes(width - 2 * MARGIN, head.height + 6);
  const top = legend.bottom + 10;
  const foot = broken(`${byId("outlets").textContent} ${t("generated")}`, width - 2 * MARGIN, 11, ink.sans);
  const base = top + figure.height + 26;
  const height = base + foot.length * 15 + 8;
  const moved = figure.shapes.map(shape => shifted(shape, MARGIN, top));
  const rule = stroke(linePath([[MARGIN, base - 16], [width - MARGIN, base - 16]]), ink.rule, 1);
  const sources = foot.map((row, i) => words(row, MARGIN, base + i * 15, { size: 11, colour: ink.soft }));
  return { width, height, shapes: [filled(boxPath(0, 0, width, height), ink.paper), ...head.shapes, ...legend.shapes, ...moved, rule, ...sources] };
}

const shifted = (shape, x, y) => ({ ...shape, shift: [x, y] });

function captionRows(width) {
  const shapes = [filled(boxPath(MARGIN, 16, width, 3), ink.ink)];
  let y = 40;
  const put = (text, size, font, weight, colour, more) => {
    for (const row of broken(text, width, size, font)) {
      shapes.push(words(row, MARGIN, y, { size, font, weight, colour, ...more }));
      y += size * 1.3;
    }
  };
  put(byId("kicker").textContent.toLocaleUpperCase(locale()), 11, ink.sans, 600, ink.accent);
  y += 12;
  put(document.querySelector("h1").textContent, 27, ink.serif, 600, ink.ink);
  y -= 8;
  put(byId("standfirst").textContent, 15, ink.serif, 400, ink.ink);
  put(byId("deck").textContent, 12, ink.sans, 400, ink.soft);
  return { shapes, height: y };
}

function legendShapes(width, y) {
  const kinds = [...new Set([...view.nodes].map(id => nodeById.get(id).kind))].sort();
  const items = [...kinds.map(kind => [[symbolShape(kind, 6, -4, 5)], capital(kindLabel(kind)), 18]),
    ...STATUSES.filter(status => [...view.claims].some(index => page.claims[index].status === status)).map(status =>
      page.mode === "timeline" ? [statusMark(status, 6, -4, 4.5), t(status), 18] : [statusLine(status, 0, -4, 26), t(status), 34])];
  const shapes = [];
  let x = 0;
  for (const [symbols, text, indent] of items) {
    const size = indent + widthOf(text, 12) + 18;
    if (x && x + size > width) { x = 0; y += 18; }
    shapes.push(...symbols.map(symbol => shifted(symbol, MARGIN + x, y)), words(text, MARGIN + x + indent, y, { size: 12, colour: ink.soft }));
    x += size;
  }
  return { shapes, bottom: y };
}

function svgText() {
  const { width, height, shapes } = picture();
  const drawn = shapes.map(shape => (shape.shift ? svg("g", { transform: `translate(${shape.shift.map(round2).join(" ")})` }, svgElement(shape)) : svgElement(shape)));
  const root = svg("svg", { width: Math.ceil(width), height: Math.ceil(height), viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, role: "img" }, svg("title", {}, document.title), ...drawn);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function savePicture() {
  const { width, height, shapes } = picture();
  const ratio = 2;
  const canvas = el("canvas", {});
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const ctx = canvas.getContext("2d");
  for (const shape of shapes) {
    ctx.setTransform(ratio, 0, 0, ratio, ...(shape.shift || [0, 0]).map(step => step * ratio));
    paint(ctx, [shape]);
  }
  canvas.toBlob(blob => download(blob, fileName("png")), "image/png");
}

// A cell that a spreadsheet would run as a formula gets an apostrophe in front.
const cell = value => {
  const text = String(value ?? "");
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
};

function csvText() {
  const head = ["claim", "subject", "relation", "object", "status", "evidentiality", "attribution", "quantity", "money", "time", "quote", "article", "title", "outlet", "published", "url"];
  const rows = [...view.claims].sort((a, b) => a - b).map(index => {
    const claim = page.claims[index], article = page.articles[claim.article];
    return [claim.id, endName(claim, "subject"), claim.relation, endName(claim, "object"), claim.status, claim.evidentiality, claim.attribution,
      claim.quantity, claim.money, claim.time, (claim.quotes || []).map(plainQuote).join(" … "), article.id, article.title, article.outlet, article.published, article.url];
  });
  return [head, ...rows].map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function wireExports() {
  byId("png").addEventListener("click", savePicture);
  byId("svg").addEventListener("click", () => download(new Blob([svgText()], { type: "image/svg+xml" }), fileName("svg")));
  byId("csv").addEventListener("click", () => download(new Blob(["\ufeff", csvText()], { type: "text/csv;charset=utf-8" }), fileName("csv")));
}
