// Symbols, colours and lines: each class has a colour and a shape, each status a colour and a dash pattern.
const KINDS = {
  Company: ["#0072b2", "dot"], Chip: ["#d55e00", "square"], Model: ["#009e73", "diamond"], Product: ["#56b4e9", "triangle"],
  Sanction: ["#cc79a7", "star"], Country: ["#e69f00", "hexagon"], Agency: ["#f0e442", "triangleDown"], Person: ["ink", "ring"],
};
// The same symbols as letters, for the caption of a saved picture.
const LETTERS = { dot: "●", square: "■", diamond: "◆", triangle: "▲", star: "★", hexagon: "⬢", triangleDown: "▼", ring: "○" };
const DASHES = { asserted: false, planned: [9, 6], denied: [2, 5], ended: [10, 4, 2, 4] };
const SVG = "http://www.w3.org/2000/svg";
let ink = {};

const kindLook = kind => (Object.hasOwn(KINDS, kind) ? KINDS[kind] : ["#999999", "dot"]);

// Paper is white, whatever the reader has set for the screen.
const onPaper = matchMedia("print");

function isDark() {
  if (onPaper.matches) return false;
  return state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

// The canvas cannot read CSS variables, so the colours of the theme are read once per change.
function readTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const css = getComputedStyle(document.documentElement);
  for (const name of ["paper", "sheet", "ink", "soft", "line", "rule", "planned", "denied", "ended", "focus", "serif", "sans"]) {
    ink[name] = css.getPropertyValue(`--${name}`).trim();
  }
  byId("theme").textContent = t(isDark() ? "lightTheme" : "theme");
  byId("theme").setAttribute("aria-pressed", String(isDark()));
}

const statusColour = status => (status === "asserted" ? ink.line : ink[status]);

function nodeStyle(node, dimmed) {
  const [colour, shape] = kindLook(node.kind);
  const fill = colour === "ink" ? ink.ink : colour;
  const hollow = shape === "ring";
  const selected = node.id === state.selected;
  return {
    shape: hollow ? "dot" : shape, size: node.size * (shape === "star" ? 1.15 : shape === "dot" ? 0.88 : 0.95), opacity: dimmed ? 0.16 : 1,
    borderWidth: selected ? 3 : hollow ? 2.5 : 1.2, borderWidthSelected: 3,
    color: { background: hollow ? ink.paper : fill, border: selected ? ink.ink : hollow ? fill : ink.paper },
  };
}

function edgeStyle(edge, dimmed) {
  const colour = statusColour(edge.status);
  const said = visibleClaims(edge).length || 1;
  const strong = edge.id === state.selected || emphasis.edges.has(edge.id);
  const arrow = { enabled: !isSymmetric(edge.relation), type: edge.status === "denied" ? "bar" : "arrow", scaleFactor: edge.status === "denied" ? 0.6 : 0.55 };
  return {
    color: { color: colour, opacity: dimmed ? 0.1 : edge.extra && !strong ? 0.45 : strong ? 1 : 0.72 },
    dashes: DASHES[edge.status], width: Math.min(5, 1.3 + 0.6 * Math.log2(said) + (strong ? 1 : 0)),
    arrows: { to: arrow },
    smooth: edge.curve ? { enabled: true, type: edge.curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.curve) } : false,
  };
}

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const polygon = (corners, start, inner = 1) =>
  Array.from({ length: corners }, (_, i) => {
    const angle = start + (i * 2 * Math.PI) / corners;
    const radius = inner !== 1 && i % 2 ? 6 * inner : 6;
    return `${(8 + radius * Math.cos(angle)).toFixed(1)},${(8 + radius * Math.sin(angle)).toFixed(1)}`;
  }).join(" ");

function kindSymbol(kind) {
  const [colour, shape] = kindLook(kind);
  const paint = { fill: colour === "ink" ? "none" : colour, stroke: colour === "ink" ? "currentColor" : "none", "stroke-width": 2 };
  const up = -Math.PI / 2;
  const corners = { square: polygon(4, Math.PI / 4), diamond: polygon(4, 0), triangle: polygon(3, up), triangleDown: polygon(3, -up), star: polygon(10, up, 0.45), hexagon: polygon(6, 0) };
  const figure = corners[shape] ? svg("polygon", { points: corners[shape], ...paint }) : svg("circle", { cx: 8, cy: 8, r: 5, ...paint });
  return svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, figure);
}

function statusSymbol(status) {
  const stroke = status === "asserted" ? "var(--line)" : `var(--${status})`;
  const line = { x1: 0, y1: 5, x2: 24, y2: 5, "stroke-width": 2, "stroke-dasharray": DASHES[status] ? DASHES[status].map(n => n * 0.7).join(" ") : "none" };
  const drawn = svg("line", line);
  drawn.style.stroke = stroke;
  const parts = [drawn];
  if (status === "denied") {
    parts.push(svg("line", { x1: 24, y1: 1, x2: 24, y2: 9, "stroke-width": 2 }));
    parts[1].style.stroke = stroke;
  }
  return svg("svg", { width: 26, height: 10, viewBox: "0 0 26 10", "aria-hidden": "true" }, ...parts);
}
