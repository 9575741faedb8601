"""Placeholder."""
def ablation(*a): raise NotImplementedError
def perturbation(*a): raise NotImplementedError
