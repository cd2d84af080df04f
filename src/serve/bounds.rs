//! Who may ask, and how: what keeps a page elsewhere on the Web from reading a report that is not published.
//!
//! A name that an attacker owns may be made to lead to this computer (DNS rebinding); an address in digits may not. So a
//! request must name its host in digits or as `localhost`, and what another site asks for is refused, but a link that leads
//! here.

use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::{Method, StatusCode};
use std::net::IpAddr;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Refuses a request, with the status and the reason to give.
pub(super) fn refuse(method: &Method, headers: &HeaderMap, listening: IpAddr) -> Option<(StatusCode, &'static str)> {
    if method != Method::GET && method != Method::HEAD {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered"));
    }
    let Some(host) = text(headers, &HOST).filter(|host| is_ours(host, listening)) else {
        return Some((
            StatusCode::MISDIRECTED_REQUEST,
            "the preview answers to localhost and to addresses in digits only",
        ));
    };
    if text(headers, &ORIGIN).is_some_and(|origin| origin.strip_prefix("http://") != Some(host))
        || headers.contains_key(ORIGIN) && text(headers, &ORIGIN).is_none()
    {
        return Some((StatusCode::FORBIDDEN, "another site may not read the preview"));
    }
    let is_foreign = matches!(text(headers, &SITE), Some("cross-site" | "same-site"));
    if is_foreign && text(headers, &MODE) != Some("navigate") {
        return Some((StatusCode::FORBIDDEN, "another site may not read the preview"));
    }
    None
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// `localhost:1111`, `127.0.0.1:1111`, `[::1]:1111`; other addresses in digits when we listen beyond this computer.
fn is_ours(host: &str, listening: IpAddr) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() => name,
        _ => host,
    };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let digits = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
    digits.parse::<IpAddr>().is_ok_and(|address| address.is_loopback() || !listening.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    fn status(listening: &str, headers: &[(&'static str, &'static str)]) -> Option<u16> {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        refuse(&Method::GET, &headers, listening.parse().unwrap()).map(|(status, _)| status.as_u16())
    }

    #[test]
    fn only_this_computer_under_its_own_names() {
        for host in ["localhost:1111", "127.0.0.1:1111", "[::1]:1111", "127.0.0.1", "LOCALHOST"] {
            assert_eq!(status("127.0.0.1", &[("host", host)]), None, "{host}");
        }
        for host in
            ["evil.example:1111", "localhost.evil.example", "192.168.1.4:1111", "", "127.0.0.1.nip.example:1111"]
        {
            assert_eq!(status("127.0.0.1", &[("host", host)]), Some(421), "{host}");
        }
        assert_eq!(status("127.0.0.1", &[]), Some(421));
        assert_eq!(status("0.0.0.0", &[("host", "192.168.1.4:1111")]), None);
        assert_eq!(status("0.0.0.0", &[("host", "evil.example:1111")]), Some(421));
    }

    #[test]
    fn no_other_site() {
        let with = |name, value| status("127.0.0.1", &[("host", "localhost:1111"), (name, value)]);
        assert_eq!(with("origin", "http://localhost:1111"), None);
        for origin in ["http://evil.example", "https://localhost:1111", "http://localhost:2222", "null"] {
            assert_eq!(with("origin", origin), Some(403), "{origin}");
        }
        assert_eq!(with("sec-fetch-site", "same-origin"), None);
        assert_eq!(with("sec-fetch-site", "none"), None);
        assert_eq!(with("sec-fetch-site", "cross-site"), Some(403));
        let link = [("host", "localhost:1111"), ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")];
        assert_eq!(status("127.0.0.1", &link), None);
    }

    #[test]
    fn nothing_can_be_sent() {
        let headers = HeaderMap::from_iter([(HOST, HeaderValue::from_static("localhost"))]);
        let refused = refuse(&Method::POST, &headers, "127.0.0.1".parse().unwrap());
        assert_eq!(refused.map(|(status, _)| status.as_u16()), Some(405));
    }
}
