//! Prints the flow of "which support do you need" in the language of Graphviz:
//!
//! ```sh
//! cargo run -p advisor --bin draw-flow | dot -Tsvg > flow.svg
//! ```

use std::io::{self, Write as _};

fn main() -> io::Result<()> {
    io::stdout().write_all(advisor::flow::draw().as_bytes())
}
