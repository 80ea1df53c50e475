// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.recovery;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.printing.PrintDialog;
import org.eclipse.swt.printing.PrinterData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.LinkState;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.view.Partner;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.part.NodePart;
import org.holdfast.console.recovery.SheetDesk.Said;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Tone;
import org.holdfast.model.HoldfastException;

/** Whether the sheet is on paper and the secret off this machine, and everything that leads there. */
public final class RecoveryPart extends NodePart {
    private Asking asking;
    private Label state;
    private Label escrow;
    private Text sheet;
    private Button show;
    private Button seal;
    private List<Button> atTheNode = List.of();
    private boolean open;

    @Override
    protected void build(Composite body) {
        asking = new Asking(body);
        Composite card = Forms.card(body, 1);
        Forms.fillWidth(card);
        Forms.heading(card, "sheet.heading");
        state = Ids.id(Forms.text(card, "", Tone.PLAIN.style()), "sheet-state");
        escrow = Ids.id(Forms.text(card, "", Tone.FAINT.style()), "sheet-escrow");
        Composite buttons = Forms.columns(body, 5);
        show = Forms.button(buttons, "sheet-show", "sheet.show", this::turn);
        atTheNode = List.of(
                show,
                Forms.button(buttons, "sheet-print", "sheet.print", this::print),
                Forms.button(buttons, "sheet-save", "sheet.save", this::save),
                Forms.button(buttons, "sheet-check", "sheet.check", this::check));
        seal = Forms.button(buttons, "sheet-seal", "sheet.seal", this::seal);
        sheet = Ids.id(
                new Text(body, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL), "sheet-text");
        sheet.setFont(JFaceResources.getTextFont());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sheet);
        sheet.setText(Texts.of("sheet.hidden"));
    }

    @Override
    protected void refresh(Status status) {
        Forms.set(state, Texts.of(status.sheetSealed() ? "sheet.state.sealed" : "sheet.state.present"));
        Forms.set(escrow, Texts.word("escrow", status.escrow()));
        look().restyle(state, (status.sheetSealed() ? Tone.GOOD : Tone.WARN).style());
        enable(!status.sheetSealed());
    }

    /** The sheet is made from the node's folder, on the node's computer: its words go through no network. */
    private void enable(boolean sealable) {
        boolean here = elsewhere().isEmpty();
        atTheNode.forEach(each -> each.setEnabled(here));
        seal.setEnabled(here && sealable);
        String instead =
                elsewhere().map(where -> Texts.of("sheet.elsewhere", where)).orElse(Texts.of("sheet.hidden"));
        if (!open && !instead.equals(sheet.getText())) {
            sheet.setText(instead);
        }
    }

    private SheetDesk desk() {
        return switch (nodes().current().place()) {
            case NodeHome home -> new SheetDesk(home.path());
            case NodeElsewhere elsewhere ->
                throw new IllegalStateException("the sheet of " + elsewhere.shown() + " is not to be had here");
        };
    }

    /** Where partners are now, if the node can be asked; without it the sheet is as good in the partners' network. */
    private Supplier<List<Partner>> partners() {
        ControlClient client = client();
        boolean up = nodes().current().state() instanceof LinkState.Up;
        return () -> {
            try {
                return up ? client.partnerPage() : List.of();
            } catch (ControlException e) {
                return List.of(); // it went away just now
            }
        };
    }

    private void turn() {
        if (open) {
            hide();
        } else {
            withSheet(text -> {
                sheet.setTextChars(text);
                open = true;
                show.setText(Texts.of("sheet.hide"));
                show.requestLayout();
                say("", Tone.PLAIN);
            });
        }
    }

    private void hide() {
        sheet.setText(Texts.of("sheet.hidden"));
        open = false;
        show.setText(Texts.of("sheet.show"));
        show.requestLayout();
    }

    /** Makes the sheet, hands it over, and wipes it. */
    private void withSheet(Consumer<char[]> use) {
        SheetDesk desk = desk();
        Supplier<List<Partner>> partners = partners();
        attempt(() -> characters(desk.sheet(partners.get())), text -> {
            use.accept(text);
            Arrays.fill(text, '\0');
        });
    }

    private static char[] characters(byte[] text) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(text));
        char[] characters = Arrays.copyOf(decoded.array(), decoded.limit());
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(text, (byte) 0);
        return characters;
    }

    /** What reads or writes the identity's files; these fail in words of their own. */
    private <T> void attempt(Supplier<T> action, Consumer<T> done) {
        asking.<Optional<T>>ask(
                () -> {
                    try {
                        return Optional.of(action.get());
                    } catch (HoldfastException e) {
                        Asking.onUi(page().getDisplay(), () -> complain(e));
                        return Optional.empty();
                    }
                },
                result -> result.ifPresent(done),
                this::fail);
    }

    private void complain(HoldfastException failure) {
        if (!page().isDisposed()) {
            say(Texts.of("failure.said", String.valueOf(failure.getMessage()), failure.code()), Tone.BAD);
        }
    }

    private void print() {
        PrinterData printer = new PrintDialog(page().getShell(), SWT.NONE).open();
        if (printer != null) {
            withSheet(text -> {
                String lines = new String(text); // printing needs one; it lives as long as the job
                attempt(
                        () -> SheetPrinter.print(printer, Texts.of("sheet.heading"), lines),
                        taken -> say(
                                Texts.of(taken ? "sheet.printed" : "sheet.notprinted"), taken ? Tone.GOOD : Tone.BAD));
            });
        }
    }

    private void save() {
        FileDialog dialog = new FileDialog(page().getShell(), SWT.SAVE);
        dialog.setText(Texts.of("sheet.save"));
        dialog.setFileName("holdfast-sheet.txt");
        SheetDesk desk = desk();
        Supplier<List<Partner>> partners = partners();
        Optional.ofNullable(dialog.open())
                .map(Path::of)
                .ifPresent(file -> attempt(
                        () -> {
                            desk.save(file, partners.get());
                            return file;
                        },
                        saved -> say(Texts.of("sheet.saved", saved), Tone.GOOD)));
    }

    private void check() {
        SheetDesk desk = desk();
        words("sheet.check", "sheet.check.question", desk::check, said -> {});
    }

    private void seal() {
        SheetDesk desk = desk();
        if (MessageDialog.openConfirm(page().getShell(), Texts.of("sheet.seal"), Texts.of("sheet.seal.sure"))) {
            words("sheet.seal", "sheet.seal.question", desk::seal, said -> {
                hide();
                nodes().current().hurry();
            });
        }
    }

    private void words(String title, String question, Function<byte[], Said> use, Consumer<Said> then) {
        new WordsDialog(page().getShell(), Texts.of(title), Texts.of(question))
                .ask()
                .ifPresent(typed -> attempt(
                        () -> {
                            try {
                                return use.apply(typed);
                            } finally {
                                Arrays.fill(typed, (byte) 0);
                            }
                        },
                        said -> {
                            say(said.text(), said.good() ? Tone.GOOD : Tone.BAD);
                            then.accept(said);
                        }));
    }

    @Override
    protected void clear() {
        asking.stop();
        hide();
        Forms.set(state, "");
        Forms.set(escrow, "");
        enable(false);
    }
}
