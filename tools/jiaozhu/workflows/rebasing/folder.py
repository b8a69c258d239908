"""The files of the new source folder, from those of the old one and from what became of each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.locale import _
from jiaozhu.store.yaml_editing import edit_yaml
from jiaozhu.workflows.rebasing import documents
from jiaozhu.workflows.rebasing.blocks import Address, Addresses, NewBlock
from jiaozhu.workflows.rebasing.emending import CarriedEmendation, Fate
from jiaozhu.workflows.rebasing.outcome import Held
from jiaozhu.workflows.rebasing.placing import State
from jiaozhu.workflows.rebasing.witness import Witness


def about(text: str, old: EditedSource, witness: Witness) -> str:
    """Return ``about.yaml`` of the new witness, in the language in use.

    What holds of the work stays; what is not known of the new witness is marked.
    """
    known, siglum = old.source.about, old.source.siglum

    def put(data: CommentedMap) -> None:
        data["format"] = witness.format
        data["file"] = witness.file
        data["sha256"] = hashlib.sha256(witness.data).hexdigest()
        for key in ("encoding", "undecodable", "transcript"):
            data.pop(key, None)
        at = list(data).index("sha256") + 1
        if witness.document.undecodable:
            data.insert(at, "undecodable", witness.document.undecodable)
        if witness.encoding != "utf-8":
            data.insert(at, "encoding", witness.encoding)
        if witness.transcript is not None:
            data.insert(at, "transcript", witness.transcript_record())
        data["provenance"] = _(
            "To be added: the origin of the file “{name}”, which replaces {siglum}. Origin of the old file: {old}",
            name=witness.name,
            siglum=siglum,
            old=known.provenance.strip(),
        )
        data["condition"] = _(
            "To be added: this file is not proofread. Condition of the old file ({siglum}): {old}",
            siglum=siglum,
            old=known.condition.strip(),
        )
        unknown = data.setdefault("unknown", [])
        unknown.append(
            _(
                "Origin, model and making of this file: to be added. The items above are about the old file "
                "({siglum}); whether they are still unknown is to be checked",
                siglum=siglum,
            )
        )

    return edit_yaml(text, put)


def edition(text: str, texts: Mapping[int, Sequence[NewBlock]], omissions: Mapping[int, Sequence[Address]]) -> str:
    """Return ``edition.yaml`` with line numbers of the new source.

    Args:
        text: The old file.
        texts: The blocks of each text of which something is left, by its number.
        omissions: The lines of each omission of which something is left, by its number.
    """

    def put(data: CommentedMap) -> None:
        for number in range(len(data["texts"]) - 1, -1, -1):
            if number in texts:
                documents.put_blocks(data["texts"][number], texts[number])
            else:
                del data["texts"][number]
        entries = data.get("omissions") or []
        for number in range(len(entries) - 1, -1, -1):
            if number in omissions:
                documents.put_lines(entries[number], "lines", omissions[number])
            else:
                del entries[number]

    return edit_yaml(text, put)


def put_notes(
    made: dict[str, bytes], files: Mapping[str, bytes], texts: Mapping[str, str], held: Sequence[Held]
) -> None:
    """Add the notes that were carried: byte for byte, or with the words that a person has accepted."""
    for item in held:
        name = f"notes/{item.id}.md"
        if item.kind == "note" and item.placement.state is State.EXACT:
            made[name] = files[name]
        elif item.kind == "note" and item.accepted and item.placement.target is not None:
            made[name] = documents.with_target(texts[name], item.placement.target).encode()


def put_events(made: dict[str, bytes], held: Sequence[Held]) -> None:
    """Remove from the edition the events whose words are not in it."""
    events = {item.id: item for item in held if item.kind == "event"}
    if all(item.placement.state is State.EXACT for item in events.values()):
        return

    def put(data: CommentedMap) -> None:
        for text in data["texts"]:
            entries = text.get("events") or []
            for at in range(len(entries) - 1, -1, -1):
                item = events[f"{text['id']}/event-{at + 1}"]
                if item.accepted and item.placement.target is not None:
                    documents.put_target(entries[at], item.placement.target, named=False)
                elif not item.carried:
                    del entries[at]
            if "events" in text and not entries:
                del text["events"]

    made["edition.yaml"] = edit_yaml(made["edition.yaml"].decode(), put).encode()


def put_proposals(made: dict[str, bytes], texts: Mapping[str, str], held: Sequence[Held], addresses: Addresses) -> None:
    """Add the proposals whose words are found unchanged, with what was judged of them; detectors can make the others
    again."""
    lines = {
        item.id: addresses.index.locate(item.placement.anchor.origin[0].start)[0]
        for item in held
        if item.kind == "proposal" and item.carried and item.placement.anchor and item.placement.anchor.origin
    }

    def put(data: CommentedSeq) -> None:
        for at in range(len(data) - 1, -1, -1):
            if data[at]["id"] in lines:
                data[at]["line"] = lines[data[at]["id"]]
                if (after := addresses.moved.get(data[at].get("next"))) is not None:
                    data[at]["next"] = after
                else:
                    data[at].pop("next", None)
            else:
                del data[at]

    if lines:
        made["proposals.yaml"] = edit_yaml(texts["proposals.yaml"], put).encode()


def put_emendations(made: dict[str, bytes], texts: Mapping[str, str], outcomes: Sequence[CarriedEmendation]) -> None:
    """Add the files of emendations, with those that were carried; a file without any is left out."""
    carried = {item.emendation.id: item.emendation for item in outcomes if item.fate is Fate.CARRIED}
    for name, text in texts.items():
        if name.startswith("emendations/") and name.endswith(".yaml"):
            left: list[str] = []

            def put(data: CommentedSeq, left: list[str] = left) -> None:
                documents.put_emendations(data, carried)
                left += [entry["id"] for entry in data]

            data = edit_yaml(text, put)
            if left:
                made[name] = data.encode()
