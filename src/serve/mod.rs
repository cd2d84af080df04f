//! A workspace → its site in a browser, made again at each save: `millesime serve`.
//!
//! One thread looks at the folder and builds ([`run`]); another answers the browser from memory. Between them stands one
//! [`Generation`], replaced as a whole. What is served is what `build` writes, byte for byte; only a page that the browser
//! navigates to has one line more, the script of the preview.

mod answer;
mod body;
mod bounds;
pub mod editor;
mod findings;
mod follow;
mod generation;
mod http;
mod keeper;
mod origin;
mod page;
mod qa;
mod state;
mod watch;
mod weight;

pub use generation::{Generation, Good};

use crate::source;
use crate::text::{Date, Lang};
use keeper::Keeper;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch as channel;
use watch::Watch;

/// How many ports are tried after the one that was asked for.
const PORTS: u16 = 50;

/// How long the pages on screen have the machine to themselves before all the others are made.
const GRACE: Duration = Duration::from_millis(40);

/// What a preview is asked.
#[derive(Clone, Debug)]
pub struct Options {
    /// The workspace.
    pub root: PathBuf,
    /// Where to listen; loopback unless the user says otherwise.
    pub address: IpAddr,
    /// The port; the next free one when it is taken. 0 is any.
    pub port: u16,
    /// Look at regular times instead of listening to the system: for network shares.
    pub poll: bool,
    /// Tell browsers to go to the page of the file just saved.
    pub follow: bool,
    /// Only this edition.
    pub edition: Option<String>,
    /// Address that opens an editor, with `{file}`, `{line}` and `{column}`.
    pub editor: Option<String>,
    /// The language of the preview's own words.
    pub lang: Lang,
    /// The day taken for today.
    pub date: Option<Date>,
    /// Today, asked at each build: a preview may live past midnight.
    pub today: fn() -> Date,
}

/// What happens, for the console.
#[derive(Debug)]
pub enum Event<'a> {
    /// Browsers may come.
    Ready {
        /// Where.
        address: SocketAddr,
        /// What was built first.
        generation: &'a Generation,
    },
    /// Something changed; browsers had its pages in that time, and now they are checked.
    Built(&'a Generation, Duration),
    /// The system does not tell of changes: the folder is looked at instead, every half second.
    NotWatched(String),
}

/// The preview cannot begin.
#[derive(Debug)]
pub enum Error {
    /// The workspace cannot be read.
    Source(source::Error),
    /// No port is free, or the address is not ours.
    Listen(SocketAddr, std::io::Error),
}

/// Serves the preview until the process ends.
///
/// # Errors
/// When the folder cannot be read or the address cannot be listened at. Once begun, nothing ends it.
pub fn run(options: &Options, tell: &mut dyn FnMut(Event)) -> Result<std::convert::Infallible, Error> {
    let root = options
        .root
        .canonicalize()
        .map_err(|cause| Error::Source(source::Error { path: options.root.clone(), cause }))?;
    let listener = listen(options.address, options.port)?;
    let address =
        listener.local_addr().map_err(|cause| Error::Listen((options.address, options.port).into(), cause))?;
    // Before the first look, so that no change falls between the two.
    let (mut watch, trouble) = Watch::new(&root, options.poll);
    if let Some(trouble) = trouble {
        tell(Event::NotWatched(trouble));
    }
    let (mut keeper, first) = Keeper::new(options, &root).map_err(Error::Source)?;
    let first = keeper.checked(&first, &|| true).unwrap_or(first);
    let mut latest = Arc::new(first);
    let (sender, receiver) = channel::channel(Arc::clone(&latest));
    http::start(listener, receiver, options.clone(), root).map_err(|cause| Error::Listen(address, cause))?;
    tell(Event::Ready { address, generation: &latest });
    let is_stirred = watch.stirred();
    // How long its pages took, as long as the latest is not checked; and whether nothing was heard meanwhile but noise.
    let (mut unchecked, mut is_noise) = (None, false);
    loop {
        if let Some(time) = unchecked
            && let Some(checked) = keeper.checked(&latest, &|| is_noise || !is_stirred())
        {
            latest = Arc::new(checked);
            sender.send_replace(Arc::clone(&latest));
            tell(Event::Built(&latest, time));
            unchecked = None;
        }
        let places = watch.wait();
        let began = Instant::now();
        let next = keeper.next(&latest, places.as_ref());
        is_noise = next.is_none();
        let Some(next) = next else { continue };
        latest = Arc::new(next);
        sender.send_replace(Arc::clone(&latest));
        match &latest.good {
            // Pages are shown first, and checked then.
            Some(good) if !latest.is_checked => {
                unchecked = Some(began.elapsed());
                good.wait_until_asked(GRACE);
            }
            _ => {
                unchecked = None;
                tell(Event::Built(&latest, began.elapsed()));
            }
        }
    }
}

fn listen(address: IpAddr, port: u16) -> Result<TcpListener, Error> {
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS) };
    let mut refused = None;
    for port in port..=last {
        match TcpListener::bind((address, port)) {
            Ok(listener) => return Ok(listener),
            Err(cause) => {
                let is_taken = cause.kind() == std::io::ErrorKind::AddrInUse;
                refused.get_or_insert((port, cause));
                if !is_taken {
                    break;
                }
            }
        }
    }
    let (port, cause) = refused.expect("at least one port was tried");
    Err(Error::Listen((address, port).into(), cause))
}
