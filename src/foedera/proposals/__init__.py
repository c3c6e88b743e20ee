"""What a model proposes as claims of a report, each held to the report's very words.

The optional reader of the extra ``foedera[llm]``. A model gives labels and words copied
from the report and nothing else; days, numbers and actors are read from those words by
foedera's own grammars. Proposals stand beside the claims read by rule and replace none.
"""
