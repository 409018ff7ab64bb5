// All visible claims as a table: the view for screen readers, for print and for those who like tables.
const COLUMNS = ["subject", "relation", "object", "status", "quote", "source", "date"];

function tableRow(index) {
  const claim = page.claims[index];
  const article = page.articles[claim.article];
  const quote = el("td", { class: "quote", lang: article.language || null }, (claim.quotes || []).map(plainQuote).join(" … "));
  const source = el("td", {}, webLink(article.url, article.title, article.language), article.outlet ? `, ${article.outlet}` : "");
  const facts = factsOf(claim);
  return el("tr", {}, el("th", { scope: "row" }, endButton(claim, "subject")), el("td", {}, relationLabel(claim.relation)), el("td", {}, endButton(claim, "object")),
    el("td", {}, t(claim.status), facts ? ` (${facts})` : ""), quote, source, el("td", {}, dateText(article.published)));
}

const plainQuote = pieces => pieces.map(([text]) => text).join("");

// Built only while open: thousands of rows cost more than the whole drawing.
function showTable() {
  byId("ledger").open = state.table;
  if (!state.table) {
    byId("table").replaceChildren();
    return;
  }
  const head = el("thead", {}, el("tr", {}, COLUMNS.map(name => el("th", { scope: "col" }, t(name)))));
  const rows = [...view.claims].sort((a, b) => a - b).map(tableRow);
  byId("table").replaceChildren(el("table", {}, el("caption", { class: "unseen" }, t("table")), head, el("tbody", {}, rows)));
}
