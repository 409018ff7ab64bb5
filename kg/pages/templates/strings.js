// Words of the interface. Labels of classes and relations come from the ontology, with the data.
const STRINGS = {
  en: {
    manyArticles: "{n} articles", oneArticle: "1 article",
    searchCut: "Searched over the lines that are drawn; the command “kg path” searches all.",
    controls: "Search and filters",
    since: "Articles from", lanesBy: "Rows by", kickerGraph: "Chips, companies, sanctions", kickerAround: "Neighbourhood, {hops}", kickerOverview: "Chips, companies, sanctions: overview", kickerPath: "Who depends on whom", kickerTimeline: "Along time",
    groupOf: "{kind} · {of} ({n} more)", groupAny: "{kind} ({n} more)", andMore: "and {n} more", sample: "{shown} of {total} claims are cited here, the best of each line.",
    deckOverview: "{nodes} nodes and the {claims} claims between them", prunedOverview: "{shown} of {total} entities by name, ranked by number of neighbours; the others are folded into {groups} groups.",
    prunedLines: "Lines shown: {lines} of {allLines}, those with the most claims of each status.", prunedStory: "Shown: {shown} of {total} claims, changes of status and denials first.",
    mapSays: "{names} have the most links.", aroundSays: "{name} is linked to {n} others here; among its surroundings {names} have the most links.", mapDenied: " Claims denied: {denied}; only planned: {planned}.",
    pathSays: "{from} reaches {to} through {via}.", pathDirect: "{from} depends on {to} directly.", pathOthers: "Other ways on this page: {n}.",
    storySays: "Statements about {name}: {rows}", storyChanges: "; changes of status: {n}", storyDenied: "; denials: {n}", storyLast: " The latest: {what} ({date}).", changes: "Changes of status", undatedLane: "no date", moreRows: "Show {n} more rows",
    history: "What was said of it, by date", leadStory: "One row for each statement, one mark for each time it was told. Select a mark to read the sentence.", 
    keysStory: "Arrow keys move between marks · Enter reads · / search · Esc clear", timeline: "Timeline",
    language: "Language", theme: "Dark", lightTheme: "Light", search: "Search a name", from: "From", to: "To", find: "Find paths",
    alsoPlanned: "also planned", anyLink: "any link", relations: "Relations", sources: "Sources", reset: "Reset", graph: "Graph",
    classes: "Classes", status: "Status", zoomIn: "Zoom in", zoomOut: "Zoom out", zoomFit: "Show all",
    nothing: "Nothing to show with the filters as set.", until: "Articles until", evidence: "Evidence", table: "All claims as a table",
    keys: "Arrow keys move between nodes · E next line · Enter expand · + − 0 zoom · / search · Esc clear",
    asserted: "asserted", planned: "planned", denied: "denied", ended: "ended",
    deck: "{nodes} entities, {claims} claims from {articles}", dates: ", {first} to {last}",
    pruned: "Shown: {shown} of {total} entities, ranked by number of claims.", prunedNear: "Shown: {shown} of {total} entities, the nearest with the most claims.",
    undated: "{n} undated, always shown", lead: "Select a node or a line to read the sentences behind it.",
    leadPath: "Every hop with the sentences it rests on. Select a node or a line for more.", mostNamed: "Most named", denials: "Denials",
    expand: "Expand: {n} more neighbours", collapse: "Collapse", pathFrom: "Path from here", pathTo: "Path to here", alsoCalled: "also {names}",
    madeBy: "of {name}", claims: "{n} claims", oneClaim: "1 claim", more: "Show {n} more", pathTitle: "{from} to {to}", path: "Path {n}", hops: "{n} hops", oneHop: "1 hop", weakest: "Weakest link",
    noPath: "No path with the filters as set.", noPathHint: "Denied and ended claims never carry a path. Tick “also planned” or “any link” to widen the search.",
    samePlace: "Give two different names.", unknown: "No entity here is called “{name}”.", filtered: "“{name}” is hidden by the filters.",
    also: "Also said between the two", saidBy: "said by {name}", all: "All", none: "None", subject: "Subject", relation: "Relation", object: "Object",
    quote: "Quote", source: "Source", date: "Date", noQuote: "No quote is kept for this claim.", generated: "Every line cites its sentence; a denied claim is never counted as a fact.",
    Narrator: "the article itself", NamedSource: "named source", PartyStatement: "statement of a party", OfficialDocument: "official document",
    AnonymousSources: "unnamed sources", Analyst: "analyst", OtherMedia: "other media", purpose: "for {purpose}", training: "training", inference: "inference", selected: "{name}, {kind}, {n} claims",
  },
  pt: {
    manyArticles: "{n} artigos", oneArticle: "1 artigo",
    searchCut: "Busca feita nas linhas desenhadas; o comando “kg path” busca em todas.",
    controls: "Busca e filtros",
    since: "Artigos desde", lanesBy: "Linhas por", kickerGraph: "Chips, empresas, sanções", kickerAround: "Vizinhança, {hops}", kickerOverview: "Chips, empresas, sanções: visão geral", kickerPath: "Quem depende de quem", kickerTimeline: "Ao longo do tempo",
    groupOf: "{kind} · {of} (mais {n})", groupAny: "{kind} (mais {n})", andMore: "e mais {n}", sample: "{shown} de {total} afirmações citadas aqui, a melhor de cada linha.",
    deckOverview: "{nodes} nós e as {claims} afirmações entre eles", prunedOverview: "{shown} de {total} entidades pelo nome, as de mais vizinhos; as outras reunidas em {groups} grupos.",
    prunedLines: "Linhas mostradas: {lines} de {allLines}, as de mais afirmações em cada situação.", prunedStory: "Mostradas {shown} de {total} afirmações, mudanças de situação e negações primeiro.",
    mapSays: "{names} têm mais ligações.", aroundSays: "{name} liga-se aqui a outros {n}; à sua volta, {names} têm mais ligações.", mapDenied: " Afirmações negadas: {denied}; apenas planejadas: {planned}.",
    pathSays: "{from} chega a {to} por {via}.", pathDirect: "{from} depende diretamente de {to}.", pathOthers: "Outros caminhos nesta página: {n}.",
    storySays: "Enunciados sobre {name}: {rows}", storyChanges: "; mudanças de situação: {n}", storyDenied: "; negações: {n}", storyLast: " O último: {what} ({date}).", changes: "Mudanças de situação", undatedLane: "sem data", moreRows: "Mostrar mais {n} linhas",
    history: "O que se disse, por data", leadStory: "Uma linha para cada enunciado, uma marca para cada vez que foi contado. Selecione uma marca para ler a frase.", 
    keysStory: "Setas movem entre marcas · Enter lê · / busca · Esc limpa", timeline: "Linha do tempo",
    language: "Idioma", theme: "Escuro", lightTheme: "Claro", search: "Buscar um nome", from: "De", to: "Para", find: "Achar caminhos",
    alsoPlanned: "com planejados", anyLink: "qualquer ligação", relations: "Relações", sources: "Fontes", reset: "Limpar", graph: "Grafo",
    classes: "Classes", status: "Situação", zoomIn: "Aproximar", zoomOut: "Afastar", zoomFit: "Mostrar tudo",
    nothing: "Nada a mostrar com estes filtros.", until: "Artigos até", evidence: "Evidências", table: "Todas as afirmações em tabela",
    keys: "Setas movem entre nós · E próxima linha · Enter expande · + − 0 zoom · / busca · Esc limpa",
    asserted: "afirmado", planned: "planejado", denied: "negado", ended: "encerrado",
    deck: "{nodes} entidades, {claims} afirmações de {articles}", dates: ", de {first} a {last}",
    pruned: "Mostradas {shown} de {total} entidades, pelo número de afirmações.", prunedNear: "Mostradas {shown} de {total} entidades, as mais próximas com mais afirmações.",
    undated: "{n} sem data, sempre visíveis", lead: "Selecione um nó ou uma linha para ler as frases em que se apoia.",
    leadPath: "Cada passo com as frases em que se apoia. Selecione um nó ou uma linha para ver mais.", mostNamed: "Mais citados", denials: "Negações",
    expand: "Expandir: mais {n} vizinhos", collapse: "Recolher", pathFrom: "Caminho daqui", pathTo: "Caminho até aqui", alsoCalled: "também {names}",
    madeBy: "de {name}", claims: "{n} afirmações", oneClaim: "1 afirmação", more: "Mostrar mais {n}", pathTitle: "De {from} a {to}", path: "Caminho {n}", hops: "{n} passos", oneHop: "1 passo", weakest: "Elo mais fraco",
    noPath: "Nenhum caminho com estes filtros.", noPathHint: "O que foi negado ou encerrado nunca sustenta um caminho. Marque “com planejados” ou “qualquer ligação” para ampliar a busca.",
    samePlace: "Indique dois nomes diferentes.", unknown: "Nenhuma entidade aqui se chama “{name}”.", filtered: "“{name}” está oculta pelos filtros.",
    also: "Também dito entre os dois", saidBy: "segundo {name}", all: "Todas", none: "Nenhuma", subject: "Sujeito", relation: "Relação", object: "Objeto",
    quote: "Citação", source: "Fonte", date: "Data", noQuote: "Não há citação guardada para esta afirmação.", generated: "Cada linha cita a sua frase; o que foi negado nunca conta como fato.",
    Narrator: "o próprio artigo", NamedSource: "fonte identificada", PartyStatement: "declaração de uma parte", OfficialDocument: "documento oficial",
    AnonymousSources: "fontes anônimas", Analyst: "analista", OtherMedia: "outro veículo", purpose: "para {purpose}", training: "treinamento", inference: "inferência", selected: "{name}, {kind}, {n} afirmações",
  },
  es: {
    manyArticles: "{n} artículos", oneArticle: "1 artículo",
    searchCut: "Búsqueda hecha en las líneas dibujadas; el comando “kg path” busca en todas.",
    controls: "Búsqueda y filtros",
    since: "Artículos desde", lanesBy: "Filas por", kickerGraph: "Chips, empresas, sanciones", kickerAround: "Vecindad, {hops}", kickerOverview: "Chips, empresas, sanciones: panorama", kickerPath: "Quién depende de quién", kickerTimeline: "A lo largo del tiempo",
    groupOf: "{kind} · {of} ({n} más)", groupAny: "{kind} ({n} más)", andMore: "y {n} más", sample: "Aquí se citan {shown} de {total} afirmaciones, la mejor de cada línea.",
    deckOverview: "{nodes} nodos y las {claims} afirmaciones entre ellos", prunedOverview: "{shown} de {total} entidades por su nombre, las de más vecinos; las demás reunidas en {groups} grupos.",
    prunedLines: "Líneas mostradas: {lines} de {allLines}, las de más afirmaciones en cada situación.", prunedStory: "Se muestran {shown} de {total} afirmaciones, primero cambios de situación y desmentidos.",
    mapSays: "{names} tienen más enlaces.", aroundSays: "{name} se enlaza aquí con otros {n}; en su entorno, {names} tienen más enlaces.", mapDenied: " Afirmaciones desmentidas: {denied}; solo previstas: {planned}.",
    pathSays: "{from} llega a {to} por {via}.", pathDirect: "{from} depende directamente de {to}.", pathOthers: "Otros caminos en esta página: {n}.",
    storySays: "Enunciados sobre {name}: {rows}", storyChanges: "; cambios de situación: {n}", storyDenied: "; desmentidos: {n}", storyLast: " El último: {what} ({date}).", changes: "Cambios de situación", undatedLane: "sin fecha", moreRows: "Mostrar {n} filas más",
    history: "Lo que se dijo, por fecha", leadStory: "Una fila por enunciado, una marca por cada vez que se contó. Elija una marca para leer la frase.", 
    keysStory: "Flechas: ir de marca en marca · Intro lee · / buscar · Esc limpiar", timeline: "Cronología",
    language: "Idioma", theme: "Oscuro", lightTheme: "Claro", search: "Buscar un nombre", from: "De", to: "A", find: "Buscar caminos",
    alsoPlanned: "con previstos", anyLink: "cualquier enlace", relations: "Relaciones", sources: "Fuentes", reset: "Limpiar", graph: "Grafo",
    classes: "Clases", status: "Situación", zoomIn: "Acercar", zoomOut: "Alejar", zoomFit: "Mostrar todo",
    nothing: "Nada que mostrar con estos filtros.", until: "Artículos hasta", evidence: "Evidencias", table: "Todas las afirmaciones en tabla",
    keys: "Flechas: ir de nodo a nodo · E siguiente línea · Intro expandir · + − 0 zoom · / buscar · Esc limpiar",
    asserted: "afirmado", planned: "previsto", denied: "negado", ended: "terminado",
    deck: "{nodes} entidades, {claims} afirmaciones de {articles}", dates: ", de {first} a {last}",
    pruned: "Se muestran {shown} de {total} entidades, por número de afirmaciones.", prunedNear: "Se muestran {shown} de {total} entidades, las más cercanas con más afirmaciones.",
    undated: "{n} sin fecha, siempre visibles", lead: "Elija un nodo o una línea para leer las frases en que se apoya.",
    leadPath: "Cada paso con las frases en que se apoya. Elija un nodo o una línea para ver más.", mostNamed: "Más citados", denials: "Desmentidos",
    expand: "Ampliar: {n} vecinos más", collapse: "Recoger", pathFrom: "Camino desde aquí", pathTo: "Camino hasta aquí", alsoCalled: "también {names}",
    madeBy: "de {name}", claims: "{n} afirmaciones", oneClaim: "1 afirmación", more: "Mostrar {n} más", pathTitle: "De {from} a {to}", path: "Camino {n}", hops: "{n} pasos", oneHop: "1 paso", weakest: "Eslabón más débil",
    noPath: "Ningún camino con estos filtros.", noPathHint: "Lo negado o terminado nunca sostiene un camino. Marque “con previstos” o “cualquier enlace” para ampliar la búsqueda.",
    samePlace: "Indique dos nombres distintos.", unknown: "Aquí ninguna entidad se llama “{name}”.", filtered: "“{name}” está oculta por los filtros.",
    also: "También dicho entre ambos", saidBy: "según {name}", all: "Todas", none: "Ninguna", subject: "Sujeto", relation: "Relación", object: "Objeto",
    quote: "Cita", source: "Fuente", date: "Fecha", noQuote: "No se guarda cita de esta afirmación.", generated: "Cada línea cita su frase; lo negado nunca cuenta como hecho.",
    Narrator: "el propio artículo", NamedSource: "fuente identificada", PartyStatement: "declaración de una parte", OfficialDocument: "documento oficial",
    AnonymousSources: "fuentes anónimas", Analyst: "analista", OtherMedia: "otro medio", purpose: "para {purpose}", training: "entrenamiento", inference: "inferencia", selected: "{name}, {kind}, {n} afirmaciones",
  },
};

