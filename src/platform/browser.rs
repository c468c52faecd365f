//! The browser, as the client of the API sees it.

use std::time::Duration;

use api::{LocalFuture, Platform, Request, Response, TransportError};

use super::fetch;

/// The real thing; tests have others.
pub struct Browser;

impl Platform for Browser {
    fn unix_ms(&self) -> f64 {
        super::now_ms()
    }

    fn monotonic_ms(&self) -> f64 {
        // Without `performance` the wall clock serves: a wake is then not noticed.
        web_sys::window()
            .and_then(|window| window.performance())
            .map_or_else(super::now_ms, |performance| performance.now())
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }

    fn sleep(&self, time: Duration) -> LocalFuture<()> {
        // A timer of the browser counts in i32 milliseconds; nothing here sleeps for days.
        let ms = u32::try_from(time.as_millis())
            .unwrap_or(u32::MAX)
            .min(i32::MAX as u32);
        Box::pin(gloo_timers::future::TimeoutFuture::new(ms))
    }

    fn send(&self, request: Request) -> LocalFuture<Result<Response, TransportError>> {
        Box::pin(fetch::send(request))
    }
}
