//! Days of the Gregorian calendar as numbers, sets of days, and how they are written as EDTF (ISO 8601-2).
//!
//! The calendar is `icu_calendar`'s; what is here is counting, intersecting and writing.

mod civil;
mod set;

pub use civil::{Day, date, day, iso, month_length, months, weekday};
pub use set::{Days, Run};