const knownLanguage = wanted => {
  const code = String(wanted || "").slice(0, 2).toLowerCase();
  return Object.hasOwn(STRINGS, code) ? code : null;
};

function t(key, values = {}) {
  const words = STRINGS[state.language];
  const text = Object.hasOwn(words, key) ? words[key] : key;
  return text.replace(/\{(\w+)\}/g, (hole, name) => (Object.hasOwn(values, name) ? String(values[name]) : hole));
}

const countOfClaims = n => (n === 1 ? t("oneClaim") : t("claims", { n: number(n) }));
const countOfArticles = n => (n === 1 ? t("oneArticle") : t("manyArticles", { n: number(n) }));
const countOfHops = n => (n === 1 ? t("oneHop") : t("hops", { n: number(n) }));
const locale = () => (knownLanguage(navigator.language) === state.language ? navigator.language : state.language);
const number = n => new Intl.NumberFormat(locale()).format(n);
const capital = text => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);

// Dates have day, month or year precision, and are shown with no more than that.
function dateText(iso) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso || "");
  if (!parts) return iso || "";
  const shape = { year: "numeric", timeZone: "UTC" };
  if (parts[2]) shape.month = "short";
  if (parts[3]) shape.day = "numeric";
  return new Intl.DateTimeFormat(locale(), shape).format(Date.UTC(parts[1], (parts[2] || 1) - 1, parts[3] || 1));
}

function translatePage() {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const element of document.querySelectorAll("[data-t-hint]")) element.placeholder = t(element.dataset.tHint);
}
