"""Claims that follow from others by the annotation guide: buying somebody's chip is being supplied by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Claim, EntityId, Polarity, Status

# Who obtains goods is supplied by their maker (guide, "ByteDance ordered 100,000 Ascend 910B from Huawei").
_OBTAINS = ("orders", "receives")
_CONFIDENCE = 0.8
_SAID = ("en.", "pt.", "es.")
Triple = tuple[EntityId, str, EntityId]


def with_consequences(claims: Sequence[Claim]) -> list[Claim]:
    """The claims and what follows from them, in order; a consequence adds no triple that some claim already has.

    Where only the classifier says who supplies whom, the orders and receipts between the two decide its status:
    planned orders make a planned supplier.
    """
    causes: dict[Triple, list[Claim]] = {}
    for claim in find_consequences(claims):
        causes.setdefault(_triple(claim), []).append(claim)
    settled = [_as_caused(claim, causes.get(_triple(claim), ())) for claim in claims]
    known = {_triple(claim) for claim in claims}
    new = [_surest(found) for triple, found in sorted(causes.items()) if triple not in known]
    return [*settled, *new]


def find_consequences(claims: Sequence[Claim]) -> Iterator[Claim]:
    """SuppliedBy from orders and receipts of a maker's goods, and from contract fabrication (ruling 6).

    A consequence carries the evidence of the claims it follows from; what is denied has none (ruling 7).
    """
    makers: dict[EntityId, list[Claim]] = {}
    for claim in claims:
        if claim.relation == "develops" and claim.status is not Status.DENIED:
            makers.setdefault(claim.object, []).append(claim)
    for claim in claims:
        if claim.polarity is Polarity.DENIED:
            continue
        for maker in makers.get(claim.object, ()):
            if claim.relation in _OBTAINS and maker.subject != claim.subject and _shared_sentence(claim, maker):
                yield _supplied(claim, claim.subject, maker.subject, maker)
            elif claim.relation == "manufactures" and maker.subject != claim.subject:
                yield _supplied(claim, maker.subject, claim.subject, maker)


def _triple(claim: Claim) -> Triple:
    return claim.subject, claim.relation, claim.object


def _as_caused(claim: Claim, causes: Sequence[Claim]) -> Claim:
    """The claim with the status of its causes, where they agree and no rule says the claim itself."""
    statuses = {cause.status for cause in causes}
    if (
        claim.status is not Status.ASSERTED
        or len(statuses) != 1
        or any(e.rule.startswith(_SAID) for e in claim.evidence)
    ):
        return claim
    return replace(claim, actuality=causes[0].actuality)


def _surest(claims: Sequence[Claim]) -> Claim:
    """What holds now before what is planned or over, then the surest."""
    return min(claims, key=lambda c: (c.status is not Status.ASSERTED, -c.confidence, c.id))


def _shared_sentence(first: Claim, second: Claim) -> bool:
    return bool({e.span for e in first.evidence} & {e.span for e in second.evidence})


def _supplied(cause: Claim, subject: EntityId, supplier: EntityId, maker: Claim) -> Claim:
    evidence = tuple(
        replace(e, rule=f"consequence.{cause.relation}", subject=None, object=None) for e in cause.evidence
    )
    return replace(
        cause, subject=subject, relation="suppliedBy", object=supplier, evidence=evidence,
        qualifiers=replace(cause.qualifiers, quantity=None, money=None, purpose=None),
        confidence=round(min(cause.confidence, maker.confidence) * _CONFIDENCE, 3),
    )  # fmt: skip
