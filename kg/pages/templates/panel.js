// The evidence panel. Every text of the news is set as text, never as markup.
const MOST = 30;
const FEW = 6;

function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ""));
  return element;
}

function webLink(url, text, lang) {
  const words = lang ? { lang } : {};
  let given = null;
  try {
    given = url ? new URL(url) : null;
  } catch (broken) {
    if (!(broken instanceof TypeError)) throw broken;
  }
  if (!given || !["http:", "https:"].includes(given.protocol)) return el("span", words, text);
  return el("a", { ...words, href: given.href, target: "_blank", rel: "noopener noreferrer" }, text);
}

const nodeButton = (id, name) => el("button", { type: "button", class: "plain", "data-node": id, onclick: () => select(id, true) }, name || nodeById.get(id).name);
// An entity that is folded into a group keeps its own name where it is quoted.
const endName = (claim, end) => claim[`${end}Name`] || nodeById.get(claim[end]).name;
const endButton = (claim, end) => nodeButton(claim[end], endName(claim, end));
const statusWord = status => el("span", { class: "word", "data-status": status }, statusSymbol(status), t(status));

function claimSentence(claim) {
  const relation = el("button", { type: "button", class: "plain", onclick: () => select(claim.edge, true) }, el("em", {}, relationLabel(claim.relation)));
  return el("p", { class: "says" }, endButton(claim, "subject"), " ", relation, " ", endButton(claim, "object"), " ", statusWord(claim.status));
}

function quoteOf(pieces, language) {
  const parts = pieces.map(([text, role]) => (role ? el("mark", { class: role }, text) : text));
  return el("blockquote", language ? { lang: language } : {}, "“", parts, "”");
}

function factsOf(claim) {
  const purpose = claim.purpose && t("purpose", { purpose: t(claim.purpose) });
  const voice = [claim.attribution && t("saidBy", { name: claim.attribution }), claim.evidentiality !== "Narrator" && t(claim.evidentiality)].filter(Boolean).join(", ");
  return [voice, claim.quantity, claim.money, claim.time, purpose, claim.role].filter(Boolean).join(" · ");
}

function sourceOf(article) {
  const rest = [article.outlet, dateText(article.published)].filter(Boolean).join(", ");
  return el("p", { class: "source" }, webLink(article.url, article.title, article.language), rest ? ` — ${rest}` : "");
}

function claimCard(index) {
  const claim = page.claims[index];
  const article = page.articles[claim.article];
  const quotes = (claim.quotes || []).map(pieces => quoteOf(pieces, article.language));
  const facts = factsOf(claim);
  return el("article", { class: "claim", "data-claim": claim.id, "data-status": claim.status }, claimSentence(claim),
    quotes.length ? quotes : el("p", { class: "facts" }, t("noQuote")), facts ? el("p", { class: "facts" }, facts) : null, sourceOf(article));
}

// Long lists open in steps, so that a much named entity does not freeze the page.
function claimList(indexes, from = 0) {
  const cards = indexes.slice(from, from + MOST).map(claimCard);
  const left = indexes.length - from - MOST;
  if (left <= 0) return cards;
  const more = el("button", { type: "button", onclick: () => more.replaceWith(...claimList(indexes, from + MOST)) }, t("more", { n: left }));
  return [...cards, more];
}

const byDate = (a, b) => {
  const published = index => page.articles[page.claims[index].article].published || "";
  return published(b) < published(a) ? -1 : published(b) > published(a) ? 1 : a - b;
};

// Lexicons know dozens of ways to say "owner of TikTok"; the first few tell enough.
function aliasLine(aliases) {
  const line = el("p", { class: "facts" }, t("alsoCalled", { names: aliases.slice(0, FEW).join(", ") }));
  const rest = aliases.slice(FEW);
  const more = el("button", { type: "button", class: "plain", onclick: () => more.replaceWith(rest.join(", ")) }, t("more", { n: rest.length }));
  if (rest.length) line.append(", ", more);
  return line;
}

