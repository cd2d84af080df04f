//! Where a report is published.

/// A target of `report.yaml`. It holds no secret: passwords and keys come from the environment, under names made from [`PublishTarget::name`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishTarget {
    /// « production ».
    pub name: String,
    /// What is written to.
    pub place: Storage,
    /// The server that shows it, when it wants files of its own in the site.
    pub host: Option<Host>,
    /// The public address, ending in `/`, when it is not that of the report.
    pub site: Option<String>,
    /// Compressed twins are published beside texts.
    pub compress: bool,
    /// Transfers at the same time, 1–16.
    pub connections: usize,
}

/// What is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Storage {
    /// A folder of this machine or a mounted share.
    Folder {
        /// From the workspace, or from the root of the disk.
        path: String,
    },
    /// OpenSSH, with the keys and known hosts of the system's `ssh`.
    Sftp {
        /// `host` or `host:port`.
        address: String,
        /// Login; the one of the `ssh` configuration by default.
        user: Option<String>,
        /// Path of a private key; those of the agent by default.
        key: Option<String>,
        /// Folder on the server.
        folder: String,
    },
    /// WebDAV over HTTPS.
    Webdav {
        /// `https://…`.
        address: String,
        /// Login.
        user: Option<String>,
        /// Folder below the address.
        folder: String,
    },
    /// Amazon S3 and what speaks like it.
    S3 {
        /// `https://s3.…`; Amazon's by default.
        address: Option<String>,
        /// Bucket.
        bucket: String,
        /// `fr-par`, `auto`, …
        region: String,
        /// The bucket is part of the host name, not of the path.
        virtual_host: bool,
        /// Folder in the bucket.
        folder: String,
    },
    /// Azure Blob Storage.
    Azure {
        /// `https://ACCOUNT.blob.core.windows.net`.
        address: String,
        /// Storage account.
        account: String,
        /// Container; `$web` for a static site.
        container: String,
        /// Folder in the container.
        folder: String,
    },
    /// Google Cloud Storage.
    Gcs {
        /// Another endpoint than Google's.
        address: Option<String>,
        /// Bucket.
        bucket: String,
        /// Folder in the bucket.
        folder: String,
    },
    /// FTP, over TLS when the address begins with `ftps://`.
    Ftp {
        /// `ftps://host:port` or `ftp://host:port`.
        address: String,
        /// Login; anonymous by default.
        user: Option<String>,
        /// Folder on the server.
        folder: String,
    },
}

/// A server that reads settings from files in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// `.htaccess`.
    Apache,
    /// `_headers` and `_redirects`: Netlify, Cloudflare Pages.
    Netlify,
    /// GitHub Pages: `.nojekyll`.
    Github,
    /// GitLab Pages: compressed twins.
    Gitlab,
    /// nginx: compressed twins; its settings stand outside the site.
    Nginx,
}

impl Host {
    /// Every host, in the order of the help.
    pub const ALL: [Host; 5] = [Host::Apache, Host::Nginx, Host::Netlify, Host::Gitlab, Host::Github];

    /// The name that people write.
    pub fn name(self) -> &'static str {
        match self {
            Host::Apache => "apache",
            Host::Netlify => "netlify",
            Host::Github => "github",
            Host::Gitlab => "gitlab",
            Host::Nginx => "nginx",
        }
    }
}

/// The variable of the environment that holds a secret of a target: (`pre-prod`, `PASSWORD`) → `MILLESIME_PRE_PROD_PASSWORD`.
pub fn secret_name(target: &str, secret: &str) -> String {
    format!("MILLESIME_{}_{secret}", target.to_ascii_uppercase().replace('-', "_"))
}
