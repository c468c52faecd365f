//! A reader between the socket and the HTTP library that lets only sound heads by.
//!
//! It follows where each request begins and ends, which is easy because bodies of
//! unknown length are refused (see [`super::head`]). When a head is refused, the
//! library is given a plain request in its place, whose answer the [`Verdict`]
//! decides: in this way refusals leave through the same door as every response,
//! in order, and with the same headers.

use super::head::{self, Refusal};
use bytes::{Buf, BytesMut};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// What the library reads in place of a refused request.
const STAND_IN: &[u8] = b"GET / HTTP/1.1\r\nhost: refused\r\nconnection: close\r\n\r\n";
const READ_SIZE: usize = 16 * 1024;

/// Tells the handler of a connection whether the request it was just given stands
/// in for a refused one. Once refused, the connection carries nothing else.
#[derive(Clone, Default)]
pub struct Verdict(Arc<OnceLock<Refusal>>);

impl Verdict {
    /// The refusal, when there was one.
    pub fn refusal(&self) -> Option<Refusal> {
        self.0.get().copied()
    }
}

enum Expect {
    Head,
    Body(u64),
    Nothing,
}

/// A stream of which only sound requests can be read.
pub struct Guarded<S> {
    stream: S,
    /// Read from the socket, not yet judged.
    arrived: BytesMut,
    /// Bytes at the front of `arrived` that may be handed on.
    cleared: usize,
    expect: Expect,
    verdict: Verdict,
    /// How long the other end may leave what was written unread.
    unread: Duration,
    /// Runs while nothing more can be written.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<S> Guarded<S> {
    /// Watches over a fresh connection, of which the other end must read something
    /// at least every `unread`.
    pub fn new(stream: S, unread: Duration) -> Self {
        Self {
            stream,
            arrived: BytesMut::new(),
            cleared: 0,
            expect: Expect::Head,
            verdict: Verdict::default(),
            unread,
            stalled: None,
        }
    }

    /// Shared with the handler of this connection.
    pub fn verdict(&self) -> Verdict {
        self.verdict.clone()
    }

    /// Turns a write that has been pending for too long into an error. Only here
    /// can it be noticed: while nothing can be written, nothing else of an answer
    /// is looked at, its own deadline included.
    fn patient<T>(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let unread = self.unread;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(unread)));
        std::task::ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Clears as much of what arrived as belongs to one request.
    fn judge(&mut self) {
        match self.expect {
            Expect::Head => match head::examine(&self.arrived) {
                Ok(None) => {}
                Ok(Some(head)) => {
                    self.cleared = head.length;
                    if head.body > 0 {
                        self.expect = Expect::Body(head.body);
                    }
                }
                Err(refusal) => {
                    let _ = self.verdict.0.set(refusal);
                    self.arrived.clear();
                    self.arrived.extend_from_slice(STAND_IN);
                    self.cleared = STAND_IN.len();
                    self.expect = Expect::Nothing;
                }
            },
            Expect::Body(left) => {
                let here = self
                    .arrived
                    .len()
                    .min(usize::try_from(left).unwrap_or(usize::MAX));
                self.cleared = here;
                let left = left - here as u64;
                self.expect = if left == 0 {
                    Expect::Head
                } else {
                    Expect::Body(left)
                };
            }
            Expect::Nothing => {}
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        loop {
            if this.cleared > 0 {
                let count = this.cleared.min(out.remaining());
                out.put_slice(&this.arrived[..count]);
                this.arrived.advance(count);
                this.cleared -= count;
                return Poll::Ready(Ok(()));
            }
            if matches!(this.expect, Expect::Nothing) {
                // The answer is on its way and the connection closes after it.
                return Poll::Pending;
            }
            if !this.arrived.is_empty() {
                this.judge();
                if this.cleared > 0 {
                    continue;
                }
            }
            let mut chunk = [0; READ_SIZE];
            let mut chunk = ReadBuf::new(&mut chunk);
            std::task::ready!(Pin::new(&mut this.stream).poll_read(cx, &mut chunk))?;
            if chunk.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
            this.arrived.extend_from_slice(chunk.filled());
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(cx, bytes);
        this.patient(cx, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(cx, slices);
        this.patient(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncReadExt;

    /// What the library would read, of what a browser sent in one piece.
    async fn read_all(sent: &'static [u8]) -> (Vec<u8>, Option<Refusal>) {
        let mut guarded = Guarded::new(sent, Duration::from_secs(1));
        let verdict = guarded.verdict();
        let mut read = Vec::new();
        // Ends at the end of input, or stays pending for ever after a refusal.
        let whole = guarded.read_to_end(&mut read);
        tokio::select! {
            biased;
            done = whole => { done.expect("reading from memory"); }
            () = tokio::task::yield_now() => {}
        }
        (read, verdict.refusal())
    }

    #[tokio::test]
    async fn requests_in_a_row_pass_unchanged() {
        let sent = b"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 30\r\n\r\nGET /#not-a-head HTTP/9\r\n\r\nabcGET /b HTTP/1.1\r\nHost: h\r\n\r\n";
        let (read, refusal) = read_all(sent).await;
        assert_eq!(refusal, None);
        assert_eq!(String::from_utf8(read), String::from_utf8(sent.to_vec()));
    }

    #[tokio::test]
    async fn nothing_after_a_refused_head_is_read() {
        let sent = b"GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /#b HTTP/1.1\r\nHost: h\r\n\r\nGET /c HTTP/1.1\r\nHost: h\r\n\r\n";
        let (read, refusal) = read_all(sent).await;
        let expected = [b"GET /a HTTP/1.1\r\nHost: h\r\n\r\n".as_slice(), STAND_IN].concat();
        assert_eq!(String::from_utf8(read), String::from_utf8(expected));
        assert!(refusal.is_some());
    }
}
