// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.part;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.IPartListener;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.Access;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.ControlException.Kind;
import org.holdfast.console.client.LinkState;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeLink;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.node.Nodes;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.Permits;
import org.holdfast.console.widget.Tone;

/**
 * A perspective of the node that is shown. Only what can be seen asks the node anything: {@link #refresh} is called when
 * the part comes to the front, and with each status after that; {@link #clear} when another node is shown. What the node
 * said last stays on the screen while it cannot be asked, under a banner that says so.
 */
public abstract class NodePart {
    private static final int MARGIN = 14;

    @Inject
    private Nodes nodes;

    @Inject
    private Look look;

    @Inject
    private EPartService parts;

    private final Nodes.LinkListener heard = this::heard;
    private Runnable unsubscribe = () -> {};
    private IPartListener listener;
    private Display display;
    private Composite page;
    private LinkBanner banner;
    private AccessLine access;
    private Permits permits;
    private Label message;

    /** Called by the platform. */
    @PostConstruct
    void create(Composite parent, MPart part) {
        display = parent.getDisplay();
        page = Look.classed(Ids.id(new Composite(parent, SWT.NONE), part.getElementId()), "page");
        GridLayoutFactory.fillDefaults().margins(MARGIN, MARGIN).spacing(8, 10).applyTo(page);
        banner = new LinkBanner(page, look, () -> nodes.current().hurry());
        access = new AccessLine(page);
        permits = new Permits(nodes.current().access());
        Composite body = Forms.columns(page, 1);
        Forms.fill(body);
        build(body);
        message = Ids.id(Forms.text(page, "", Tone.PLAIN.style()), part.getElementId() + "-message");
        Forms.show(message, false);
        nodes.listen(heard);
        unsubscribe = nodes.onChange(this::changed);
        listener = new WhenVisible(part, this::come);
        parts.addPartListener(listener);
        come();
    }

    /** Called by the platform. */
    @PreDestroy
    void destroy() {
        nodes.ignore(heard);
        unsubscribe.run();
        parts.removePartListener(listener);
    }

    /** Called by the platform. */
    @Focus
    void focus() {
        if (!page.isDisposed()) {
            page.setFocus();
        }
    }

    private static final class WhenVisible implements IPartListener {
        private final MPart part;
        private final Runnable action;

        WhenVisible(MPart part, Runnable action) {
            this.part = part;
            this.action = action;
        }

        @Override
        public void partVisible(MPart visible) {
            if (visible == part) {
                action.run();
            }
        }

        @Override
        public void partActivated(MPart activated) {
            // only whether it can be seen matters
        }

        @Override
        public void partBroughtToTop(MPart brought) {
            // then it is visible, too
        }

        @Override
        public void partDeactivated(MPart deactivated) {
            // it may still be seen
        }

        @Override
        public void partHidden(MPart hidden) {
            // it just does not ask any more
        }
    }

    private void come() {
        show(nodes.current().state());
    }

    private void heard(NodeLink link, LinkState state) {
        Asking.onUi(display, () -> {
            if (!page.isDisposed() && page.isVisible() && link == nodes.current()) {
                show(state);
            }
        });
    }

    private void changed() {
        if (!page.isDisposed()) {
            say("", Tone.PLAIN);
            clear();
            come();
        }
    }

    private void show(LinkState state) {
        banner.show(nodes.current(), state);
        Access now = nodes.current().access();
        access.show(
                nodes.current().place(),
                now,
                state instanceof LinkState.Up || now.role().isPresent());
        permits.access(now);
        if (state instanceof LinkState.Up up) {
            refresh(up.status());
        } else if (!(state instanceof LinkState.Connecting)) {
            stale();
        }
    }

    /** Makes the widgets. */
    protected abstract void build(Composite body);

    /** Asks for what is shown; the node answers at the moment. Called every few seconds. */
    protected abstract void refresh(Status status);

    /** Another node is shown: nothing of the one before may stay. */
    protected abstract void clear();

    /** The node does not answer: what is shown is what was last known. */
    protected void stale() {}

    protected final Nodes nodes() {
        return nodes;
    }

    protected final Look look() {
        return look;
    }

    protected final Composite page() {
        return page;
    }

    /** What may be pressed at the node that is shown. */
    protected final Permits permits() {
        return permits;
    }

    /** Where the node is that is shown, if it is elsewhere: its paths are not those of this computer. */
    protected final Optional<String> elsewhere() {
        return nodes.current().place() instanceof NodeElsewhere there ? Optional.of(there.shown()) : Optional.empty();
    }

    /** Calls the node that is shown now. */
    protected final ControlClient client() {
        return nodes.current().client();
    }

    /** A line below everything; an empty one takes it away. */
    protected final void say(String text, Tone tone) {
        if (Forms.set(message, text)) {
            look.restyle(message, tone.style());
            Forms.show(message, !text.isEmpty());
        }
    }

    /** What went wrong, as the node said it. */
    protected final void fail(ControlException failure) {
        say(words(failure), failure.kind() == Kind.CANCELLED ? Tone.PLAIN : Tone.BAD);
    }

    /** The same in words, and what to do; nothing where somebody called it off. */
    protected static String words(ControlException failure) {
        return switch (failure.kind()) {
            case CANCELLED -> "";
            case UNKNOWN_CALL -> Texts.of("failure.older");
            case ROLE_NEEDED -> Texts.of("failure.role", failure.getMessage());
            case FAILED, REFUSED, STOPPED, NO_NODE, SILENT, NO_PASS, IMPOSTOR ->
                Texts.of("failure.said", failure.getMessage(), failure.code());
        };
    }
}
