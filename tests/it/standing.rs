//! Promises, forecasts and sealed letters.
