// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.EntryTable.Row;
import org.holdfast.console.client.FileBeginning;
import org.holdfast.console.client.view.Snapshot;
import org.holdfast.console.preview.PictureHead;
import org.holdfast.console.preview.Preview;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.Tone;

/**
 * The first part of the file that is chosen. It is fetched only when somebody rests on a file, and given up when another one is
 * chosen; it lies in memory and nowhere else.
 */
final class PreviewPane {
    /** Who goes through a list with the arrow keys does not want each file to be fetched; in ms. */
    private static final int REST = 300;

    private static final String FILE = "file";

    private final SnapshotsPart part;
    private final Composite whole;
    private final Label name;
    private final Label state;
    private final Text text;
    private final PictureView picture;
    private final Asking asking;
    private String wanted = "";

    /** What came, made ready off the UI thread. */
    private record Looked(FileBeginning beginning, Preview preview) {}

    PreviewPane(Composite parent, SnapshotsPart part) {
        this.part = part;
        this.whole = Forms.columns(parent, 1);
        this.name = Ids.id(Forms.text(whole, Texts.of("preview.none"), "heading"), "preview-name");
        this.state = Ids.id(Forms.text(whole, "", Tone.FAINT.style()), "preview-state");
        this.text = Ids.id(
                new Text(whole, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL), "preview-text");
        text.setFont(JFaceResources.getTextFont());
        text.addListener(SWT.Traverse, event -> event.doit = true); // Tab leaves the field
        GridDataFactory.fillDefaults().grab(true, true).hint(100, 60).applyTo(text);
        this.picture = new PictureView(whole);
        this.asking = new Asking(whole);
        clear();
    }

    /** This one, or nothing. */
    void look(Snapshot snapshot, Optional<Row> chosen) {
        String key = chosen.map(row -> snapshot.id() + row.path()).orElse("");
        if (key.equals(wanted)) {
            return;
        }
        clear();
        wanted = key;
        chosen.ifPresent(row -> {
            Forms.set(name, row.name());
            if (row.kind().equals(FILE)) {
                say(Texts.of("preview.reading"), Tone.FAINT);
                whole.getDisplay().timerExec(REST, () -> begin(key, snapshot, row));
            } else {
                say(Texts.word("kind", row.kind()), Tone.FAINT);
            }
        });
    }

    private void begin(String key, Snapshot snapshot, Row row) {
        if (whole.isDisposed() || !key.equals(wanted)) {
            return; // somebody went on
        }
        ControlClient client = part.node();
        asking.ask(() -> read(client, snapshot.id(), row), looked -> show(looked, row), this::failed);
    }

    /** A picture that could be shown is read whole. */
    private static Looked read(ControlClient client, String snapshot, Row row) {
        boolean named = row.name().matches("(?is).*\\.(png|jpe?g|gif)") && row.size() <= Preview.PICTURE_BYTES;
        FileBeginning beginning = client.read(snapshot, row.path(), named ? Preview.PICTURE_BYTES : Preview.TEXT_BYTES);
        if (Preview.wantsMore(beginning.bytes(), beginning.size())) {
            beginning = client.read(snapshot, row.path(), Preview.PICTURE_BYTES);
        }
        return new Looked(beginning, Preview.of(beginning.bytes(), beginning.size()));
    }

    private void show(Looked looked, Row row) {
        String what = switch (looked.preview()) {
            case Preview.Empty() -> Texts.of("preview.empty");
            case Preview.Text(String shown, boolean all, String encoding) -> {
                show(shown);
                yield Texts.of(all ? "preview.text" : "preview.text.part", encoding);
            }
            case Preview.Picture(PictureHead head, var data) -> {
                picture.show(data);
                yield Texts.of("preview.picture", head.format(), head.width(), head.height());
            }
            case Preview.LargePicture(PictureHead head) ->
                Texts.of("preview.picture.large", head.format(), head.width(), head.height());
            case Preview.Binary(String format, String hex) -> {
                show(hex);
                yield Texts.of("preview.binary", Texts.word("format", format));
            }
        };
        say(
                Texts.of(
                        "preview.state",
                        Amounts.bytes(row.size()),
                        what,
                        Amounts.bytes(looked.beginning().fetchedBytes())),
                Tone.FAINT);
    }

    private void show(String shown) {
        text.setText(shown);
        Forms.show(text, true);
    }

    private void failed(ControlException failure) {
        say(part.said(failure), Tone.BAD);
    }

    private void say(String words, Tone tone) {
        Forms.set(state, words);
        Look look = part.appearance();
        look.restyle(state, tone.style());
    }

    void clear() {
        asking.stop();
        wanted = "";
        Forms.set(name, Texts.of("preview.none"));
        Forms.set(state, "");
        Forms.show(text, false);
        text.setText("");
        picture.clear();
    }
}
