"""Office Open XML (ECMA-376, ISO/IEC 29500): what word processors read and write, without any knowledge of treaties."""
