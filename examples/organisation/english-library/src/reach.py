def reachable(stop: dict[str, str]) -> bool:
    """Whether a stop says that it can be boarded by wheelchair."""
    return stop.get("wheelchair_boarding") == "1"
