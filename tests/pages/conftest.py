"""A graph made by hand of some forty entities, and a Chromium that is offline."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import KnowledgeGraph
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Evidentiality,
    Label,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
)
from kg.ontology.vocabulary import Vocabulary, load_vocabulary
from kg.pages import write_graph_page

ENTITIES = """
Company: ByteDance=dona do TikTok=owner of TikTok, Huawei, Nvidia, SMIC, TSMC, Samsung Electronics=Samsung, SK Hynix, ASML, DeepSeek,
  Alibaba, Tencent, Baidu, OpenAI, Microsoft, AMD, Sophgo, Broadcom, Cambricon, Micron, xAI, Rapidus, IBM
Chip: Ascend 910B=910B, Ascend 910C, H20, H800, H100, A100, RTX Pro 6000D, SeedChip, HBM3E memory, Kunlun P800, MI308
Model: Doubao, DeepSeek V3, DeepSeek R1, new ByteDance model, Grok 3
Product: TikTok, Mate 60 Pro, EUV lithography machines=EUV scanners, Azure, CUDA
Sanction: October 2022 chip rule, Entity List, H20 licence requirement, Dutch export licence, gallium export controls
Country: China, United States=US=Estados Unidos, Netherlands, South Korea, Japan
Agency: US Department of Commerce=Commerce Department, Cyberspace Administration of China=CAC
Person: Michael Hughes, Jensen Huang
"""  # noqa: E501

ARTICLES = {
    "a1": ("pt", "Dona do TikTok aposta em chip chinês", "Diário do Silício", "2024-09-30", "https://news.example/a1"),
    "a2": ("en", "Chinese chips, American rules", "The Fab Letter", "2023-10-18", "https://news.example/a2"),
    "a3": ("en", "What the licence on the H20 means", "The Fab Letter", "2025-04-16", "https://news.example/a3"),
    "a4": ("pt", "Vendas do H20 são retomadas", "Diário do Silício", "2025-07", None),
    "a5": ("en", "A memory shortage in the making", "Wafer Weekly", "2025-02-11", "https://news.example/a5"),
    "a6": ("en", "Beijing tells firms to stop buying", "Wafer Weekly", "2025-09-17", "https://news.example/a6"),
    "a7": ("en", "Who makes whose chips", "Foundry Notes", None, None),
}

# article | subject | relation | object | status | quote with [subject words] and {object words} | quantity
CLAIMS = """
a1|ByteDance|owns|TikTok|asserted|A [ByteDance], dona do {TikTok}, não comenta compras.
a1|ByteDance|orders|Ascend 910B|asserted|A [ByteDance] pediu mais de 100 mil {Ascend 910B} só neste ano.|mais de 100 mil
a1|ByteDance|receives|Ascend 910B|asserted|Até julho a [ByteDance] tinha recebido menos de 30 mil {unidades}.|menos de 30 mil
a1|ByteDance|suppliedBy|Huawei|asserted|A [empresa] compra da {Huawei} o que a Nvidia não pode vender.
a1|Huawei|develops|Ascend 910B|asserted|O {Ascend 910B}, da [Huawei], é o mais pedido do país.
a1|ByteDance|uses|Ascend 910B|asserted|O {910B} já serve à [companhia] para inferência.
a1|ByteDance|develops|new ByteDance model|planned|A [ByteDance] planeja um {novo modelo} para o próximo ano.
a1|new ByteDance model|trainedOn|Ascend 910B|planned|O [modelo] seria treinado sobretudo com o {910B}, dizem três pessoas.
a1|new ByteDance model|trainedOn|Ascend 910B|denied|"Não há [modelo] novo com o {chip}", disse o porta-voz Michael Hughes.
a1|Michael Hughes|worksFor|ByteDance|asserted|[Michael Hughes], porta-voz da {ByteDance}, negou o plano.
a1|new ByteDance model|lessPowerfulThan|Doubao|planned|O [novo modelo] ficaria aquém do {Doubao}.
a1|ByteDance|develops|Doubao|asserted|O {Doubao} é o modelo mais usado da [ByteDance].
a1|Ascend 910B|lessPowerfulThan|H100|asserted|O [910B] rende menos que o {H100}.
a1|ByteDance|uses|H20|asserted|A [ByteDance] treina hoje com o {H20}.
a1|ByteDance|basedIn|China|asserted|A [ByteDance], gigante {chinesa}, gasta bilhões com chips.
a1|ByteDance|suppliedBy|Microsoft|asserted|A [ByteDance] também aluga servidores da {Microsoft}.
a1|Microsoft|develops|Azure|asserted|O {Azure}, da [Microsoft], entra na conta.
a2|October 2022 chip rule|imposedBy|US Department of Commerce|asserted|The {Commerce Department} published the [rule] in October 2022.
a2|US Department of Commerce|partOf|United States|asserted|The [department] speaks for {Washington}.
a2|October 2022 chip rule|targets|China|asserted|The [rule] keeps fast processors out of {China}.
a2|October 2022 chip rule|restricts|A100|asserted|Under the [rule] the {A100} needs a licence.
a2|October 2022 chip rule|restricts|H100|asserted|So does its successor, the {H100}, under the same [rule].
a2|October 2022 chip rule|restricts|H800|asserted|A year later the [rule] was widened to the {H800}.
a2|October 2022 chip rule|affects|Nvidia|asserted|{Nvidia} must ask for licences under the [rule].
a2|October 2022 chip rule|affects|AMD|asserted|{AMD} is caught by the [rule] too.
a2|H800|variantOf|H100|asserted|The [H800] is a slower {H100}.
a2|H100|successorOf|A100|asserted|The [H100] follows the {A100}.
a2|H800|designedFor|China|asserted|The [H800] was made for {Chinese} buyers.
a2|Nvidia|develops|H100|asserted|[Nvidia] designs the {H100} in California.
a2|Nvidia|develops|H800|asserted|[Nvidia] answered with the {H800}.
a2|Nvidia|develops|A100|asserted|[Nvidia] sold the {A100} by the pallet.
a2|Nvidia|develops|CUDA|asserted|Rivals lack {CUDA}, the software of [Nvidia].
a2|Nvidia|basedIn|United States|asserted|[Nvidia] is a {US} firm through and through.
a2|Entity List|imposedBy|US Department of Commerce|asserted|The [list] is kept by the {department}.
a2|Entity List|targets|Huawei|asserted|{Huawei} has been on the [list] since 2019.
a2|Entity List|targets|SMIC|asserted|{SMIC} joined the [list] in 2020.
a2|Huawei|basedIn|China|asserted|[Huawei], of {Shenzhen}, builds phones and chips.
a2|SMIC|basedIn|China|asserted|[SMIC] is {China}'s largest foundry.
a2|Huawei|develops|Mate 60 Pro|asserted|[Huawei] surprised buyers with the {Mate 60 Pro}.
a2|Huawei|suppliedBy|TSMC|ended|{TSMC} stopped taking orders from [Huawei] in 2020.
a2|Huawei|suppliedBy|SMIC|asserted|[Huawei] turned to {SMIC} instead.
a2|DeepSeek V3|trainedOn|H800|asserted|[DeepSeek V3] was trained on 2,048 {H800} cards.|2,048
a2|DeepSeek|develops|DeepSeek V3|asserted|{DeepSeek V3} comes from the lab [DeepSeek].
a2|DeepSeek|develops|DeepSeek R1|asserted|[DeepSeek] then released {R1}.
a2|DeepSeek R1|variantOf|DeepSeek V3|asserted|[R1] was tuned from {V3}.
a3|H20 licence requirement|imposedBy|United States|asserted|{Washington} told the firm in April that a [licence] was needed.
a3|H20 licence requirement|restricts|H20|asserted|Without the [licence] no {H20} leaves for China.
a3|H20 licence requirement|restricts|MI308|asserted|The {MI308} falls under the same [demand].
a3|H20 licence requirement|affects|Nvidia|asserted|The [demand] costs {Nvidia} billions.|5.5 billion
a3|AMD|develops|MI308|asserted|The {MI308} is the part [AMD] tailored for China.
a3|H20|designedFor|China|asserted|The [H20] exists only for {China}.
a3|Nvidia|develops|H20|asserted|[Nvidia] launched the {H20} to stay within the rules.
a3|Tencent|orders|H20|asserted|[Tencent] had ordered the {H20} in bulk.
a3|Alibaba|orders|H20|asserted|[Alibaba] had too, for the {H20} serves inference well.
a3|ByteDance|orders|H20|asserted|[ByteDance] was the largest buyer of the {H20}.
a3|Jensen Huang|worksFor|Nvidia|asserted|[Jensen Huang], who runs {Nvidia}, flew to Beijing.
a3|AMD|competesWith|Nvidia|asserted|[AMD] chases {Nvidia} in servers.
a3|Ascend 910C|alternativeTo|H20|asserted|The [910C] fills the gap the {H20} leaves.
a3|Huawei|develops|Ascend 910C|asserted|[Huawei] ships the {910C} to cloud firms.
a3|Ascend 910C|successorOf|Ascend 910B|asserted|The [910C] packs two dies of the {910B} generation.
a4|H20 licence requirement|restricts|H20|ended|A [exigência] deixou de valer para o {H20} em julho.
a4|Nvidia|develops|H20|asserted|A [Nvidia] volta a entregar o {H20}.
a4|Tencent|orders|H20|planned|A [Tencent] deve pedir mais {H20}.
a5|SK Hynix|manufactures|HBM3E memory|asserted|[SK Hynix] sells out its {HBM3E}.
a5|Micron|manufactures|HBM3E memory|asserted|[Micron] adds lines for {HBM3E}.
a5|Samsung Electronics|manufactures|HBM3E memory|planned|[Samsung] hopes to qualify its {HBM3E} this year.
a5|Nvidia|suppliedBy|SK Hynix|asserted|[Nvidia] takes most of what {SK Hynix} makes.
a5|SK Hynix|basedIn|South Korea|asserted|[SK Hynix] invests at {home in Korea}.
a5|Samsung Electronics|basedIn|South Korea|asserted|[Samsung], the {Korean} conglomerate, lags.
a5|ByteDance|develops|SeedChip|planned|[ByteDance] works on {SeedChip}, people say.
a5|ByteDance|suppliedBy|Samsung Electronics|planned|[It] has talked to {Samsung} about making it.
a5|Samsung Electronics|manufactures|SeedChip|planned|[Samsung] would fabricate the {SeedChip}.
a5|ByteDance|develops|SeedChip|denied|[ByteDance] called reports on the {chip} inaccurate.
a5|ByteDance|partnersWith|Broadcom|asserted|[ByteDance] designs with {Broadcom}.
a5|gallium export controls|imposedBy|China|asserted|{Beijing} answered with [curbs on gallium].
a5|gallium export controls|targets|United States|asserted|The [curbs] single out {American} buyers.
a6|Cyberspace Administration of China|partOf|China|asserted|The [regulator] answers to {Beijing}.
a6|ByteDance|orders|RTX Pro 6000D|ended|[ByteDance] has dropped its tests of the {RTX Pro 6000D}.
a6|Alibaba|orders|RTX Pro 6000D|ended|So has [Alibaba], which had wanted the {6000D}.
a6|Nvidia|develops|RTX Pro 6000D|asserted|The {RTX Pro 6000D} was the latest [Nvidia] part for China.
a6|Baidu|develops|Kunlun P800|asserted|[Baidu] runs its own {Kunlun P800}.
a6|Cambricon|competesWith|Huawei|asserted|[Cambricon] is after {Huawei}'s customers.
a6|Alibaba|competesWith|Tencent|asserted|[Alibaba] and {Tencent} outbid each other.
a6|ASML|manufactures|EUV lithography machines|asserted|Only [ASML] makes {EUV scanners}.
a6|Dutch export licence|restricts|EUV lithography machines|asserted|No [licence] has been granted for {EUV}.
a6|Dutch export licence|imposedBy|Netherlands|asserted|{The Hague} issues the [licence].
a6|Dutch export licence|targets|China|asserted|It is aimed at {China}, though the [text] names no one.
a6|ASML|basedIn|Netherlands|asserted|[ASML] sits in {Veldhoven}.
a6|TSMC|uses|EUV lithography machines|asserted|[TSMC] runs the most {EUV}.
a7|SMIC|manufactures|Ascend 910B|asserted|[SMIC] etches the {910B} for Huawei.
a7|TSMC|manufactures|Ascend 910B|denied|[TSMC] says it never knowingly made the {910B}.
a7|Sophgo|suppliedBy|TSMC|asserted|[Sophgo] was a client of {TSMC}.
a7|Huawei|suppliedBy|Sophgo|denied|[Sophgo] denies any dealings with {Huawei}.
a7|TSMC|manufactures|H100|asserted|[TSMC] makes the {H100} in Tainan.
a7|Nvidia|suppliedBy|TSMC|asserted|[Nvidia] depends on {TSMC} for every wafer.
a7|OpenAI|uses|H100|asserted|[OpenAI] rents the {H100} by the hour.
a7|Microsoft|investsIn|OpenAI|asserted|[Microsoft] put money into {OpenAI}.
a7|OpenAI|suppliedBy|Microsoft|asserted|[OpenAI] runs on {Microsoft}'s cloud.
a7|Grok 3|trainedOn|H100|asserted|[Grok 3] took 200,000 {H100}.|200,000
a7|xAI|develops|Grok 3|asserted|[xAI] built {Grok 3} in Memphis.
a7|Rapidus|partnersWith|IBM|asserted|[Rapidus] learns from {IBM}.
a7|Rapidus|basedIn|Japan|asserted|[Rapidus] builds in {Hokkaido}.
"""  # noqa: E501

# Where every quote begins in its article.
START = 200
_AXES = {
    "asserted": (Polarity.AFFIRMED, Actuality.ACTUAL),
    "planned": (Polarity.AFFIRMED, Actuality.PLANNED),
    "denied": (Polarity.DENIED, Actuality.ACTUAL),
    "ended": (Polarity.AFFIRMED, Actuality.ENDED),
}


def slug(name: str) -> EntityId:
    return EntityId(name.lower().replace(" ", "-"))


def entity(kind: str, names: str) -> Entity:
    name, *aliases = (part.strip() for part in names.split("="))
    return Entity(id=slug(name), kind=kind, name=name, aliases=tuple(sorted(Label(text=alias) for alias in aliases)))


def claim_of(line: str) -> Claim:
    article, subject, relation, object, status, marked, *quantity = line.split("|")
    polarity, actuality = _AXES[status]
    count = Quantity(operator="~", minimum=None, maximum=None, unit="", text=quantity[0]) if quantity else None
    return Claim(
        article=ArticleId(article),
        subject=slug(subject),
        relation=relation,
        object=slug(object),
        polarity=polarity,
        actuality=actuality,
        evidentiality=Evidentiality.PARTY_STATEMENT if status == "denied" else Evidentiality.NARRATOR,
        attribution="Michael Hughes" if "Hughes, " in marked else None,
        qualifiers=Qualifiers(quantity=count),
        confidence=0.9 if status == "asserted" else 0.7,
        evidence=(evidence_of(marked),),
    )


def evidence_of(marked: str) -> Evidence:
    """The quote without its brackets, with the spans they enclosed."""
    quote = ""
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for character in marked:
        if character in "[{":
            opened[character] = START + len(quote)
        elif character in "]}":
            spans[character] = Span(opened["[" if character == "]" else "{"], START + len(quote))
        else:
            quote += character
    span = Span(START, START + len(quote))
    return Evidence(span=span, quote=quote, rule="by hand", subject=spans.get("]"), object=spans.get("}"))


def make_graph() -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for name, (language, title, outlet, published, url) in ARTICLES.items():
        graph.add_article(
            Article(
                id=ArticleId(name), text="", language=language, title=title, outlet=outlet, published=published, url=url
            )
        )
    for group in ENTITIES.replace("\n  ", " ").strip().splitlines():
        kind, names = group.split(":", 1)
        for one in names.split(","):
            graph.add_entity(entity(kind, one))
    for line in CLAIMS.strip().splitlines():
        graph.add_claim(claim_of(line))
    return graph


@pytest.fixture(scope="session")
def demo() -> KnowledgeGraph:
    return make_graph()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def demo_page(demo: KnowledgeGraph, vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    stream = io.StringIO()
    write_graph_page(demo, vocabulary, stream, title="Who depends on whom for AI chips")
    path = tmp_path_factory.mktemp("pages") / "graph.html"
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a file offline; at the end no script may have failed and nothing may have left the machine."""
    contexts, errors, requests = [], [], []

    def opened(path: Path, hash: str = "", **options: Any) -> Any:
        context = browser.new_context(**{"offline": True, "locale": "en-GB", "reduced_motion": "reduce"} | options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri() + hash)
        assert page.evaluate("Boolean(window.kg)"), errors
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
    assert [url for url in requests if not url.startswith(("file:", "blob:"))] == []
