//! An area of the product whose code, texts and sheet arrive when it is opened.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use crate::i18n::{self, t};
use crate::platform::sheet;
use crate::ui::{Waiting, live, mishap};

/// A part of an area did not arrive. Asking again starts afresh.
#[derive(Clone, Copy, Debug)]
pub struct AreaMissing;

impl From<SplitLoaderError> for AreaMissing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// What draws an area's page.
pub type DrawArea = fn() -> AnyView;

/// What fetches an area's code.
pub type LoadArea = fn() -> Pin<Box<dyn Future<Output = Result<DrawArea, AreaMissing>>>>;

/// An area, before any of it is here.
#[derive(Clone, Copy)]
pub struct Parcel {
    /// Its code.
    pub code: LoadArea,
    /// The name under which its texts (`locales/{language}/{name}.json`) and its sheet
    /// (`areas/{name}.css`) are found. `None` for an area whose texts and looks came with
    /// the first screen.
    pub files: Option<&'static str>,
    /// Likewise for what several areas share, `table` for those that show lists.
    pub shared: Option<&'static str>,
}

impl Parcel {
    /// Fetches all of it at once.
    ///
    /// # Errors
    /// When any of it did not arrive: an area without its words or its looks is not shown.
    pub async fn open(self) -> Result<DrawArea, AreaMissing> {
        let (code, own, shared) = futures::join!((self.code)(), add(self.files), add(self.shared));
        if own && shared {
            code
        } else {
            Err(AreaMissing)
        }
    }
}

/// Fetches texts and sheet of this name; whether they are here.
async fn add(name: Option<&'static str>) -> bool {
    let Some(name) = name else { return true };
    let (texts, looks) = futures::join!(i18n::add_area(name), sheet::add_area(name));
    texts.is_ok() && looks.is_ok()
}

/// Declares an area: `area!(SERVICES, services, services::Services)` makes the constant
/// `SERVICES`, which fetches the chunk `services`, `locales/en/services.json` and
/// `areas/services.css`, each once, and gives what draws the page. With `bare` the area
/// brings its code alone, as its texts and looks are there before it; `and table` it brings
/// the texts and looks of that name beside its own; `with services` in place of its own.
/// Without the feature `split` the code is already there.
#[macro_export]
macro_rules! area {
    ($parcel:ident, $chunk:ident, $page:path) => {
        $crate::area!(@make $parcel, $chunk, $page, Some(stringify!($chunk)), None);
    };
    ($parcel:ident, $chunk:ident, $page:path, and $shared:ident) => {
        $crate::area!(@make $parcel, $chunk, $page, Some(stringify!($chunk)), Some(stringify!($shared)));
    };
    ($parcel:ident, $chunk:ident, $page:path, bare) => {
        $crate::area!(@make $parcel, $chunk, $page, None, None);
    };
    ($parcel:ident, $chunk:ident, $page:path, with $files:ident) => {
        $crate::area!(@make $parcel, $chunk, $page, Some(stringify!($files)), None);
    };
    (@make $parcel:ident, $chunk:ident, $page:path, $files:expr, $shared:expr) => {
        const $parcel: $crate::ui::Parcel = {
            fn code() -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<
                            Output = Result<$crate::ui::DrawArea, $crate::ui::AreaMissing>,
                        >,
                >,
            > {
                $crate::lazily!(fetch, $chunk, $crate::ui::DrawArea, || {
                    ::leptos::prelude::IntoAny::into_any($page())
                });
                ::std::boxed::Box::pin(fetch())
            }
            $crate::ui::Parcel { code, files: $files, shared: $shared }
        };
    };
}

/// Declares a function that fetches code which few visits need, once, and gives its entry:
/// `lazily!(fetch, words, Suggest, suggest as Suggest)` makes `async fn fetch() ->
/// Result<Suggest, AreaMissing>`, whose code is the chunk `words`.
#[macro_export]
macro_rules! lazily {
    ($fetch:ident, $chunk:ident, $entry:ty, $value:expr) => {
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $fetch() -> Result<$entry, $crate::ui::AreaMissing> {
            Ok($value)
        }

        #[cfg(not(feature = "split"))]
        async fn $fetch() -> Result<$entry, $crate::ui::AreaMissing> {
            Ok($value)
        }
    };
}

/// What code that was asked for with [`lazily!`](crate::lazily) gives, once it is here;
/// nothing where it does not arrive.
pub fn arriving<T: Send + Sync + 'static>(
    code: impl Future<Output = Result<T, AreaMissing>> + 'static,
) -> RwSignal<Option<T>> {
    let arrived = RwSignal::new(None);
    leptos::task::spawn_local(async move {
        let entry = code.await.ok();
        // The page may have been left meanwhile.
        arrived.try_set(entry);
    });
    arrived
}

/// How far an area has come.
#[derive(Clone, Copy)]
enum Arrival {
    Coming,
    Missing,
    Here(DrawArea),
}

fn reload() {
    // A browser that refuses leaves the message where it is.
    let _ = window().location().reload();
}

/// Draws an area, or says that it did not arrive and offers to try again.
#[component]
pub fn Area(parcel: Parcel) -> impl IntoView {
    let arrival = RwSignal::new(Arrival::Coming);
    let fetch = move || {
        arrival.set(Arrival::Coming);
        leptos::task::spawn_local(async move {
            let arrived = parcel.open().await.map_or(Arrival::Missing, Arrival::Here);
            // The area may have been left meanwhile.
            arrival.try_set(arrived);
        });
    };
    fetch();
    live(move || match arrival.get() {
        Arrival::Coming => view! { <Waiting text=t("area.loading") /> }.into_any(),
        Arrival::Here(draw) => draw(),
        Arrival::Missing => {
            let ways = view! {
                <button class="button" type="button" on:click=move |_| fetch()>
                    {t("action.retry")}
                </button>
                // Another build has other names for its files: only its own page knows them.
                <button class="button" type="button" on:click=move |_| reload()>
                    {t("action.reload")}
                </button>
            };
            mishap(
                "wifi-off",
                "area.missing.title",
                "area.missing.text",
                Some(ways.into_any()),
            )
        }
    })
}
