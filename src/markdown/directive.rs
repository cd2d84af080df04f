//! Directive lines.
