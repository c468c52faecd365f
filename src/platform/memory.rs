//! Where the program's values live in the browser.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

/// Overwrites memory when it is freed, and when a value moves because it grows.
///
/// A key passes through more hands than ours: a header of a request, a document being read, a
/// form's text. Each copy is gone once it was dropped, whoever made it, and so are the answers
/// and names that stood beside it.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);
