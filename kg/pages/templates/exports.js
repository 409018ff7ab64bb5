// The picture and the visible claims as files; both are made here, nothing is sent anywhere.
function download(blob, name) {
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

const fileName = ending => `${folded(document.title).slice(0, 40) || "graph"}.${ending}`;

function savePicture() {
  const drawn = byId("graph").querySelector("canvas");
  const ratio = drawn.width / drawn.clientWidth;
  const picture = el("canvas", {});
  picture.width = drawn.width;
  picture.height = drawn.height + 140 * ratio;
  const ctx = picture.getContext("2d");
  ctx.fillStyle = ink.paper;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.drawImage(drawn, 0, 62 * ratio);
  ctx.scale(ratio, ratio);
  captionPicture(ctx, picture.height / ratio);
  picture.toBlob(blob => download(blob, fileName("png")), "image/png");
}

function captionPicture(ctx, height) {
  ctx.fillStyle = ink.ink;
  ctx.font = `600 24px ${ink.serif}`;
  ctx.fillText(document.querySelector("h1").textContent, 16, 34);
  ctx.fillStyle = ink.soft;
  ctx.font = `13px ${ink.sans}`;
  ctx.fillText(byId("deck").textContent, 16, 54);
  captionClasses(ctx, height - 56);
  let x = 16;
  for (const status of STATUSES) {
    ctx.strokeStyle = statusColour(status);
    ctx.lineWidth = 2;
    ctx.setLineDash(DASHES[status] || []);
    ctx.beginPath();
    ctx.moveTo(x, height - 34);
    ctx.lineTo(x + 36, height - 34);
    ctx.stroke();
    ctx.fillText(t(status), x + 42, height - 30);
    x += 60 + ctx.measureText(t(status)).width;
  }
  ctx.fillText(t("generated"), 16, height - 10);
}

function captionClasses(ctx, y) {
  const shown = new Set([...view.nodes].map(id => nodeById.get(id).kind));
  let x = 16;
  for (const kind of [...Object.keys(KINDS), ...shown].filter((name, i, all) => shown.has(name) && all.indexOf(name) === i)) {
    const [colour, shape] = kindLook(kind);
    ctx.fillStyle = colour === "ink" ? ink.ink : colour;
    ctx.fillText(LETTERS[shape], x, y);
    ctx.fillStyle = ink.soft;
    ctx.fillText(capital(kindLabel(kind)), x + 17, y);
    x += 36 + ctx.measureText(capital(kindLabel(kind))).width;
  }
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
    return [claim.id, nodeById.get(claim.subject).name, claim.relation, nodeById.get(claim.object).name, claim.status, claim.evidentiality, claim.attribution,
      claim.quantity, claim.money, claim.time, (claim.quotes || []).map(plainQuote).join(" … "), article.id, article.title, article.outlet, article.published, article.url];
  });
  return [head, ...rows].map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function wireExports() {
  byId("png").addEventListener("click", savePicture);
  byId("csv").addEventListener("click", () => download(new Blob(["\ufeff", csvText()], { type: "text/csv;charset=utf-8" }), fileName("csv")));
}
