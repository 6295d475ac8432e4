//! The store, on both databases.

mod assessments;
mod audits;
mod baselines;
mod connections;
mod corrections;
mod coverage;
mod facts;
mod given;
mod imports;
mod isolation;
mod ledger;
mod mappings;
mod meters;
mod money;
mod months;
mod organisations;
mod own_activities;
mod people;
mod projects;
mod readings;
mod requests;
mod rollups;
mod room;
mod tenants;
mod usual;
mod weather;
