//! The PDF that a browser printed → where its parts stand, and the same PDF as it is published: the same bytes on every day, links
//! that lead to the public site, and tags that say what is a picture and what only surrounds the text.

use super::artifacts;
use crate::render::PageNumbers;
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, text_string};
use std::collections::BTreeMap;

/// What finishing a document needs to know.
pub(super) struct Finish<'a> {
    /// The address that leads to a file of the site, given by its path and fragment.
    pub(super) link: &'a dyn Fn(&str) -> String,
    /// « page 12 », in the language of the document.
    pub(super) page: &'a dyn Fn(usize) -> String,
    /// What the addresses of the files beside the printed page hold before their path in the site.
    pub(super) base: &'a str,
    /// What the document was made of.
    pub(super) fingerprint: &'a str,
}

/// The key of the document's information that holds [`Finish::fingerprint`].
const FINGERPRINT: &[u8] = b"MillesimeSource";

/// On which page each id stands that a link of the document leads to.
pub(super) fn numbers(bytes: &[u8]) -> lopdf::Result<PageNumbers> {
    let document = Document::load_mem(bytes)?;
    let destinations = destinations(&document)?;
    Ok(destinations.into_iter().map(|(name, page)| (String::from_utf8_lossy(&name).into_owned(), page)).collect())
}

/// What a published document was made of, when it is one of ours.
pub(super) fn fingerprint(bytes: &[u8]) -> Option<String> {
    let document = Document::load_mem(bytes).ok()?;
    let value = information(&document).ok()?.get(FINGERPRINT).ok()?.as_str().ok()?;
    String::from_utf8(value.to_vec()).ok()
}

/// The document as it is published.
pub(super) fn finish(bytes: &[u8], with: &Finish) -> lopdf::Result<Vec<u8>> {
    let mut document = Document::load_mem(bytes)?;
    let destinations = destinations(&document)?;
    for object in document.objects.values_mut() {
        if let Object::Dictionary(dictionary) = object
            && dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Link")
        {
            link(dictionary, &destinations, with);
        }
    }
    for id in groups(&document) {
        document.get_dictionary_mut(id)?.set("S", "Div");
    }
    // These two types came with PDF 2.0; in a file of PDF 1 a reader drops the element with all that it holds.
    for id in elements(&document, |name| matches!(name, b"Strong" | b"Em")) {
        document.get_dictionary_mut(id)?.set("S", "Span");
    }
    for page in document.get_pages().into_values() {
        artifacts::mark(&mut document, page)?;
    }
    renumber(&mut document);
    let id = document.trailer.get(b"Info")?.as_reference()?;
    let information = document.get_dictionary_mut(id)?;
    for day in [b"CreationDate".as_slice(), b"ModDate"] {
        information.remove(day);
    }
    information.set("Creator", text_string("Millésime"));
    information.set(FINGERPRINT, Object::string_literal(with.fingerprint));
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(9).build();
    let mut out = Vec::new();
    document.save_with_options(&mut out, options)?;
    Ok(out)
}

/// What the names begin with that Chromium gives to elements of the structure (`node00000594`). Their numbers depend on the moment.
const NODE: &[u8] = b"node";

/// Counts the named elements of the structure from 1, in their order: names in a tree must stay sorted.
fn renumber(document: &mut Document) {
    let mut names = BTreeMap::new();
    for object in document.objects.values_mut() {
        each_name(object, &mut |name| drop(names.insert(name.clone(), Vec::new())));
    }
    for (index, new) in names.values_mut().enumerate() {
        *new = [NODE, format!("{:08}", index + 1).as_bytes()].concat();
    }
    for object in document.objects.values_mut() {
        each_name(object, &mut |name| name.clone_from(&names[name]));
    }
}

fn is_name(text: &[u8]) -> bool {
    text.strip_prefix(NODE).is_some_and(|number| number.len() == 8 && number.iter().all(u8::is_ascii_digit))
}

