//! Answers that are wrong on purpose.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use http_body_util::BodyExt;
use hyper::body::Frame;

use super::respond;
use crate::dispatch::Answer;
use crate::error::ApiError;

/// Before a cut-off answer is cut off: the first half must have left.
const CUT_OFF_AFTER: Duration = Duration::from_millis(20);

pub(super) fn failure(status: StatusCode) -> ApiError {
    let class = if status.is_server_error() {
        "Server::InternalServerError"
    } else {
        "Client::BadRequest"
    };
    ApiError::new(
        status,
        class,
        "INJECTED_FAULT",
        "This failure was asked for",
    )
}

pub(super) fn rate_limit(retry_after: Option<&str>) -> Response {
    let error = ApiError::new(
        StatusCode::TOO_MANY_REQUESTS,
        "Client::TooManyRequests",
        "TOO_MANY_REQUESTS",
        "Too many calls. Wait a moment before the next",
    );
    let mut response = respond(Answer::error(&error));
    if let Some(value) = retry_after.and_then(|text| HeaderValue::from_str(text).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// What a captive portal says to everything.
pub(super) fn portal() -> Response {
    let mut response = Response::new(Body::from(
        "<!doctype html><title>Welcome</title><h1>Welcome to the network</h1>",
    ));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    response
}

/// The answer's head with its full length, and half of its body.
pub(super) async fn truncated(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => Bytes::new(),
    };
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    Response::from_parts(
        parts,
        Body::new(CutOff {
            half: Some(half),
            pause: Box::pin(tokio::time::sleep(CUT_OFF_AFTER)),
        }),
    )
}

/// A body that gives what it has, lets it leave, and breaks off.
struct CutOff {
    half: Option<Bytes>,
    pause: Pin<Box<tokio::time::Sleep>>,
}

impl HttpBody for CutOff {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        self.pause
            .as_mut()
            .poll(cx)
            .map(|()| Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}
