"""What a provision obliges the parties to, how strongly, and what an offence turns on: words with an order.

They stand apart from the schema, so that what reads plain texts need not load it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Duty: TypeAlias = Literal["criminalise", "consider", "prohibit", "provide", "policy", "evidence"]
"""What a provision obliges a party to, strongest first: make conduct an offence; consider doing so; prohibit or
prevent it otherwise; take a measure against its proceeds or tools; pursue a policy; give powers to find evidence."""

Strength: TypeAlias = Literal["shall", "measures", "softened", "endeavour", "consider", "encouraged", "may"]
"""How strongly a provision binds the parties, strongest first: they shall, or shall ensure; shall take measures;
shall as far as something allows ("to the extent possible"); shall endeavour; shall consider; are encouraged; may.

To take the measures necessary for a result binds as strongly as to bring it about: it is told apart here because it
is another form, the usual one in criminal law, and counts as "shall" wherever degrees are compared. To be encouraged
is to be asked, and more than to be allowed: a permission asks for nothing."""
Gravamen: TypeAlias = Literal["conduct", "content"]
"""What an offence turns on: what is done, or what is said or shown."""
