pub type Moment = chrono::DateTime<chrono::FixedOffset>;
pub type Day = chrono::NaiveDate;
