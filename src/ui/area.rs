//! An area of the product whose code arrives when it is opened.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use crate::i18n::t;
use crate::ui::{Icon, Waiting, live};

/// The code of an area did not arrive. Asking again starts afresh.
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

/// Declares how an area is loaded: `area!(load, chunk_name, Page)` makes `load`, which
/// fetches the chunk (once) and gives what draws `Page`. Without the feature `split` the
/// code is already there.
#[macro_export]
macro_rules! area {
    ($load:ident, $chunk:ident, $page:path) => {
        fn $load() -> ::std::pin::Pin<
            ::std::boxed::Box<
                dyn ::std::future::Future<
                        Output = Result<$crate::ui::DrawArea, $crate::ui::AreaMissing>,
                    >,
            >,
        > {
            #[cfg(feature = "split")]
            #[::leptos::wasm_split::wasm_split(
                                                        $chunk,
                                                        wasm_split_path = ::leptos::wasm_split,
                                                        fallible
                                                    )]
            fn fetch() -> Result<$crate::ui::DrawArea, $crate::ui::AreaMissing> {
                Ok(|| ::leptos::prelude::IntoAny::into_any($page()))
            }

            #[cfg(not(feature = "split"))]
            async fn fetch() -> Result<$crate::ui::DrawArea, $crate::ui::AreaMissing> {
                Ok(|| ::leptos::prelude::IntoAny::into_any($page()))
            }

            ::std::boxed::Box::pin(fetch())
        }
    };
}

/// How far an area's code has come.
#[derive(Clone, Copy)]
enum Code {
    Coming,
    Missing,
    Here(DrawArea),
}

/// Draws an area, or says that its code did not arrive and offers to try again.
#[component]
pub fn Area(load: LoadArea) -> impl IntoView {
    let code = RwSignal::new(Code::Coming);
    let fetch = move || {
        code.set(Code::Coming);
        leptos::task::spawn_local(async move {
            let arrived = load().await.map_or(Code::Missing, Code::Here);
            // The area may have been left meanwhile.
            code.try_set(arrived);
        });
    };
    fetch();
    live(move || match code.get() {
        Code::Coming => view! { <Waiting text=t("area.loading") /> }.into_any(),
        Code::Here(draw) => draw(),
        Code::Missing => view! {
            <div class="trouble" role="alert">
                <p class="trouble-title">
                    <Icon name="wifi-off" />
                    {t("area.missing.title")}
                </p>
                <p>{t("area.missing.text")}</p>
                <p class="trouble-actions">
                    <button class="button" type="button" on:click=move |_| fetch()>
                        {t("action.retry")}
                    </button>
                </p>
            </div>
        }
        .into_any(),
    })
}
