//! The tables as sea-orm sees them. Private: the rest of the program sees models' types and rows of `store`.
//!
//! To add a column: the field here, a migration, and the conversion in the file of its aggregate.

#![expect(unreachable_pub, reason = "the derive macros write `pub`")]

/// A table: its key fields, then the others.
macro_rules! entity {
    ($module:ident $table:tt { key { $($key:ident: $key_type:ty,)* } $($column:ident: $type:ty,)* }) => {
        pub(in crate::store) mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $(#[sea_orm(primary_key, auto_increment = false)] pub $key: $key_type,)*
                $(pub $column: $type,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

mod accounts;
mod assessments;
mod audits;
mod baselines;
mod campaigns;
mod imports;
mod ledger;
mod meters;
mod own_activities;
mod people;
mod programs;
mod projects;
mod reading_links;
mod readings;
mod references;
mod requests;
mod sector;
mod shares;
mod sheets;
mod weather;

pub(super) use accounts::*;
pub(super) use assessments::*;
pub(super) use audits::*;
pub(super) use baselines::*;
pub(super) use campaigns::*;
pub(super) use imports::*;
pub(super) use ledger::*;
pub(super) use meters::*;
pub(super) use own_activities::*;
pub(super) use people::*;
pub(super) use programs::*;
pub(super) use projects::*;
pub(super) use reading_links::*;
pub(super) use readings::*;
pub(super) use references::*;
pub(super) use requests::*;
pub(super) use sector::*;
pub(super) use shares::*;
pub(super) use sheets::*;
pub(super) use weather::*;
