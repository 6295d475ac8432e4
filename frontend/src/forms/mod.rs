//! Forms: what was typed, what it means, what is wrong with it, and how fields look.
//!
//! A handler makes a [`FormData`] of the pairs it received and asks an `…Input::read`. `Some` is the typed input;
//! `None` means that problems were noted in the data, which goes back to the page: nothing typed is lost.
//! Does *not* know what is stored: whether a commune exists or an index fell is told to it, or checked by the caller,
//! who adds problems with [`FormData::fail`].

mod asked;
mod audit;
mod audit_measure;
mod audit_money;
mod audit_shown;
mod bill;
mod bill_read;
mod building;
pub mod case;
mod correction;
mod data;
mod event;
mod explain;
mod fact;
mod field;
mod index;
mod invitation;
mod link;
mod mapping;
mod meter;
mod meter_facts;
mod organisation;
mod price;
mod problem;
mod replaced;
mod sector;
mod shares;
mod view;
mod week;

pub use asked::{WORKS, case, case_field, case_fields};
pub(crate) use asked::{fields as fact_fields, named_fields};
pub use audit::{
    QUOTE_LINES, audit_finding, audit_head, audit_quote, audit_recommendation, audit_row, audit_row_form,
    audit_setting, audit_step, own_origin,
};
pub use audit_measure::{audit_measure, audit_package, audit_roof, measure_input};
pub use audit_money::{CERTAINTIES, audit_assumed, audit_assumed_form, audit_subsidy};
pub use audit_shown::{
    audit_finding_form, audit_measure_form, audit_package_form, audit_quote_form, audit_recommendation_form,
    audit_setting_form, audit_step_form, place_code, place_of,
};
pub use bill::{BillInput, BillKind, BillMeter, BillRegister, Quota, UNITS};
pub use bill_read::{FieldRead, read as bill_read};
pub use building::BuildingInput;
pub use correction::CorrectionInput;
pub use data::FormData;
pub use event::event;
pub use explain::ExplainInput;
pub use fact::{FactInput, QUALITIES, is_dated};
pub(crate) use field::{Choice, Field};
pub use index::{IndexInput, index_field};
pub use invitation::{
    InvitationInput, KeyInput, MOST_DAYS_KEY, MOST_DAYS_SHARE, SharedInput, building_field, chosen_buildings,
};
pub use link::LinkInput;
pub use mapping::{MappingInput, Use};
pub use meter::MeterInput;
pub use meter_facts::{Stated, facts_of, stated};
pub use organisation::{ALWAYS, OrganisationInput, PHOTO_YEARS, StartInput};
pub use price::{PriceInput, Scope};
pub use problem::{Problem, ProblemCode};
pub use replaced::{ReplacedInput, first_field, last_field};
pub use sector::{SECTOR_YEAR, SectorAsked, sector_asked, sector_field, sector_query};
pub use shares::{SharesInput, share_field};
pub(crate) use view::{Button, Form, Group};
pub use week::day_field;
pub(crate) use week::days as week_days;
