"""What Beam asks itself thousands of times for one graph, answered once.

The answers cost most of a run in which nothing has changed, and are the same each time. Each is remembered at the one
place where Beam asks: options for a view of themselves, a step for its states and timers.
"""

from types import MethodType
from typing import Any, TypeVar

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.transforms import userstate

View = TypeVar("View", bound=PipelineOptions)
_look_up_specs = userstate.get_dofn_specs
_specs: dict[tuple[object, ...], Any] = {}


class OptionsSeenOnce(PipelineOptions):
    """Options that make each view of themselves once: Beam asks for several a step, and a view parses all flags.

    Views share what is set in any of them, so that an old one is as good as a new one.
    """

    def view_as(self, cls: type[View]) -> View:
        views: dict[type, Any] = self.__dict__.setdefault("_views", {})
        if cls not in views:
            views[cls] = super().view_as(cls)
        view: View = views[cls]
        return view


def remember_states_and_timers() -> None:
    """Lets Beam look for the states and timers of equal steps once, not several times for each step and bundle.

    It inspects the signatures of some thirty methods each time to find, in this job, none.
    """
    userstate.get_dofn_specs = _specs_of


def _specs_of(step: beam.DoFn) -> Any:
    """Returns the states and timers that a step's methods name, be they its class's or bound to this step alone."""
    bound = (method.__func__ for method in vars(step).values() if isinstance(method, MethodType))
    key = (type(step), *bound)
    if key not in _specs:
        _specs[key] = _look_up_specs(step)
    return _specs[key]
