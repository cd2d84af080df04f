//! What a page of a PDF draws outside its tags → marked as an artifact, so that a screen reader leaves it: the paper's ground, the
//! running head and foot, the number of the page (PDF/UA-1, 7.1).

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId};

/// Marks what a page draws outside every marked content.
pub(super) fn mark(document: &mut Document, page: ObjectId) -> lopdf::Result<()> {
    let [stream] = document.get_page_contents(page)[..] else { return Ok(()) };
    let content = document.get_object(stream)?.as_stream()?.decompressed_content()?;
    let operations = marked(Content::decode(&content)?.operations);
    document.change_content_stream(stream, Content { operations }.encode()?);
    Ok(())
}

/// What an operation does to the run of operations it belongs to.
enum Role {
    /// Begins a path or a text.
    Begins,
    /// Ends it, and draws it.
    Ends,
    /// Draws by itself.
    Draws,
    /// Neither.
    Other,
}

fn role(operator: &str) -> Role {
    match operator {
        "BT" | "m" | "re" => Role::Begins,
        "ET" | "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "n" => Role::Ends,
        "Do" | "sh" | "BI" => Role::Draws,
        _ => Role::Other,
    }
}

/// The operations with each path, text or picture outside a mark between `/Artifact BMC` and `EMC`. A text that holds marks of its
/// own is left as it is, and so is a path that only clips.
fn marked(operations: Vec<Operation>) -> Vec<Operation> {
    let begin = || Operation::new("BMC", vec![Object::Name(b"Artifact".to_vec())]);
    let end = || Operation::new("EMC", Vec::new());
    let mut out = Vec::with_capacity(operations.len() + 16);
    let mut depth = 0usize;
    // Where the path or text began that is not yet drawn.
    let mut began: Option<usize> = None;
    for operation in operations {
        let role = role(&operation.operator);
        match operation.operator.as_str() {
            "BDC" | "BMC" => (depth, began) = (depth + 1, None),
            "EMC" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let clips = operation.operator == "n";
        match (depth, role) {
            (0, Role::Begins) => {
                began.get_or_insert(out.len());
                out.push(operation);
            }
            (0, Role::Ends) => {
                out.push(operation);
                if let Some(at) = began.take().filter(|_| !clips) {
                    out.insert(at, begin());
                    out.push(end());
                }
            }
            (0, Role::Draws) => out.extend([begin(), operation, end()]),
            _ => out.push(operation),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(content: &str) -> String {
        let decoded = Content::decode(content.as_bytes()).unwrap().operations;
        let names: Vec<String> = marked(decoded).into_iter().map(|operation| operation.operator).collect();
        names.join(" ")
    }

    #[test]
    fn what_no_tag_holds_is_an_artifact() {
        let ground = "q 0 0 9 9 re f Q ";
        let foot = "BT /F1 9 Tf <0018> Tj ET ";
        let text = "/P <</MCID 0>> BDC BT <0019> Tj ET 0 0 1 1 re f EMC ";
        assert_eq!(
            operators(&format!("{ground}{foot}{text}/X0 Do")),
            "q BMC re f EMC Q BMC BT Tf Tj ET EMC BDC BT Tj ET re f EMC BMC Do EMC"
        );
    }

    #[test]
    fn clips_and_marks_within_a_text_stay() {
        assert_eq!(operators("0 0 9 9 re W n"), "re W n");
        assert_eq!(operators("BT /P <</MCID 0>> BDC <01> Tj EMC ET"), "BT BDC Tj EMC ET");
    }
}
