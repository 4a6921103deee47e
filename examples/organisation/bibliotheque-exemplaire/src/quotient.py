def calculer(revenus: float, parts: float) -> float:
    """Le quotient familial mensuel, en euros."""
    return round(revenus / 12 / parts, 2)
