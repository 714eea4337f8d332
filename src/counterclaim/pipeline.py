"""The only place where stages are wired."""

from counterclaim import stages
from counterclaim.claims import table
from counterclaim.draft import Draft
from counterclaim.language import figures, parse, parties, quotations
from counterclaim.stages import Stage

LANGUAGE_STAGES: tuple[Stage[Draft], ...] = stages.assemble([parse.STAGE, quotations.STAGE, figures.STAGE, parties.STAGE], given=("report",))
CLAIM_STAGES: tuple[Stage[Draft], ...] = (table.STAGE,)
