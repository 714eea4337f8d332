import pytest

from counterclaim import stages
from counterclaim.errors import AssemblyError
from counterclaim.stages import Stage


def stage(name: str, requires: tuple[str, ...], assigns: tuple[str, ...]) -> Stage[list[str]]:
    return Stage(name, requires=requires, assigns=assigns, run=lambda record: [*record, name])


PARSE = stage("parse.v1", ("report",), ("doc",))
PLACES = stage("places.v1", ("doc",), ("places",))
CLAIMS = stage("claims.v1", ("doc", "places"), ("claims",))


def test_a_right_order_is_kept_and_run_in_it():
    assembled = stages.assemble(iter([PARSE, PLACES, CLAIMS]), given=("report",))
    assert assembled == (PARSE, PLACES, CLAIMS)
    assert stages.run(assembled, []) == ["parse.v1", "places.v1", "claims.v1"]


def test_a_wrong_order_is_refused_with_every_stage_that_lacks_something():
    with pytest.raises(AssemblyError) as refusal:
        stages.assemble([CLAIMS, PLACES, PARSE], given=("report",))
    assert "claims.v1 needs doc, places" in str(refusal.value)
    assert "places.v1 needs doc" in str(refusal.value)
    assert "parse.v1 needs" not in str(refusal.value)


def test_what_nobody_assigns_is_refused():
    with pytest.raises(AssemblyError, match=r"parse\.v1 needs report"):
        stages.assemble([PARSE], given=())


def test_a_stage_does_not_give_itself_what_it_needs():
    with pytest.raises(AssemblyError):
        stages.assemble([stage("loop.v1", ("claims",), ("claims",))], given=("report",))


def test_the_stages_of_the_program_are_in_a_right_order():
    from counterclaim import pipeline

    read = (*pipeline.LANGUAGE_STAGES, *pipeline.ENCODER_STAGES)
    all_stages = (*read, *pipeline.ATTRIBUTION_STAGES, *pipeline.CLAIM_STAGES)
    assert stages.assemble(all_stages, given=("report",)) == all_stages
    names = [each.name for each in all_stages]
    assert len(set(names)) == len(names)


def test_the_stages_of_the_program_in_reverse_are_refused():
    from counterclaim import pipeline

    every = [*pipeline.LANGUAGE_STAGES, *pipeline.ENCODER_STAGES, *pipeline.ATTRIBUTION_STAGES, *pipeline.CLAIM_STAGES]
    with pytest.raises(AssemblyError, match=every[-1].name):
        stages.assemble(reversed(every), given=("report",))
