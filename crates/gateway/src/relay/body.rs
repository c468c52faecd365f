//! The body of an answer on its way through.

use crate::bulkhead::Place;
use crate::endpoint::Endpoint;
use crate::errors::GatewayError;
use bytes::Bytes;
use http_body_util::{BodyExt, Either, Full};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::time::{Instant, Sleep, sleep_until, timeout_at};

/// So much of an answer is waited for before its status is passed on: an answer
/// that breaks within it can still become an error with a name. Later the
/// connection can only be cut.
const HELD_BACK: usize = 256 * 1024;

/// A long answer: what was held back of it and what is still to come.
pub struct RelayedBody {
    endpoint: Endpoint,
    held: VecDeque<Bytes>,
    rest: Incoming,
    left: usize,
    deadline: Pin<Box<Sleep>>,
    _place: Place,
}

/// Why an answer was cut after its status had been passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Cut {
    /// Not complete in time.
    #[error("the answer was not complete in time")]
    Late,
    /// Larger than is relayed.
    #[error("the answer is larger than is relayed")]
    TooLarge,
    /// The upstream broke off.
    #[error("the answer broke off")]
    Broken,
}

/// Takes an answer's body of at most `limit` bytes, complete by `deadline`.
pub async fn take(
    endpoint: Endpoint,
    mut rest: Incoming,
    limit: usize,
    deadline: Instant,
    place: Place,
) -> Result<Either<Full<Bytes>, RelayedBody>, GatewayError> {
    if rest.size_hint().lower() > limit as u64 {
        return Err(GatewayError::ResponseTooLarge);
    }
    let mut held = VecDeque::<Bytes>::new();
    let mut size = 0;
    while size < HELD_BACK.min(limit) {
        let frame = timeout_at(deadline, rest.frame())
            .await
            .map_err(|_| GatewayError::Timeout)?;
        let Some(frame) = frame else {
            let whole = held.make_contiguous().concat();
            return Ok(Either::Left(Full::new(whole.into())));
        };
        // Trailers are dropped: no header of theirs is on the list.
        if let Ok(data) = frame.map_err(|_| GatewayError::Truncated)?.into_data() {
            size += data.len();
            held.push_back(data);
        }
        if size > limit {
            return Err(GatewayError::ResponseTooLarge);
        }
    }
    let deadline = Box::pin(sleep_until(deadline));
    Ok(Either::Right(RelayedBody {
        endpoint,
        held,
        rest,
        left: limit - size,
        deadline,
        _place: place,
    }))
}

impl RelayedBody {
    fn cut(&self, why: Cut) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        tracing::warn!(endpoint = self.endpoint.name(), %why, "an answer was cut");
        Poll::Ready(Some(Err(why)))
    }
}

impl Body for RelayedBody {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        let this = self.get_mut();
        if this.deadline.as_mut().poll(cx).is_ready() {
            return this.cut(Cut::Late);
        }
        if let Some(bytes) = this.held.pop_front() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        loop {
            let frame = match std::task::ready!(Pin::new(&mut this.rest).poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Err(_)) => return this.cut(Cut::Broken),
                Some(Ok(frame)) => frame,
            };
            let Ok(data) = frame.into_data() else {
                continue;
            };
            let Some(left) = this.left.checked_sub(data.len()) else {
                return this.cut(Cut::TooLarge);
            };
            this.left = left;
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
    }

    fn size_hint(&self) -> SizeHint {
        let held = self.held.iter().map(Bytes::len).sum::<usize>() as u64;
        match self.rest.size_hint().exact() {
            Some(rest) => SizeHint::with_exact(held + rest),
            None => SizeHint::default(),
        }
    }
}
