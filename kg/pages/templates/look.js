// Symbols, colours and lines: each class has a colour and a shape, each status a colour and a dash pattern.
// Light and dark tones that stay apart for colour-blind readers, and a shape of its own for each class.
const KINDS = {
  Company: ["#33518f", "#a3b6f2", "dot"], Chip: ["#cf6a4e", "#e8836a", "square"], Model: ["#207f73", "#5fcfb6", "diamond"], Product: ["#6a93c8", "#4f97c9", "triangle"],
  Sanction: ["#96264f", "#b8527f", "star"], Country: ["#b98312", "#f4cb7c", "hexagon"], Agency: ["#5d561a", "#8a8330", "triangleDown"], Person: ["#1d1d1b", "#ecebe6", "ring"],
};
const DASHES = { asserted: false, planned: [9, 6], denied: [2, 5], ended: [10, 4, 2, 4] };
let ink = {};

function kindLook(kind) {
  const [light, dark, shape] = Object.hasOwn(KINDS, kind) ? KINDS[kind] : ["#8a8780", "#a3a098", "dot"];
  return { colour: ink.isDark ? dark : light, shape };
}

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
  for (const name of ["paper", "sheet", "ink", "soft", "line", "rule", "planned", "denied", "ended", "focus", "accent", "serif", "sans"]) {
    ink[name] = css.getPropertyValue(`--${name}`).trim();
  }
  ink.isDark = isDark();
  byId("theme").textContent = t(isDark() ? "lightTheme" : "theme");
  byId("theme").setAttribute("aria-pressed", String(isDark()));
}

const statusColour = status => (status === "asserted" ? ink.line : ink[status]);

let boost = 1;

function nodeStyle(node, dimmed) {
  const { colour, shape } = kindLook(node.kind);
  const hollow = shape === "ring" || node.group;
  const selected = node.id === state.selected || (node.id === page.focus && !state.selected);
  return {
    shape: shape === "ring" ? "dot" : shape, size: boost * node.size * (shape === "star" ? 1.15 : shape === "dot" ? 0.88 : 0.95), opacity: dimmed ? 0.16 : 1,
    borderWidth: selected ? 3 : hollow ? 2.2 : 1.2, borderWidthSelected: 3,
    color: { background: hollow ? ink.paper : colour, border: selected ? ink.ink : hollow ? colour : ink.paper },
  };
}

// Many lines are drawn thin and pale, so that nodes and names stay in front of them.
const crowd = () => Math.min(1, Math.max(0, Math.round((view.edges.size - 150) / 120) / 10));

function edgeStyle(edge, dimmed) {
  const colour = statusColour(edge.status);
  const said = saidOn(edge) || 1;
  const strong = edge.id === state.selected || emphasis.edges.has(edge.id);
  const packed = crowd();
  const pale = (edge.status === "asserted" ? 0.62 : 0.8) * (1 - 0.62 * packed);
  const width = Math.min(5, 1.2 + 0.6 * Math.log2(said)) * (1 - 0.5 * packed);
  const arrow = { enabled: !isSymmetric(edge.relation) && (strong || packed < 0.8), type: edge.status === "denied" ? "bar" : "arrow", scaleFactor: edge.status === "denied" ? 0.6 : 0.5 };
  return {
    color: { color: colour, opacity: dimmed ? 0.07 : edge.extra && !strong ? 0.45 : strong ? 1 : pale },
    dashes: DASHES[edge.status], width: boost * (strong ? Math.max(width, 1.4) + 0.8 : width),
    arrows: { to: arrow },
    smooth: bend(edge) ? { enabled: true, type: bend(edge) > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend(edge)) } : false,
  };
}

// On a path page every line between two nodes has its own curve; on a map those of one status share one.
const sharedBends = new Map();
function bend(edge) {
  if (page.mode === "path") return edge.curve;
  if (!sharedBends.size) shareBends();
  return sharedBends.get(edge.id);
}

function shareBends() {
  const pairs = new Map();
  for (const edge of edges) {
    const [low, high] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
    const key = JSON.stringify([low, high]);
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(edge);
  }
  for (const bundle of pairs.values()) {
    const found = [...STATUSES.slice(1), "asserted"].filter(status => bundle.some(edge => edge.status === status));
    for (const edge of bundle) {
      const slot = found.indexOf(edge.status);
      const side = Math.ceil(slot / 2) * (slot % 2 ? 1 : -1) * (edge.from < edge.to ? 1 : -1);
      sharedBends.set(edge.id, 0.14 * side || 0);
    }
  }
}