/// Visits the names of elements in an object, which holds no other object but through a reference: its depth is that of its text.
fn each_name(object: &mut Object, visit: &mut dyn FnMut(&mut Vec<u8>)) {
    match object {
        Object::String(name, _) if is_name(name) => visit(name),
        Object::Array(items) => items.iter_mut().for_each(|item| each_name(item, visit)),
        Object::Dictionary(entries) => entries.iter_mut().for_each(|(_, entry)| each_name(entry, visit)),
        _ => {}
    }
}

/// The named destinations of a document, with their pages.
fn destinations(document: &Document) -> lopdf::Result<BTreeMap<Vec<u8>, usize>> {
    let pages: BTreeMap<ObjectId, usize> =
        document.get_pages().into_iter().map(|(number, id)| (id, number as usize)).collect();
    // A document without a link within it has none.
    let Ok(named) = document.catalog()?.get(b"Dests") else { return Ok(BTreeMap::new()) };
    let (_, named) = document.dereference(named)?;
    let page = |place: &Object| pages.get(&place.as_array().ok()?.first()?.as_reference().ok()?).copied();
    Ok(named.as_dict()?.iter().filter_map(|(name, place)| Some((name.clone(), page(place)?))).collect())
}

fn information(document: &Document) -> lopdf::Result<&Dictionary> {
    document.get_dictionary(document.trailer.get(b"Info")?.as_reference()?)
}

/// A link says where it leads (PDF/UA-1, 7.18.5), and a link to another page of the site leads to where that page is published, not
/// to the folder the document was printed from.
fn link(annotation: &mut Dictionary, destinations: &BTreeMap<Vec<u8>, usize>, with: &Finish) {
    let within = annotation.get(b"Dest").and_then(Object::as_name).ok();
    if let Some(number) = within.and_then(|name| destinations.get(name)) {
        annotation.set("Contents", text_string(&(with.page)(*number)));
        return;
    }
    let action = annotation.get(b"A").and_then(Object::as_dict);
    let address = action.and_then(|action| action.get(b"URI")).and_then(Object::as_str).map(String::from_utf8_lossy);
    let Ok(address) = address else { return };
    let target = match address.split_once(with.base) {
        Some((_, path)) => (with.link)(path),
        None => address.into_owned(),
    };
    if let Ok(action) = annotation.get_mut(b"A").and_then(Object::as_dict_mut) {
        action.set("URI", Object::string_literal(target.as_str()));
    }
    annotation.set("Contents", text_string(&target));
}

/// The figures that are no pictures but hold other elements, as a quotation with its author does: Chromium tags every `<figure>` so.
fn groups(document: &Document) -> Vec<ObjectId> {
    let is_element = |id: &ObjectId| document.get_dictionary(*id).is_ok_and(|it| it.has(b"S"));
    let is_group = |id: &ObjectId| {
        let element = document.get_dictionary(*id);
        element.is_ok_and(|it| !it.has(b"Alt") && children(it).iter().any(is_element))
    };
    elements(document, |name| name == b"Figure").into_iter().filter(is_group).collect()
}

/// The elements of the structure whose type is wanted.
fn elements(document: &Document, is_wanted: impl Fn(&[u8]) -> bool) -> Vec<ObjectId> {
    let types = document.objects.iter().filter_map(|(id, object)| {
        let element = object.as_dict().ok().filter(|it| it.has(b"P"))?;
        Some((*id, element.get(b"S").and_then(Object::as_name).ok()?))
    });
    types.filter(|(_, name)| is_wanted(name)).map(|(id, _)| id).collect()
}

fn children(element: &Dictionary) -> Vec<ObjectId> {
    match element.get(b"K") {
        Ok(Object::Array(children)) => children.iter().filter_map(|child| child.as_reference().ok()).collect(),
        Ok(Object::Reference(child)) => vec![*child],
        _ => Vec::new(),
    }
}
