// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.holdfast.console.client.LinkState;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeLink;
import org.holdfast.console.client.NodePlace;
import org.holdfast.console.node.ConsoleSettings;
import org.holdfast.console.node.Nodes;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.Shield;
import org.holdfast.console.widget.Tone;

/** All open nodes side by side at the upper edge: how each one is, and which one is shown. */
public final class NodeBar {
    private static final int PICTURE = 20;

    private final Nodes nodes;
    private final Look look;
    private final ConsoleSettings settings;
    private final Nodes.LinkListener heard = this::heard;
    private final List<String> wrong;
    private final List<ToolItem> items = new ArrayList<>();
    private Runnable unsubscribe = () -> {};
    private Display display;
    private Composite bar;
    private ToolBar open;

    @jakarta.inject.Inject
    NodeBar(Nodes nodes, Look look, ConsoleSettings settings, Arguments arguments) {
        this.nodes = nodes;
        this.wrong = arguments.wrong();
        this.look = look;
        this.settings = settings;
    }

    /** Called by the platform. */
    @PostConstruct
    void create(Composite parent) {
        display = parent.getDisplay();
        bar = Look.classed(new Composite(parent, SWT.NONE), "header");
        GridLayoutFactory.fillDefaults()
                .numColumns(3)
                .margins(12, 6)
                .spacing(14, 0)
                .applyTo(bar);
        Label title = Look.classed(new Label(bar, SWT.NONE), "title");
        title.setText(Texts.of("product"));
        open = Ids.id(Look.classed(new ToolBar(bar, SWT.FLAT | SWT.RIGHT), "header"), "nodes");
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(open);
        ToolBar actions = Look.classed(new ToolBar(bar, SWT.FLAT | SWT.RIGHT), "header");
        action(actions, "open-node", "plus", "node.open", () -> new OpenNode().execute(bar.getShell(), nodes));
        action(actions, "close-node", "minus", "node.close", this::close);
        action(actions, "theme", "theme", "theme.turn", () -> new TurnTheme().execute(look, settings));
        nodes.listen(heard);
        unsubscribe = nodes.onChange(this::fill);
        look.paint(open, this::fill);
        if (!wrong.isEmpty()) {
            Asking.onUi(display, this::sayWhatIsWrong);
        }
    }

    /** With what the console was started. */
    private void sayWhatIsWrong() {
        MessageDialog.openWarning(
                bar.getShell(),
                Texts.of("product"),
                Texts.of("arguments.wrong", Harmless.line(String.join(", ", wrong))));
    }

    private void action(ToolBar parent, String id, String picture, String key, Runnable action) {
        ToolItem item = Ids.id(new ToolItem(parent, SWT.PUSH), id);
        item.setToolTipText(Texts.of(key));
        look.paint(item, () -> item.setImage(look.icon(picture, Tone.PLAIN, PICTURE)));
        item.addListener(SWT.Selection, event -> action.run());
    }

    private void close() {
        try {
            nodes.close(nodes.current());
        } catch (IOException e) {
            complain(bar, e);
        }
    }

    static void complain(Composite near, IOException failure) {
        MessageDialog.openWarning(
                near.getShell(), Texts.of("product"), Texts.of("settings.failed", Harmless.line(failure.toString())));
    }

    /** As many items as there are nodes, each with its state. */
    private void fill() {
        List<NodeLink> links = nodes.all();
        while (items.size() > links.size()) {
            items.removeLast().dispose();
        }
        while (items.size() < links.size()) {
            items.add(item());
        }
        for (int i = 0; i < links.size(); i++) {
            show(items.get(i), links.get(i));
        }
        open.requestLayout();
    }

    private ToolItem item() {
        ToolItem item = Ids.id(new ToolItem(open, SWT.RADIO), "node-" + items.size());
        item.addListener(SWT.Selection, event -> {
            if (item.getSelection()) {
                nodes.show(nodes.all().get(items.indexOf(item)));
            }
        });
        return item;
    }

    private void show(ToolItem item, NodeLink link) {
        item.setSelection(link == nodes.current());
        String text = Harmless.label(name(link));
        if (!text.equals(item.getText())) {
            item.setText(text);
        }
        item.setToolTipText(Harmless.label(tip(link)));
        item.setImage(look.icon(picture(link.state()), tone(link.state()), PICTURE));
    }

    /** What it calls itself, and of one elsewhere, where. */
    private static String name(NodeLink link) {
        NodePlace place = link.place();
        if (!(link.state() instanceof LinkState.Up up)) {
            return place.brief();
        }
        String itself = up.status().name();
        return place instanceof NodeElsewhere ? Texts.of("node.elsewhere", itself, place.brief()) : itself;
    }

    private static String tip(NodeLink link) {
        String where = link.place().shown();
        return switch (link.state()) {
            case LinkState.Up up -> Texts.of(Shield.of(up.status()).tip(), where);
            case LinkState.Connecting() -> Texts.of("tip.connecting", where);
            case LinkState.Stopped() -> Texts.of("tip.stopped", where);
            case LinkState.NoNode() -> Texts.of("tip.none", where);
            case LinkState.Silent silent -> Texts.of("tip.silent", where);
            case LinkState.Refused refused -> Texts.of("tip.refused", where);
            case LinkState.NoPass none -> Texts.of("tip.nopass", where);
            case LinkState.Impostor other -> Texts.of("tip.impostor", where);
        };
    }

    private static String picture(LinkState state) {
        return switch (state) {
            case LinkState.Up up -> Shield.of(up.status()).picture();
            case LinkState.Connecting() -> "unknown";
            case LinkState.Stopped() -> "stopped";
            case LinkState.NoNode() -> "stopped";
            case LinkState.Silent silent -> "alert";
            case LinkState.Refused refused -> "alert";
            case LinkState.NoPass none -> "alert";
            case LinkState.Impostor other -> "alert";
        };
    }

    private static Tone tone(LinkState state) {
        return switch (state) {
            case LinkState.Up up -> Shield.of(up.status()).tone();
            case LinkState.Connecting() -> Tone.FAINT;
            case LinkState.Stopped() -> Tone.FAINT;
            case LinkState.NoNode() -> Tone.FAINT;
            case LinkState.Silent silent -> Tone.WARN;
            case LinkState.Refused refused -> Tone.WARN;
            case LinkState.NoPass none -> Tone.WARN;
            case LinkState.Impostor other -> Tone.BAD;
        };
    }

    private void heard(NodeLink link, LinkState state) {
        Asking.onUi(display, () -> {
            int index = bar.isDisposed() ? -1 : nodes.all().indexOf(link);
            if (index >= 0 && index < items.size()) {
                String before = items.get(index).getText();
                show(items.get(index), link);
                if (!before.equals(items.get(index).getText())) {
                    open.requestLayout();
                }
            }
        });
    }

    /** Called by the platform. */
    @PreDestroy
    void destroy() {
        nodes.ignore(heard);
        unsubscribe.run();
    }
}
