//! [`Rendered`](crate::render::Rendered) → a folder on disk or an archive, and new source files for the author. The only module that writes
//! to the author's disk.
//!
//! A site is written beside the former one and takes its place once it is whole: a build that fails or is interrupted leaves
//! the former site byte for byte.

mod archive;
mod create;
mod error;
mod folder;
mod manifest;
mod scratch;
mod media;
mod target;
mod twins;

pub use archive::{Packed, Wrapping, pack};
pub use create::{NewFile, create, create_in_empty, replace};
pub use error::{Error, Trouble};
pub use folder::{Staged, Written, stage};
pub use media::media_type;
pub use scratch::{Scratch, published};
pub use target::{Target, is_among_sources, target};
pub use twins::compressed;
