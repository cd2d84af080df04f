//! `theme.yaml` → what a theme says of itself.

use super::files::Own;
use super::strings::in_yaml;
use crate::finding::Finding;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a theme says of itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Manifest {
    /// Hues of the chapters (0–360) for a report that chooses none.
    pub(super) hues: Vec<f32>,
}

/// Reads the manifest of the workspace's theme, or else of the built-in one.
pub(super) fn load(
    built_in: &BTreeMap<String, &'static str>,
    own: &BTreeMap<&str, Own>,
    findings: &mut Vec<Finding>,
) -> Manifest {
    let Some(file) = own.get("theme.yaml") else {
        return built_in.get("theme.yaml").and_then(|text| serde_yaml::from_str(text).ok()).unwrap_or_default();
    };
    if file.text().trim().is_empty() {
        return Manifest::default();
    }
    serde_yaml::from_str(file.text()).unwrap_or_else(|error| {
        findings.push(in_yaml(&error, file.path, file.text()));
        Manifest::default()
    })
}
