//! A site and the server that shows it → the files by which it is set: caching, security, compression, what is not found.

mod policy;

use crate::model::Host;
use crate::output::{self, NewFile};
use crate::render::Rendered;
use crate::site;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How long a browser keeps what is named by its content: a year, the most that is of use.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// How long it keeps the rest: it asks each time whether it is still the same.
pub const REVALIDATE: &str = "no-cache";
/// Headers that every answer bears, besides those of caching and the policy of the pages.
const ALWAYS: [(&str, &str); 3] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
];

const HTACCESS: &str = include_str!("apache.htaccess");
const NGINX: &str = include_str!("nginx.conf");
const GITLAB: &str = include_str!("gitlab-ci.yml");
const GITHUB: &str = include_str!("github.yml");

/// The site with the files that its host reads in it; `address` is its public address.
pub fn dressed(site: &Rendered, host: Option<Host>, address: Option<&str>) -> Rendered {
    let mut dressed = match host {
        Some(Host::Nginx | Host::Gitlab) => output::compressed(site),
        _ => site.clone(),
    };
    let files = match host {
        Some(Host::Apache) => vec![(".htaccess", filled(HTACCESS, site, address))],
        Some(Host::Netlify) => vec![("_headers", headers(site)), ("_redirects", "/* /404.html 404\n".to_owned())],
        // Without it, GitHub leaves out what Jekyll would.
        Some(Host::Github) => vec![(".nojekyll", "\n".to_owned())],
        Some(Host::Gitlab | Host::Nginx) | None => Vec::new(),
    };
    dressed.files.extend(files.into_iter().map(|(path, text)| (path.to_owned(), Arc::from(text.into_bytes()))));
    dressed
}

/// The files that a host wants beside the site, for those who set it: in the workspace, or for the administrator of the server.
pub fn outside(site: &Rendered, host: Host, address: Option<&str>) -> Vec<NewFile> {
    let file = |path: &str, text: &str| {
        vec![NewFile { path: path.to_owned(), bytes: filled(text, site, address).into_bytes() }]
    };
    match host {
        Host::Nginx => file("nginx.conf", NGINX),
        Host::Gitlab => file(".gitlab-ci.yml", GITLAB),
        Host::Github => file(".github/workflows/pages.yml", GITHUB),
        Host::Apache | Host::Netlify => Vec::new(),
    }
}

/// The path and the host name of a public address: `https://a.fr/b/` → (`a.fr`, `/b/`).
fn parts(address: Option<&str>) -> (&str, &str) {
    let bare = address.and_then(|address| address.split_once("://")).map_or("rapport.example.org/", |(_, rest)| rest);
    let slash = bare.find('/').unwrap_or(bare.len());
    (&bare[..slash], if slash == bare.len() { "/" } else { &bare[slash..] })
}

fn filled(template: &str, site: &Rendered, address: Option<&str>) -> String {
    let (name, base) = parts(address);
    template
        .replace("{policy}", &policy::of(site))
        .replace("{immutable}", IMMUTABLE)
        .replace("{revalidate}", REVALIDATE)
        .replace("{name}", name)
        .replace("{base}", base)
}

/// `_headers`. Hosts that read it already ask browsers to come back for what has no rule on caching.
fn headers(site: &Rendered) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in ALWAYS {
        text += &format!("  {name}: {value}\n");
    }
    text += &format!("  Content-Security-Policy: {}\n", policy::of(site));
    let named: BTreeSet<&str> = site.files.iter().filter_map(|(path, bytes)| immutable_folder(path, bytes)).collect();
    for folder in named {
        text += &format!("/{folder}/*\n  Cache-Control: {IMMUTABLE}\n");
    }
    text
}

/// The folder below which every file is named by its content: `2022/assets`, `2022/theme`.
fn immutable_folder<'p>(path: &'p str, bytes: &[u8]) -> Option<&'p str> {
    let hash = blake3::hash(bytes).to_hex();
    let at = path.find(site::fingerprint(&hash))?;
    let folder = &path[..path[..at].rfind('/')?];
    Some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Rendered {
        let page = |frames: &str| {
            format!(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'; frame-src {frames}\">{}",
                "long ".repeat(400)
            )
        };
        let css = "p{}";
        let hash = blake3::hash(css.as_bytes()).to_hex();
        let files = [
            ("index.html".to_owned(), page("'none'")),
            ("2022/video/index.html".to_owned(), page("https://player.example.org")),
            (format!("2022/theme/styles.{}.css", &hash[..10]), css.to_owned()),
        ];
        let files = files.map(|(path, text)| (path, Arc::from(text.into_bytes())));
        Rendered { files: files.into(), ..Rendered::default() }
    }

    fn text(site: &Rendered, path: &str) -> String {
        String::from_utf8(site.files[path].to_vec()).unwrap()
    }

    #[test]
    fn one_policy_allows_what_some_page_needs() {
        assert_eq!(
            policy::of(&site()),
            "default-src 'none'; frame-src https://player.example.org; img-src 'self'; frame-ancestors 'self'"
        );
    }

    #[test]
    fn each_host_has_its_files() {
        let address = Some("https://www.example.org/rapport/");
        let apache = text(&dressed(&site(), Some(Host::Apache), address), ".htaccess");
        assert!(apache.contains("ErrorDocument 404 /rapport/404.html"), "{apache}");
        assert!(apache.contains("frame-src https://player.example.org"), "{apache}");
        assert!(!apache.contains("{policy}") && !apache.contains("{base}"), "{apache}");
        let netlify = dressed(&site(), Some(Host::Netlify), address);
        assert!(text(&netlify, "_headers").ends_with(&format!("/2022/theme/*\n  Cache-Control: {IMMUTABLE}\n")));
        assert!(netlify.files.contains_key("_redirects"));
        assert!(dressed(&site(), Some(Host::Github), None).files.contains_key(".nojekyll"));
        assert!(dressed(&site(), Some(Host::Gitlab), None).files.contains_key("index.html.gz"));
        assert_eq!(dressed(&site(), None, None).files, site().files);
        let nginx = &outside(&site(), Host::Nginx, address)[0];
        let nginx = String::from_utf8(nginx.bytes.clone()).unwrap();
        assert!(nginx.contains("server_name www.example.org;"), "{nginx}");
        for host in [Host::Nginx, Host::Gitlab, Host::Github] {
            let text = String::from_utf8(outside(&site(), host, address)[0].bytes.clone()).unwrap();
            for mark in ["{policy}", "{immutable}", "{revalidate}", "{name}", "{base}"] {
                assert!(!text.contains(mark), "{host:?}: {mark}");
            }
        }
    }
}
