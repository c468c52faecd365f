//! What can be asked on the command line.

use std::ffi::OsString;

use crate::test::SuiteName;

pub const USAGE: &str = "\
Usage: cargo xtask <command>

  run [--] [arguments]   build everything and start `manager serve` with the arguments
  test [suite]           run every check, or one suite of them
  build --release        build the program `manager` with the application inside it
  setup                  install what the commands above need, nothing else
";

/// One command.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Build and start, with these arguments for `manager serve`.
    Run(Vec<OsString>),
    /// Every suite, or one.
    Test(Option<SuiteName>),
    Build,
    Setup,
    Help,
}

/// Reads the arguments that follow `cargo xtask`.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter();
    let Some(command) = arguments.next() else {
        return Ok(Command::Help);
    };
    let rest: Vec<OsString> = arguments.collect();
    match command.to_str() {
        Some("run") => Ok(Command::Run(match rest.split_first() {
            Some((first, others)) if first == "--" => others.to_vec(),
            _ => rest,
        })),
        Some("test") => match rest.as_slice() {
            [] => Ok(Command::Test(None)),
            [name] => {
                let name = name.to_string_lossy();
                match SuiteName::parse(&name) {
                    Some(suite) => Ok(Command::Test(Some(suite))),
                    None => Err(format!(
                        "there is no suite `{name}`; the suites are {}",
                        SuiteName::list()
                    )),
                }
            }
            _ => Err("`test` takes one suite at most".to_owned()),
        },
        Some("build") if rest == ["--release"] => Ok(Command::Build),
        Some("build") => Err("say `build --release`: it is the only build".to_owned()),
        Some("setup") if rest.is_empty() => Ok(Command::Setup),
        Some("help" | "--help" | "-h") => Ok(Command::Help),
        _ => Err(format!(
            "there is no command `{}`",
            command.to_string_lossy()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Command, String> {
        parse(arguments.iter().map(OsString::from))
    }

    #[test]
    fn arguments_after_the_dashes_go_to_the_program() {
        let expected = Command::Run(vec!["--listen".into(), "127.0.0.1:9000".into()]);
        assert_eq!(
            parsed(&["run", "--", "--listen", "127.0.0.1:9000"]),
            Ok(expected)
        );
        assert_eq!(parsed(&["run"]), Ok(Command::Run(vec![])));
        // Only the first dashes are ours.
        assert_eq!(
            parsed(&["run", "--", "--"]),
            Ok(Command::Run(vec!["--".into()]))
        );
    }

    #[test]
    fn commands_and_mistakes() {
        assert_eq!(parsed(&[]), Ok(Command::Help));
        assert_eq!(parsed(&["build", "--release"]), Ok(Command::Build));
        assert_eq!(parsed(&["setup"]), Ok(Command::Setup));
        assert_eq!(parsed(&["test"]), Ok(Command::Test(None)));
        for name in SuiteName::ALL {
            assert_eq!(
                parsed(&["test", name.as_str()]),
                Ok(Command::Test(Some(name)))
            );
        }
        for wrong in [&["build"][..], &["test", "nope"], &["fly"], &["setup", "x"]] {
            assert!(parsed(wrong).is_err(), "{wrong:?}");
        }
    }
}
