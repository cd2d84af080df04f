//! What an answer is made of: bytes that are in memory already, or states of the preview as they come.

use super::state;
use super::{Generation, Options};
use hyper::body::{Body, Bytes, Frame};
use std::convert::Infallible;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::sync::watch::Receiver;

/// Something is sent at least that often, so that a browser that went away is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The body of an answer.
pub(super) enum Answer {
    /// At once.
    Whole(Option<Bytes>),
    /// Server-sent events (WHATWG HTML, 9.2).
    Events(mpsc::Receiver<Bytes>),
}

impl Answer {
    /// Bytes that stay where they are.
    pub(super) fn shared(bytes: Arc<[u8]>) -> Self {
        Self::Whole(Some(Bytes::from_owner(bytes)))
    }

    /// A text.
    pub(super) fn text(text: impl Into<Vec<u8>>) -> Self {
        Self::Whole(Some(Bytes::from(text.into())))
    }

    /// The state of the preview now, and at each change.
    pub(super) fn events(
        mut generations: Receiver<Arc<Generation>>,
        options: Arc<Options>,
        root: Arc<PathBuf>,
    ) -> Self {
        // One state that waits is enough: the newest is told when the browser is ready for it.
        let (sender, events) = mpsc::channel(1);
        tokio::spawn(async move {
            loop {
                let generation = Arc::clone(&generations.borrow_and_update());
                let told = format!("data: {}\n\n", state::json(&generation, &options, &root));
                if sender.send(Bytes::from(told)).await.is_err() {
                    return;
                }
                loop {
                    match tokio::time::timeout(HEARTBEAT, generations.changed()).await {
                        Ok(Ok(())) => break,
                        Ok(Err(_)) => return,
                        Err(_) if sender.send(Bytes::from_static(b":\n\n")).await.is_err() => return,
                        Err(_) => {}
                    }
                }
            }
        });
        Self::Events(events)
    }

    /// Its length, when it has one.
    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Self::Whole(bytes) => Some(bytes.as_ref().map_or(0, Bytes::len)),
            Self::Events(_) => None,
        }
    }
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Events(events) => events.poll_recv(cx).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes)))),
        }
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.length().map_or_else(Default::default, |length| hyper::body::SizeHint::with_exact(length as u64))
    }
}
