//! Many buildings: what is added up, and what of the sector was shown.

entity! { rollup "rollup" {
    key { tenant: i64, building: i64, month: i32, carrier: String, }
    taken_wh: Option<i64>,
    normal_wh: Option<i64>,
    primary_wh: Option<i64>,
    co2_g: Option<i64>,
    cost: Option<i64>,
    quality: i16,
    complete: bool,
}}

entity! { rollup_year "rollup_year" {
    key { tenant: i64, building: i64, year: i32, }
    area_hundredths: Option<i64>,
    used_wh: Option<i64>,
    normal_wh: Option<i64>,
    primary_wh: Option<i64>,
    co2_g: Option<i64>,
    cost: Option<i64>,
    water_l: Option<i64>,
    renewable_wh: Option<i64>,
    quality: i16,
    months: i16,
}}

entity! { rollup_of "rollup_of" {
    key { tenant: i64, building: i64, }
    digest: String,
}}

entity! { sector_group "sector_group" {
    key { tenant: i64, building: i64, }
    number: i64,
    counted: String,
    since: String,
    short: bool,
    reckoned: Option<Vec<u8>>,
}}
