// Starts the editor over our endpoint; completion knows our prefixes, classes and relations, and asks nobody else.
(() => {
  "use strict";
  const place = document.getElementById("editor");
  const plain = document.getElementById("plain");
  if (!place || typeof Yasgui === "undefined") return;
  const known = JSON.parse(place.dataset.known);
  const endpoint = new URL("/sparql", location.href).href;

  const shortened = (iri) => {
    for (const [prefix, namespace] of Object.entries(known.prefixes)) {
      if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
    }
    return `<${iri}>`;
  };
  const terms = (names) => Object.keys(names).map(shortened);
  Yasgui.Yasqe.forkAutocompleter("prefixes", {
    name: "kg-prefixes",
    persistenceId: null,
    bulk: true,
    get: () => Object.entries(known.prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`).sort(),
  });
  for (const [kind, names] of [["property", known.relations], ["class", known.classes]]) {
    Yasgui.Yasqe.forkAutocompleter(kind, {
      name: `kg-${kind}`,
      persistenceId: null,
      bulk: true,
      autoShow: false,
      get: () => terms(names),
      preProcessToken: (_, token) => ({ ...token, autocompletionString: token.string }),
      postProcessSuggestion: (_, token, suggestion) => suggestion,
    });
  }
  Yasgui.Yasqe.defaults.autocompleters = ["variables", "kg-prefixes", "kg-property", "kg-class"];
  const declared = ["kg", "ent", "rdf"].map((prefix) => `PREFIX ${prefix}: <${known.prefixes[prefix]}>`).join("\n");
  Yasgui.Yasqe.defaults.value = `${declared}\n${document.getElementById("query").value}`;

  place.hidden = false;
  plain.hidden = true;
  const yasgui = new Yasgui(place, {
    persistenceId: null,
    populateFromUrl: false,
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  });
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !link.href.startsWith(known.base) || link.href.includes("#")) return;
    event.preventDefault();
    location.href = `/${link.href.slice(known.base.length)}`;
  });
  for (const button of document.querySelectorAll(".use")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      yasgui.getTab().setQuery(button.closest("details").querySelector("pre").textContent);
      place.scrollIntoView();
    });
  }
})();
