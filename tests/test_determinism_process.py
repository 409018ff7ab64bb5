"""The same article gives the same extraction: again, in another process, under another hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

from kg.engines.rules import RulesEngine
from kg.model import Article

TEXT = (
    "A ByteDance, dona do TikTok, encomendou 100 mil chips Ascend 910B à Huawei, segundo fontes. "
    "A empresa negou que use o H20 da Nvidia. A startup chinesa Zorvex lançou o processador ZX-900. "
    "Washington proibiu a venda do H20 e do H800 à China; as restrições dos EUA atingem a Nvidia e a AMD."
)
FIRST = TEXT[: TEXT.index("Washington")]
SCRIPT = (
    "import sys; from kg.engines.rules import RulesEngine; from kg.model import Article, ArticleId\n"
    "text = sys.stdin.buffer.read().decode()\n"
    "found = RulesEngine().extract(Article(id=ArticleId('a'), text=text, language='pt', published='2025-03-10'))\n"
    "sys.stdout.buffer.write(repr(found).encode())"
)


def in_another_process(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=FIRST.encode(), capture_output=True, env=environment, check=True
    )
    return done.stdout.decode()


def test_two_readings_are_equal_to_the_last_detail(engine: RulesEngine, make_article: Callable[..., Article]) -> None:
    first, second = (engine.extract(make_article(TEXT, "pt")) for _ in range(2))

    assert len(first.claims) > 8
    assert repr(first) == repr(second)


def test_the_hash_seed_of_the_process_changes_nothing(
    engine: RulesEngine, make_article: Callable[..., Article]
) -> None:
    assert in_another_process("7") == repr(engine.extract(make_article(FIRST, "pt")))


def test_what_was_read_before_changes_nothing(engine: RulesEngine, make_article: Callable[..., Article]) -> None:
    before = repr(engine.extract(make_article(TEXT, "pt")))
    engine.extract(make_article("Zorvex is a Dutch company. TikTok is owned by Zorvex.", "en"))

    assert repr(engine.extract(make_article(TEXT, "pt"))) == before
