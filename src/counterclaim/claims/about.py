"""What each claim is about: the report's main event, or a background event with a short name."""


from counterclaim.draft import Draft
from counterclaim.stages import Stage


def _run(draft: Draft) -> Draft:
    return draft


STAGE: Stage[Draft] = Stage("about.v1", requires=("doc", "sentences", "claims"), assigns=("about",), run=_run)
