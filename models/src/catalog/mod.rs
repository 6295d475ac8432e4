//! The law and the reference data, read from readable TOML files into types.
//!
//! The only code that sees TOML. The default catalogue is compiled in; a directory can be given at start, whose
//! files the backend reads and passes as (path, bytes). Does *not* decide anything. A file with an unknown key, a
//! missing source or an illegal date is refused with file, key and hint. To add a value: a file in its folder,
//! after its `_template.toml`.
