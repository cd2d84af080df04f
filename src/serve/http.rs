//! Connections → requests → answers, in a thread of their own. Sizes, times and numbers are bounded.

use super::{Generation, Options, answer};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::sync::watch::Receiver;

/// Connections at a time: a browser takes six per window. Others wait.
const CONNECTIONS: usize = 256;
/// Bytes of the head of a request, and of what waits to be sent.
const HEAD: usize = 64 << 10;
/// Lines of the head of a request.
const HEADERS: usize = 100;
/// How long a client may take to send the head of a request, and may keep a connection without asking anything.
const SILENCE: Duration = Duration::from_secs(60);
/// After a connection that the system could not give (no more files to open).
const BREATH: Duration = Duration::from_millis(100);

/// Answers from now on.
pub(super) fn start(
    listener: std::net::TcpListener,
    generations: Receiver<Arc<Generation>>,
    options: Options,
    root: PathBuf,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    listener.set_nonblocking(true)?;
    let listener = {
        let _inside = runtime.enter();
        TcpListener::from_std(listener)?
    };
    let (options, root) = (Arc::new(options), Arc::new(root));
    std::thread::Builder::new()
        .name("preview".to_owned())
        .spawn(move || runtime.block_on(accept(listener, generations, options, root)))?;
    Ok(())
}

async fn accept(
    listener: TcpListener,
    generations: Receiver<Arc<Generation>>,
    options: Arc<Options>,
    root: Arc<PathBuf>,
) -> Infallible {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let place = Arc::clone(&places).acquire_owned().await.expect("the semaphore is never closed");
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let (generations, options, root) = (generations.clone(), Arc::clone(&options), Arc::clone(&root));
        // A request that fails ends its own connection, no other.
        tokio::spawn(async move {
            let _place = place;
            let service = service_fn(|request| {
                let answer = answer::answer(&request, &generations, &options, &root);
                async move { Ok::<_, Infallible>(answer) }
            });
            let mut server = http1::Builder::new();
            server.timer(TokioTimer::new()).header_read_timeout(SILENCE).max_buf_size(HEAD).max_headers(HEADERS);
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
