//! Forecasts: due, resolved, and how likely against what happened.
