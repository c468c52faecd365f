//! A server that answers bytes, not HTTP. It tells the time like a good one, so that
//! signed requests get as far as its tricks.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// What it does with a request.
#[derive(Clone)]
pub enum Move {
    /// Sends these bytes and closes.
    Send(Vec<u8>),
    /// Sends the former for the first request, the latter for all others.
    First(Vec<u8>, Vec<u8>),
    /// Sends these bytes one at a time.
    Slice(Vec<u8>),
    /// Says nothing until the other side leaves.
    Hang,
}

pub struct Hostile {
    pub address: SocketAddr,
    seen: Arc<AtomicUsize>,
    open: watch::Receiver<usize>,
}

impl Hostile {
    pub async fn start(how: Move) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(AtomicUsize::new(0));
        let (count, open) = watch::channel(0);
        let count = Arc::new(count);
        let seen_there = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (how, seen, count) = (how.clone(), Arc::clone(&seen_there), Arc::clone(&count));
                tokio::spawn(async move {
                    count.send_modify(|n| *n += 1);
                    let _ = serve(stream, how, &seen).await;
                    count.send_modify(|n| *n -= 1);
                });
            }
        });
        Self {
            address,
            seen,
            open,
        }
    }

    /// Requests other than those for the time.
    pub fn requests(&self) -> usize {
        self.seen.load(Ordering::SeqCst)
    }

    /// Waits until at least one connection was there and all are closed.
    pub async fn all_gone(&self) {
        self.open.clone().wait_for(|open| *open == 0).await.unwrap();
    }
}

async fn serve(mut stream: TcpStream, how: Move, seen: &AtomicUsize) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.windows(4).any(|w| w == b"\r\n\r\n") {
        if stream.read_buf(&mut head).await? == 0 {
            return Ok(());
        }
    }
    if head.starts_with(b"GET /1.0/auth/time ") {
        let now = std::time::SystemTime::UNIX_EPOCH
            .elapsed()
            .map_or(0, |d| d.as_secs())
            .to_string();
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{now}",
            now.len()
        );
        return stream.write_all(answer.as_bytes()).await;
    }
    let before = seen.fetch_add(1, Ordering::SeqCst);
    match how {
        Move::Send(bytes) => stream.write_all(&bytes).await,
        Move::First(first, _) if before == 0 => stream.write_all(&first).await,
        Move::First(_, then) => stream.write_all(&then).await,
        Move::Slice(bytes) => {
            for byte in bytes {
                stream.write_all(&[byte]).await?;
                stream.flush().await?;
                tokio::task::yield_now().await;
            }
            Ok(())
        }
        Move::Hang => {
            while stream.read_buf(&mut head).await? != 0 {}
            Ok(())
        }
    }
}
