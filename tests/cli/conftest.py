from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Extraction,
    Label,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
)
from kg.store import Store

# A terminal would turn red, ring, lose its title and print backwards.
HOSTILE = "Evil\x1b[31m\x07 Corp\n\u202eyzarc\x9b2J"

TEXT = (
    "ByteDance ordered more than 100,000 Ascend 910B chips. Huawei supplies ByteDance. Huawei makes the Ascend 910B. "
    'A spokesman denied that ByteDance will train a model on it. =Evil\x1b[31m\x07 Corp\n\u202eyzarc\x9b2J "<script>"'
)

KINDS = {"bytedance": "Company", "huawei": "Company", "ascend-910b": "Chip", "evil": "Company", "doubao": "Model"}
NAMES = {
    "bytedance": "ByteDance",
    "huawei": "Huawei",
    "ascend-910b": "Ascend 910B",
    "evil": HOSTILE,
    "doubao": "Doubao",
}


def _claim(text: str, quote: str, **changes: object) -> Claim:
    subject, relation, object = text.split()
    start = TEXT.index(quote)
    evidence = (Evidence(span=Span(start, start + len(quote)), quote=quote, rule="test"),)
    return Claim(
        article=ArticleId("001"),
        subject=EntityId(subject),
        relation=relation,
        object=EntityId(object),
        evidence=evidence,
        **changes,  # type: ignore[arg-type]
    )


def _extraction() -> Extraction:
    many = Quantity(operator=">", minimum=100_000, maximum=None, unit="chips", text="more than 100,000 chips")
    claims = (
        _claim("bytedance orders ascend-910b", "ByteDance ordered", qualifiers=Qualifiers(quantity=many)),
        _claim("bytedance suppliedBy huawei", "Huawei supplies ByteDance."),
        _claim("huawei develops ascend-910b", "Huawei makes the Ascend 910B."),
        _claim("doubao trainedOn ascend-910b", "train a model on it", polarity=Polarity.DENIED),
        _claim("bytedance uses doubao", "will train a model", actuality=Actuality.CONSIDERED),
        _claim("evil competesWith huawei", TEXT[TEXT.index("=Evil") :], attribution=HOSTILE),
    )
    entities = tuple(
        Entity(id=EntityId(key), kind=kind, name=NAMES[key], aliases=(Label(text=f"{NAMES[key]} Ltd", language="en"),))
        for key, kind in sorted(KINDS.items())
    )
    return Extraction(article=ArticleId("001"), entities=entities, claims=claims)


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "kg.sqlite"
    article = Article(
        id=ArticleId("001"),
        text=TEXT,
        language="en",
        title=f"Orders {HOSTILE}",
        published="2024-09-30",
        outlet="Example Wire",
        origin="news/001.txt",
    )
    with Store.open(path, create=True) as store:
        store.replace(article, _extraction(), "test-1")
    return path


@pytest.fixture
def kg(store_path: Path) -> Callable[..., Result]:
    def run(*args: str, **options: object) -> Result:
        env = {"KG_STORE": str(store_path), "NO_COLOR": None, "COLUMNS": None, **options.pop("env", {})}  # type: ignore[dict-item]
        return CliRunner().invoke(main, list(args), env=env, catch_exceptions=False, **options)  # type: ignore[arg-type]

    return run
