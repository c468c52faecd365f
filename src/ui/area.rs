//! An area of the product whose code arrives when it is opened.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use send_wrapper::SendWrapper;

use crate::i18n::t;
use crate::ui::{Icon, Waiting};

/// The code of an area did not arrive. Asking again starts afresh.
#[derive(Clone, Copy, Debug)]
pub struct AreaMissing;

impl From<SplitLoaderError> for AreaMissing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// What fetches an area's code and draws its page.
pub type LoadArea = fn() -> Pin<Box<dyn Future<Output = Result<AnyView, AreaMissing>>>>;

/// Declares how an area is loaded: `area!(load, chunk_name, Page)` makes `load`, which
/// fetches the chunk (once) and draws `Page`. Without the feature `split` the code is
/// already there and only the drawing remains.
#[macro_export]
macro_rules! area {
    ($load:ident, $chunk:ident, $page:path) => {
        fn $load() -> ::std::pin::Pin<
            ::std::boxed::Box<
                dyn ::std::future::Future<
                    Output = Result<::leptos::prelude::AnyView, $crate::ui::AreaMissing>,
                >,
            >,
        > {
            #[cfg(feature = "split")]
            #[::leptos::wasm_split::wasm_split(
                $chunk,
                wasm_split_path = ::leptos::wasm_split,
                fallible
            )]
            fn draw() -> Result<::leptos::prelude::AnyView, $crate::ui::AreaMissing> {
                Ok(::leptos::prelude::IntoAny::into_any($page()))
            }

            #[cfg(not(feature = "split"))]
            async fn draw() -> Result<::leptos::prelude::AnyView, $crate::ui::AreaMissing> {
                Ok(::leptos::prelude::IntoAny::into_any($page()))
            }

            ::std::boxed::Box::pin(draw())
        }
    };
}

/// Draws an area, or says that its code did not arrive and offers to try again.
#[component]
pub fn Area(load: LoadArea) -> impl IntoView {
    let attempt = RwSignal::new(0_u32);
    view! {
        <Suspense fallback=|| view! { <Waiting text=t("area.loading") /> }>
            {move || {
                attempt.track();
                // The browser has one thread; the framework's types allow for more.
                Suspend::new(SendWrapper::new(async move {
                    match load().await {
                        Ok(page) => page,
                        Err(AreaMissing) => {
                            view! {
                                <div class="trouble" role="alert">
                                    <p class="trouble-title">
                                        <Icon name="wifi-off" />
                                        {t("area.missing.title")}
                                    </p>
                                    <p>{t("area.missing.text")}</p>
                                    <p class="trouble-actions">
                                        <button
                                            class="button"
                                            type="button"
                                            on:click=move |_| attempt.update(|n| *n += 1)
                                        >
                                            {t("action.retry")}
                                        </button>
                                    </p>
                                </div>
                            }
                                .into_any()
                        }
                    }
                }))
            }}
        </Suspense>
    }
}
