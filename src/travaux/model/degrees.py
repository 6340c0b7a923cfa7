"""What a provision obliges the parties to, how strongly, and what an offence turns on: words with an order.

They stand apart from the schema, so that what reads plain texts need not load it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Duty: TypeAlias = Literal["criminalise", "consider", "prohibit", "provide", "policy", "evidence"]
"""What a provision obliges a party to, strongest first: make conduct an offence; consider doing so; prohibit or
prevent it otherwise; take a measure against its proceeds or tools; pursue a policy; give powers to find evidence."""

Strength: TypeAlias = Literal["shall", "measures", "softened", "endeavour", "consider", "may", "encouraged"]
"""How strongly a provision binds the parties, strongest first: they shall, or shall ensure; shall take measures;
shall as far as something allows ("to the extent possible"); shall endeavour; shall consider; may; are encouraged."""
Gravamen: TypeAlias = Literal["conduct", "content"]
"""What an offence turns on: what is done, or what is said or shown."""
