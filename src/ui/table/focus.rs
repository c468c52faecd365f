//! The keyboard in the grid: one stop of the page, within it the arrows. The row with the
//! focus stays drawn while one scrolls, and gets it back in another place or when it is drawn
//! anew.

use leptos::ev::{FocusEvent, KeyboardEvent, pointerdown};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::grid::Grid;
use super::keys::{self, Act};
use crate::i18n::format;
use crate::platform::history::{Address, Step};
use crate::platform::now_ms;

/// The focus that goes away so soon after a press of the pointer was taken away by it, in
/// milliseconds.
const PRESS_MS: f64 = 300.0;
/// Letters typed within this time belong to one word, in milliseconds.
const TYPING_MS: f64 = 800.0;

/// Where the keyboard is. Rows count from 0, the head; columns from 0, the selection box.
#[derive(Clone, Copy)]
pub struct Focus {
    grid: Grid,
    frame: NodeRef<Div>,
    body: NodeRef<Div>,
    height: Memo<f64>,
    address: Address,
    /// The cell that Tab leads to.
    stop: StoredValue<(usize, usize)>,
    /// The row that has the focus, and the one that is to get it, while the grid has it.
    inside: RwSignal<(Option<usize>, Option<usize>)>,
    /// The id of the row with the focus, to find it again in another order.
    id: StoredValue<Option<String>>,
    typed: StoredValue<(String, f64)>,
    /// When the pointer was pressed last.
    pressed_at: StoredValue<f64>,
}

impl Focus {
    /// Nothing has the focus; Tab leads to the first row.
    pub fn new(grid: Grid, frame: NodeRef<Div>, body: NodeRef<Div>, height: Memo<f64>) -> Self {
        let pressed_at = StoredValue::new(0.0);
        let presses = window_event_listener(pointerdown, move |_| {
            pressed_at.try_set_value(now_ms());
        });
        on_cleanup(move || presses.remove());
        Self {
            pressed_at,
            grid,
            frame,
            body,
            height,
            address: Address::of_page(),
            stop: StoredValue::new((1, 1)),
            inside: RwSignal::new((None, None)),
            id: StoredValue::new(None),
            typed: StoredValue::new((String::new(), 0.0)),
        }
    }

