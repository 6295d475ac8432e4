//! Reads the catalogue.
