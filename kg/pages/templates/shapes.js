// A picture as a list of strokes and words: the same list becomes an SVG file or is painted on a canvas.
const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const stroke = (d, colour, width, more = {}) => ({ d, stroke: colour, width, ...more });
const filled = (d, colour, more = {}) => ({ d, fill: colour, ...more });
const words = (text, x, y, more = {}) => ({ text, x, y, size: 13, anchor: "start", colour: ink.ink, font: ink.sans, weight: 400, ...more });
const round2 = value => Math.round(value * 100) / 100;
const circlePath = (x, y, r) => `M${round2(x - r)} ${round2(y)}a${round2(r)} ${round2(r)} 0 1 0 ${round2(2 * r)} 0a${round2(r)} ${round2(r)} 0 1 0 ${round2(-2 * r)} 0Z`;
const boxPath = (x, y, w, h) => `M${round2(x)} ${round2(y)}h${round2(w)}v${round2(h)}h${round2(-w)}Z`;
const linePath = points => points.map(([x, y], i) => `${i ? "L" : "M"}${round2(x)} ${round2(y)}`).join("");

function cornersPath(x, y, r, corners, start, inner = 1) {
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = start + (i * 2 * Math.PI) / corners;
    const radius = i % 2 ? r * inner : r;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
  return `${linePath(points)}Z`;
}

function symbolPath(shape, x, y, r) {
  const up = -Math.PI / 2;
  const drawn = {
    square: () => cornersPath(x, y, r * 1.15, 4, Math.PI / 4), diamond: () => cornersPath(x, y, r * 1.1, 4, 0), triangle: () => cornersPath(x, y, r * 1.1, 3, up),
    triangleDown: () => cornersPath(x, y, r * 1.1, 3, -up), star: () => cornersPath(x, y, r * 1.2, 10, up, 0.45), hexagon: () => cornersPath(x, y, r, 6, 0),
  };
  return Object.hasOwn(drawn, shape) ? drawn[shape]() : circlePath(x, y, r);
}

function symbolShape(kind, x, y, r) {
  const { colour, shape } = kindLook(kind);
  return shape === "ring" ? { d: circlePath(x, y, r), fill: ink.paper, stroke: colour, width: 2 } : filled(symbolPath(shape, x, y, r), colour, { stroke: ink.paper, width: 1 });
}

function statusLine(status, x, y, length, colour = statusColour(status)) {
  const parts = [stroke(linePath([[x, y], [x + length, y]]), colour, 1.8, { dash: DASHES[status] || null })];
  if (status === "denied") parts.push(stroke(linePath([[x + length, y - 4], [x + length, y + 4]]), colour, 1.8));
  return parts;
}

// The mark of a claim on a time axis: filled, open, crossed or half, so that no colour is needed.
function statusMark(status, x, y, r, colour = status === "asserted" ? ink.ink : ink[status]) {
  if (status === "asserted") return [filled(circlePath(x, y, r), colour, { stroke: ink.paper, width: 1 })];
  if (status === "planned") return [{ d: circlePath(x, y, r - 0.5), fill: ink.paper, stroke: colour, width: 2 }];
  if (status === "ended") return [{ d: boxPath(x - r + 1, y - r + 1, 2 * r - 2, 2 * r - 2), fill: ink.paper, stroke: colour, width: 2 }, filled(boxPath(x - r + 1, y, 2 * r - 2, r - 1), colour)];
  return [stroke(linePath([[x - r, y - r], [x + r, y + r]]), colour, 2.4), stroke(linePath([[x - r, y + r], [x + r, y - r]]), colour, 2.4)];
}

function svgElement(shape) {
  if (shape.text === undefined) {
    return svg("path", { d: shape.d, fill: shape.fill || "none", stroke: shape.stroke, "stroke-width": shape.stroke ? shape.width : null, "stroke-dasharray": shape.dash ? shape.dash.join(" ") : null, opacity: shape.opacity, "stroke-linejoin": "round" });
  }
  const halo = shape.halo ? { stroke: ink.paper, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" } : {};
  return svg("text", { x: round2(shape.x), y: round2(shape.y), fill: shape.colour, "font-family": shape.font, "font-size": shape.size, "font-weight": shape.weight === 400 ? null : shape.weight,
    "font-style": shape.italic ? "italic" : null, "text-anchor": shape.anchor === "start" ? null : shape.anchor, opacity: shape.opacity, ...halo }, shape.text);
}

function paint(ctx, shapes) {
  for (const shape of shapes) {
    ctx.globalAlpha = shape.opacity ?? 1;
    if (shape.text === undefined) paintStroke(ctx, shape);
    else paintWords(ctx, shape);
  }
}

function paintStroke(ctx, shape) {
  const path = new Path2D(shape.d);
  ctx.setLineDash(shape.dash || []);
  ctx.lineJoin = "round";
  if (shape.fill) { ctx.fillStyle = shape.fill; ctx.fill(path); }
  if (shape.stroke) { ctx.strokeStyle = shape.stroke; ctx.lineWidth = shape.width; ctx.stroke(path); }
}

function paintWords(ctx, shape) {
  ctx.font = `${shape.italic ? "italic " : ""}${shape.weight} ${shape.size}px ${shape.font}`;
  ctx.textAlign = shape.anchor === "middle" ? "center" : shape.anchor;
  ctx.textBaseline = "alphabetic";
  ctx.setLineDash([]);
  if (shape.halo) { ctx.strokeStyle = ink.paper; ctx.lineWidth = 3.5; ctx.strokeText(shape.text, shape.x, shape.y); }
  ctx.fillStyle = shape.colour;
  ctx.fillText(shape.text, shape.x, shape.y);
}

// Small drawings in the page itself: legend and lists.
const icon = (width, height, shapes) => svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...shapes.map(svgElement));
const kindSymbol = kind => icon(16, 16, [symbolShape(kind, 8, 8, 5.5)]);
const statusSymbol = status => (page.mode === "timeline" ? icon(16, 12, statusMark(status, 8, 6, 4.5)) : icon(28, 10, statusLine(status, 0, 5, 26)));
