//! What keys mean in a grid.

/// A key that was pressed, with what was held.
pub struct Pressed<'a> {
    pub key: &'a str,
    pub shift: bool,
    /// Control, or Command.
    pub command: bool,
    pub alt: bool,
}

/// A step of the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    /// To the first column, or to the first row's.
    Home(bool),
    /// To the last column, or to the last row's.
    End(bool),
}

/// What a key does.
#[derive(Debug, PartialEq, Eq)]
pub enum Act<'a> {
    Go(Move),
    /// Selects the row, or all rows up to it.
    Select {
        through: bool,
    },
    SelectAll,
    /// Follows the row's link.
    Open,
    /// Sorts by this column after the others.
    SortFurther,
    /// A letter of a row's name.
    Type(&'a str),
}

/// What `pressed` does in a row; row 0 is the head, whose buttons know Enter and Space.
pub fn act<'a>(pressed: &Pressed<'a>, row: usize) -> Option<Act<'a>> {
    let Pressed {
        key,
        shift,
        command,
        alt,
    } = *pressed;
    if alt {
        return None;
    }
    let head = row == 0;
    Some(match key {
        "ArrowUp" => Act::Go(Move::Up),
        "ArrowDown" => Act::Go(Move::Down),
        "ArrowLeft" => Act::Go(Move::Left),
        "ArrowRight" => Act::Go(Move::Right),
        "PageUp" => Act::Go(Move::PageUp),
        "PageDown" => Act::Go(Move::PageDown),
        "Home" => Act::Go(Move::Home(command)),
        "End" => Act::Go(Move::End(command)),
        "Enter" if head && shift => Act::SortFurther,
        "Enter" if !head && !command && !shift => Act::Open,
        " " if !head && !command => Act::Select { through: shift },
        "a" if command => Act::SelectAll,
        letter if !head && !command && letter != " " && letter.chars().count() == 1 => {
            Act::Type(letter)
        }
        _ => return None,
    })
}

/// The size of a grid: rows without the head, columns, and the rows of a page.
pub struct Size {
    pub rows: usize,
    pub columns: usize,
    pub page: usize,
}

/// Where a step leads from row and column.
pub fn moved(step: Move, (row, column): (usize, usize), size: &Size) -> (usize, usize) {
    let last = size.columns.saturating_sub(1);
    let first_row = 1.min(size.rows);
    match step {
        Move::Up => (row.saturating_sub(1), column),
        Move::Down => ((row + 1).min(size.rows), column),
        Move::Left => (row, column.saturating_sub(1)),
        Move::Right => (row, (column + 1).min(last)),
        Move::PageUp => (row.saturating_sub(size.page).max(first_row), column),
        Move::PageDown => ((row + size.page).min(size.rows), column),
        Move::Home(false) => (row, 0),
        Move::End(false) => (row, last),
        Move::Home(true) => (first_row, 0),
        Move::End(true) => (size.rows, last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn does(key: &str, shift: bool, command: bool, row: usize) -> Option<Act<'_>> {
        let pressed = Pressed {
            key,
            shift,
            command,
            alt: false,
        };
        act(&pressed, row)
    }

    #[test]
    fn keys_do_what_the_pattern_of_grids_says() {
        for (key, shift, command, row, expected) in [
            ("ArrowDown", false, false, 0, Some(Act::Go(Move::Down))),
            ("Home", false, true, 3, Some(Act::Go(Move::Home(true)))),
            (" ", false, false, 3, Some(Act::Select { through: false })),
            (" ", true, false, 3, Some(Act::Select { through: true })),
            (" ", false, false, 0, None),
            ("Enter", false, false, 3, Some(Act::Open)),
            ("Enter", false, false, 0, None),
            ("Enter", true, false, 0, Some(Act::SortFurther)),
            ("a", false, true, 3, Some(Act::SelectAll)),
            ("a", false, false, 3, Some(Act::Type("a"))),
            ("é", false, false, 3, Some(Act::Type("é"))),
            ("a", false, false, 0, None),
            ("r", false, true, 3, None),
            ("Tab", false, false, 3, None),
            ("Escape", false, false, 3, None),
        ] {
            assert_eq!(does(key, shift, command, row), expected, "{key} {row}");
        }
    }

    #[test]
    fn steps_stay_within_the_grid() {
        let size = Size {
            rows: 100,
            columns: 6,
            page: 10,
        };
        for (step, from, to) in [
            (Move::Up, (1, 2), (0, 2)),
            (Move::Up, (0, 2), (0, 2)),
            (Move::Down, (100, 2), (100, 2)),
            (Move::Left, (5, 0), (5, 0)),
            (Move::Right, (5, 5), (5, 5)),
            (Move::PageUp, (5, 1), (1, 1)),
            (Move::PageDown, (95, 1), (100, 1)),
            (Move::Home(false), (7, 3), (7, 0)),
            (Move::End(false), (7, 3), (7, 5)),
            (Move::Home(true), (7, 3), (1, 0)),
            (Move::End(true), (7, 3), (100, 5)),
        ] {
            assert_eq!(moved(step, from, &size), to, "{step:?}");
        }
    }
}
