//! Stable codes of problems, with their status and what they mean: what a program may rely on.
//!
//! To add one: a line here; a test finds every code that the API answers with and is not listed.

/// Code, status, meaning.
pub const CODES: &[(&str, u16, &str)] = &[
    (
        "bad-request",
        400,
        "The request cannot be read: a query, a header or a body that is not what the operation takes.",
    ),
    ("sign-in-first", 401, "Nobody is signed in, or the key is unknown, revoked or over."),
    ("foreign-host", 403, "The service was addressed under a name that is not its own."),
    ("stale-form", 403, "The request comes from another site's page."),
    ("not-found", 404, "There is no such thing, or it is not yours: the two are not told apart."),
    ("method-not-allowed", 405, "The address takes other methods; `Allow` names them."),
    (
        "conflict",
        409,
        "What was asked does not fit what is stored now, for example something that is undone already.",
    ),
    ("idempotency-key-in-use", 409, "The first request with this Idempotency-Key is still running."),
    ("too-large", 413, "The body is larger than `max_bytes`."),
    ("unprocessable", 422, "Understood, but it cannot be kept."),
    ("unreadable-parameter", 422, "The parameter named in `parameter` cannot be read."),
    ("invalid-fields", 422, "Fields cannot be kept; `problems` names each with its own code."),
    ("period-required", 422, "This step needs `from` and `to`."),
    ("period-reversed", 422, "`to` is not after `from`."),
    ("period-too-long", 422, "More than `max_days` were asked for."),
    (
        "project-unreadable",
        422,
        "The project holds something that can no longer be read; correct it on its page.",
    ),
    ("case-unreadable", 422, "The case cannot be read; `detail` says what and where."),
    ("no-file", 422, "No part of the upload is called `file`."),
    ("file-cut", 422, "The upload broke off."),
    ("too-many-files", 422, "Too many files in one upload."),
    ("import-refused", 422, "Nothing of the file was kept; `findings` says why."),
    ("list-refused", 422, "Nothing of the list was kept; `findings` says why."),
    (
        "idempotency-key-unreadable",
        422,
        "The Idempotency-Key is not one word of 1 to 200 visible ASCII characters.",
    ),
    ("idempotency-key-reused", 422, "The Idempotency-Key came with another request in the last 24 hours."),
    ("too-many-requests", 429, "Too many in a short time."),
    ("internal", 500, "Our fault; quote `instance`."),
    ("unavailable", 503, "The service cannot answer now; try again later."),
    ("storage-full", 507, "There is no room left to keep anything; what was there is untouched."),
];