    /// The `tabindex` of a cell: Tab leads to one of them all.
    pub fn tab_index(self, row: usize, column: usize) -> &'static str {
        if self.stop.get_value() == (row, column) {
            "0"
        } else {
            "-1"
        }
    }

    /// The places of rows that are drawn although they may be out of view. Tracked.
    pub fn held(self) -> Vec<usize> {
        let (has, gets) = self.inside.get();
        let rows = [has, gets].into_iter().flatten();
        rows.filter_map(|row| row.checked_sub(1)).collect()
    }

    /// What a key does.
    pub fn key(self, event: &KeyboardEvent) {
        let Some((row, column)) = event.target().and_then(|target| cell_of(&target)) else {
            return;
        };
        let pressed = keys::Pressed {
            key: &event.key(),
            shift: event.shift_key(),
            command: event.ctrl_key() || event.meta_key(),
            alt: event.alt_key(),
        };
        let Some(act) = keys::act(&pressed, row) else {
            return;
        };
        if let Act::Open = act {
            let link = self.link(row);
            if let Some(link) = link {
                event.prevent_default();
                self.address.go(&link, Step::Forward);
            }
            return;
        }
        event.prevent_default();
        match act {
            Act::Go(step) => {
                let size = keys::Size {
                    rows: self.grid.shown.with_untracked(|shown| shown.list.len()),
                    columns: self.columns(),
                    page: self.page(),
                };
                let (row, column) = keys::moved(step, (row, column), &size);
                self.go(row, column);
            }
            Act::Select { through } => self.grid.select(row - 1, through),
            Act::SelectAll => self.grid.select_all(true),
            Act::SortFurther => {
                let stop = self.find(row, column);
                let init = web_sys::MouseEventInit::new();
                init.set_bubbles(true);
                init.set_cancelable(true);
                init.set_shift_key(true);
                let click =
                    web_sys::MouseEvent::new_with_mouse_event_init_dict("click", &init).ok();
                if let (Some(stop), Some(click)) = (stop, click) {
                    let _ = stop.dispatch_event(&click);
                }
            }
            Act::Type(letter) => {
                if let Some(found) = self.type_ahead(letter, row) {
                    self.go(found, column);
                }
            }
            Act::Open => {}
        }
    }

    fn link(self, row: usize) -> Option<String> {
        let table = self.grid.table();
        let link = table.link.as_ref()?;
        self.grid.shown.with_untracked(|shown| {
            let at = shown.list.get(row.checked_sub(1)?)?;
            Some(link(shown.rows.row(*at)?))
        })
    }

    fn columns(self) -> usize {
        let table = self.grid.table();
        let view = self.grid.view.read_untracked();
        view.shown_columns(&table).len() + 1
    }

    /// The rows that fit into the view.
    fn page(self) -> usize {
        let view = window().inner_height().ok().and_then(|v| v.as_f64());
        let free = view.unwrap_or(800.0) - self.head_height();
        // Casts saturate; at least one row.
        ((free / self.height.get_untracked()).floor() as usize).max(2) - 1
    }

    fn head_height(self) -> f64 {
        let head = self.in_frame(".table-head");
        head.map_or(0.0, |head| head.get_bounding_client_rect().height())
    }

    /// The next row whose name begins with what was typed.
    fn type_ahead(self, letter: &str, row: usize) -> Option<usize> {
        let now = now_ms();
        let (before, at) = self.typed.get_value();
        let fresh = now - at > TYPING_MS;
        let typed = if fresh { String::new() } else { before } + &format::folded(letter);
        self.typed.set_value((typed.clone(), now));
        let table = self.grid.table();
        self.grid.shown.with_untracked(|shown| {
            let count = shown.list.len();
            // A first letter goes on to the next row, more letters may stay.
            let from = if fresh { row } else { row.saturating_sub(1) };
            let place = (0..count).map(|step| (from + step) % count).find(|place| {
                let row = shown.rows.row(shown.list[*place]);
                row.is_some_and(|row| format::folded((table.called)(row)).starts_with(&typed))
            })?;
            Some(place + 1)
        })
    }

    /// Moves the focus to a cell, drawing and scrolling to it first where needed.
    fn go(self, row: usize, column: usize) {
        self.scroll_to(row);
        if !self.focus(row, column) {
            self.draw_then_focus(row, column);
        }
    }

    fn draw_then_focus(self, row: usize, column: usize) {
        self.inside.update(|(_, gets)| *gets = Some(row));
        request_animation_frame(move || {
            self.focus(row, column);
        });
    }

    /// Brings a row into view, from under the head and from behind the bar.
    fn scroll_to(self, row: usize) {
        let (Some(body), Some(place)) =
            (self.body.try_get_untracked().flatten(), row.checked_sub(1))
        else {
            return;
        };
        let height = self.height.get_untracked();
        let view = window().inner_height().ok().and_then(|v| v.as_f64());
        let top = body.get_bounding_client_rect().top() + place as f64 * height;
        let bar = document().query_selector(".table-bulk").ok().flatten();
        let bar = bar.map_or(0.0, |bar| bar.get_bounding_client_rect().height() + 16.0);
        let above = top - self.head_height();
        let below = top + height - (view.unwrap_or(800.0) - bar);
        if above < 0.0 {
            window().scroll_by_with_x_and_y(0.0, above);
        } else if below > 0.0 {
            window().scroll_by_with_x_and_y(0.0, below);
        }
    }

    /// Focuses a cell, if it is drawn.
    fn focus(self, row: usize, column: usize) -> bool {
        let Some(stop) = self.find(row, column) else {
            return false;
        };
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        stop.focus_with_options(&options).is_ok()
    }

    fn in_frame(self, selector: &str) -> Option<Element> {
        let frame = self.frame.try_get_untracked().flatten()?;
        frame.query_selector(selector).ok().flatten()
    }

    /// What takes the focus in a cell.
    fn find(self, row: usize, column: usize) -> Option<HtmlElement> {
        let (row, column) = (row + 1, column + 1);
        let cell = format!("[aria-rowindex='{row}'] > [aria-colindex='{column}']");
        self.in_frame(&format!("{cell}[data-stop], {cell} > [data-stop]"))?
            .dyn_into()
            .ok()
    }

    /// A cell has the focus: Tab leads here from now on.
    pub fn entered(self, event: &FocusEvent) {
        let Some(target) = event.target() else { return };
        let Some((row, column)) = cell_of(&target) else {
            return;
        };
        self.stop_here(row, column);
        self.id.set_value(self.id_of(row));
        self.inside.set((Some(row), None));
    }

    /// The id of what is in a row; the head has none.
    fn id_of(self, row: usize) -> Option<String> {
        row.checked_sub(1).and_then(|place| self.grid.id_at(place))
    }

    fn stop_here(self, row: usize, column: usize) {
        if let Some(earlier) = self.in_frame("[data-stop][tabindex='0']") {
            let _ = earlier.set_attribute("tabindex", "-1");
        }
        if let Some(stop) = self.find(row, column) {
            let _ = stop.set_attribute("tabindex", "0");
        }
        self.stop.set_value((row, column));
    }

    /// The focus went elsewhere, or the cell that had it is no longer drawn.
    pub fn left(self, event: &FocusEvent) {
        let next = event.related_target();
        let inside = |target: &web_sys::EventTarget| cell_of(target).is_some();
        if next.as_ref().is_some_and(inside) {
            return;
        }
        // A row that is drawn anew or merely moved loses it without anybody's doing.
        // When the page is left, its rows go after what was known of them.
        let Some(pressed_at) = self.pressed_at.try_get_value() else {
            return;
        };
        let since_press = now_ms() - pressed_at;
        let taken = next.is_none() && since_press > PRESS_MS;
        request_animation_frame(move || {
            if taken {
                self.mend();
            } else if !self.has_focus() {
                self.inside.try_set((None, None));
            }
        });
    }

    fn has_focus(self) -> bool {
        let active = document().active_element();
        active.is_some_and(|active| cell_of(&active).is_some())
    }

    /// After the rows were drawn: gives the focus back if it fell out with its row, takes it
    /// to where the row is now, and sees to it that Tab leads somewhere.
    pub fn mend(self) {
        let Some((Some(row), _)) = self.inside.try_get_untracked() else {
            self.mend_stop();
            return;
        };
        let active = document().active_element();
        let lost = active
            .as_ref()
            .is_none_or(|active| active.tag_name() == "BODY");
        let in_row = active.and_then(|active| cell_of(&active));
        let another = in_row.is_some_and(|(row, _)| self.id_of(row) != self.id.get_value());
        if lost || another {
            let (_, column) = self.stop.get_value();
            let count = self.grid.shown.with_untracked(|shown| shown.list.len());
            let column = column.min(self.columns() - 1);
            let row = self.found_again().unwrap_or(row).min(count);
            // It may be the row that is now where another was, in the cell with the focus.
            self.id.set_value(self.id_of(row));
            // The page stays where it is: nobody moved.
            if !self.focus(row, column) {
                self.draw_then_focus(row, column);
            }
        }
        self.mend_stop();
    }

    /// The row that had the focus, in the order of now.
    fn found_again(self) -> Option<usize> {
        let id = self.id.get_value()?;
        let count = self.grid.shown.with_untracked(|shown| shown.list.len());
        let same = |place: &usize| self.grid.id_at(*place).as_ref() == Some(&id);
        (0..count).find(same).map(|place| place + 1)
    }

    fn mend_stop(self) {
        if self.in_frame("[data-stop][tabindex='0']").is_none() {
            let first = self.in_frame(".table-body [data-stop]");
            let cell = first.and_then(|first| cell_of(&first));
            if let Some((row, _)) = cell {
                self.stop_here(row, 1);
            }
        }
    }
}

/// The row and column of the cell that something is in.
fn cell_of(target: &web_sys::EventTarget) -> Option<(usize, usize)> {
    let element: &Element = target.dyn_ref()?;
    let index = |selector: &str, name: &str| -> Option<usize> {
        let holder = element.closest(selector).ok()??;
        holder
            .get_attribute(name)?
            .parse::<usize>()
            .ok()?
            .checked_sub(1)
    };
    Some((
        index("[aria-rowindex]", "aria-rowindex")?,
        index("[aria-colindex]", "aria-colindex")?,
    ))
}