function nodeHead(node) {
  const owner = node.owner ? ` ${t("madeBy", { name: node.owner })}` : "";
  const aliases = node.aliases.length ? aliasLine(node.aliases) : null;
  const links = node.wikidata.map(item => webLink(`https://www.wikidata.org/wiki/${item}`, `Wikidata ${item}`));
  const known = links.length ? el("p", { class: "facts" }, links) : null;
  return [el("h2", {}, node.name), el("p", { class: "what" }, kindSymbol(node.kind), capital(kindLabel(node.kind)) + owner), aliases, known];
}

function nodeActs(node) {
  const hidden = hiddenNeighbours(node.id);
  const acts = [
    hidden ? el("button", { type: "button", id: "expand", onclick: () => expand(node.id) }, t("expand", { n: hidden })) : null,
    state.expanded.has(node.id) ? el("button", { type: "button", id: "collapse", onclick: () => collapse(node.id) }, t("collapse")) : null,
    el("button", { type: "button", onclick: () => takeEnd("from", node) }, t("pathFrom")),
    el("button", { type: "button", onclick: () => takeEnd("to", node) }, t("pathTo")),
  ];
  return el("p", { class: "acts" }, node.group || page.mode === "timeline" ? null : acts);
}

function groupPanel(node) {
  const rows = node.group.members.map(([name, count]) => el("li", {}, kindSymbol(node.kind), el("span", {}, name), el("span", { class: "count" }, countOfClaims(count))));
  const rest = node.group.size - node.group.members.length;
  return [el("ol", { class: "list" }, rows), rest > 0 ? el("p", { class: "facts" }, t("andMore", { n: number(rest) })) : null];
}

function nodePanel(node) {
  const relations = new Map();
  for (const edge of edgesAt.get(node.id).filter(edge => view.edges.has(edge.id))) {
    if (!relations.has(edge.relation)) relations.set(edge.relation, []);
    relations.get(edge.relation).push(...visibleClaims(edge));
  }
  const head = node.group ? [...nodeHead(node), ...groupPanel(node)] : [...nodeHead(node), nodeActs(node)];
  const sections = [...relations].sort(([a], [b]) => relationLabel(a).localeCompare(relationLabel(b), state.language));
  return [...head, sampleNote(edgesAt.get(node.id)), ...sections.flatMap(([relation, indexes]) => [el("h3", {}, relationLabel(relation)), ...claimList(indexes.sort(byDate))])];
}

// An overview of a large graph cites the best claim of each line and says how many there are.
function sampleNote(lines) {
  const seen = lines.filter(edge => view.edges.has(edge.id));
  const shown = seen.reduce((sum, edge) => sum + visibleClaims(edge).length, 0), total = seen.reduce((sum, edge) => sum + saidOn(edge), 0);
  return total > shown ? el("p", { class: "facts", id: "sample" }, t("sample", { shown: number(shown), total: number(total) })) : null;
}

function edgePanel(edge) {
  const opposite = edgesAt.get(edge.from).filter(other => other !== edge && otherEnd(other, edge.from) === otherEnd(edge, edge.from) && view.edges.has(other.id));
  const others = opposite.flatMap(visibleClaims).sort(byDate);
  const also = others.length ? [el("p", { class: "also" }, t("also")), ...claimList(others)] : [];
  const title = el("h2", {}, nodeById.get(edge.from).name, isSymmetric(edge.relation) ? " ↔ " : " → ", nodeById.get(edge.to).name);
  return [title, el("p", { class: "what" }, relationLabel(edge.relation), statusWord(edge.status)), sampleNote([edge]), ...claimList(visibleClaims(edge).sort(byDate)), ...also];
}

function restPanel() {
  const head = el("h2", { class: "unseen" }, t("evidence"));
  if (page.paths.length) return [head, el("p", { class: "lead" }, t("leadPath")), ...pathSections(page.paths)];
  if (page.mode === "timeline") return [head, ...storyPanel()];
  const top = nodes.filter(node => view.nodes.has(node.id) && !node.group).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, 8);
  const rows = top.map(node => el("li", {}, kindSymbol(node.kind), nodeButton(node.id), el("span", { class: "count" }, countOfClaims(node.count))));
  return [head, el("p", { class: "lead" }, t("lead")), el("h3", {}, t("mostNamed")), el("ol", { class: "list" }, rows), ...denials()];
}

function denials() {
  const denied = edges.filter(edge => edge.status === "denied" && view.edges.has(edge.id)).slice(0, 6);
  const words = edge => `${nodeById.get(edge.from).name} ${relationLabel(edge.relation)} ${nodeById.get(edge.to).name}`;
  const row = edge => el("li", {}, statusSymbol("denied"), el("button", { type: "button", class: "plain", onclick: () => select(edge.id, true) }, words(edge)));
  return denied.length ? [el("h3", {}, t("denials")), el("ol", { class: "list" }, denied.map(row))] : [];
}

function pathSections(paths) {
  return paths.flatMap((hops, index) => {
    const stops = [hops[0].from, ...hops.map(hop => hop.to)];
    const route = stops.flatMap((id, i) => (i ? [arrow(hops[i - 1]), nodeButton(id)] : [nodeButton(id)]).flat());
    return [el("h3", {}, t("path", { n: index + 1 })), el("p", { class: "route" }, route), el("p", { class: "steps" }, countOfHops(hops.length)), weakestLink(hops), ...hops.map(hopSection)];
  });
}

// A hop that nothing asserts says so where the path is named, not only beside its claims.
function arrow(hop) {
  const status = page.claims[hop.claims[0]].status;
  return status === "asserted" ? [" → "] : [" → ", statusWord(status), " "];
}

function weakestLink(hops) {
  const weakest = hops.reduce((worst, hop) => (hopCost(hop) > hopCost(worst) ? hop : worst));
  const best = page.claims[weakest.claims[0]];
  const ends = `${nodeById.get(weakest.from).name} → ${nodeById.get(weakest.to).name}`;
  return el("p", { class: "steps weakest" }, `${t("weakest")}: ${ends} `, statusWord(best.status), ` ${number(best.confidence)}`);
}

// A hop shows its grounds first; whatever else was said between the two, denials included, stands below.
function hopSection(hop) {
  const between = edgesAt.get(hop.from).filter(edge => otherEnd(edge, hop.from) === hop.to && view.edges.has(edge.id)).flatMap(visibleClaims);
  const others = between.filter(index => !hop.claims.includes(index)).sort(byDate);
  const also = others.length ? [el("p", { class: "also" }, t("also")), ...claimList(others)] : [];
  return el("section", { class: "hop", "data-from": hop.from, "data-to": hop.to }, ...claimList(hop.claims), ...also);
}

// A search over a page that draws only some lines finds less than the command does.
const cutLines = () => (page.allLines > page.lines ? el("p", { class: "facts", id: "cut" }, t("searchCut")) : null);

function foundPanel() {
  const { from, to } = state.path;
  const title = el("h2", {}, t("pathTitle", { from: nodeById.get(from).name, to: nodeById.get(to).name }));
  const found = foundPaths();
  if (found.length) return [title, cutLines(), ...pathSections(found)];
  return [title, el("p", { class: "lead", id: "no-path" }, t(from === to ? "samePlace" : "noPath")), el("p", { class: "facts" }, t("noPathHint")), cutLines()];
}

function showPanel() {
  const panel = byId("panel");
  let content;
  if (page.mode === "timeline" && claimById.has(state.selected)) content = markPanel(claimById.get(state.selected));
  else if (nodeById.has(state.selected)) content = nodePanel(nodeById.get(state.selected));
  else if (edgeById.has(state.selected)) content = edgePanel(edgeById.get(state.selected));
  else content = state.path ? foundPanel() : restPanel();
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
}
