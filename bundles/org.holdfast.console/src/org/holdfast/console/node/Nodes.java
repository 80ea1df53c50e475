// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.holdfast.console.client.LinkState;
import org.holdfast.console.client.NodeLink;
import org.holdfast.console.client.NodePlace;
import org.holdfast.console.client.Pace;

/**
 * The nodes that are open, and which of them the perspectives show. Belongs to the UI thread; listeners are called on it,
 * except those of {@link #listen}, which hear links on the links' threads.
 */
public final class Nodes implements AutoCloseable {
    /** Hears of a link that was asked; on that link's thread. */
    @FunctionalInterface
    public interface LinkListener {
        void heard(NodeLink link, LinkState state);
    }

    private final ConsoleSettings settings;
    private final Pace pace;
    private final String version;
    private final List<NodeLink> links = new ArrayList<>();
    private final List<LinkListener> linkListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> changeListeners = new CopyOnWriteArrayList<>();
    private NodeLink current;

    /** @param places at least one; the first one is shown */
    public Nodes(ConsoleSettings settings, List<NodePlace> places, Pace pace, String version) {
        this.settings = settings;
        this.pace = pace;
        this.version = version;
        places.forEach(each -> links.add(link(each)));
        this.current = links.getFirst();
    }

    private NodeLink link(NodePlace place) {
        NodeLink link = new NodeLink(place, pace, version);
        link.listen(state -> linkListeners.forEach(each -> each.heard(link, state)));
        return link;
    }

    /** Begins to ask all of them. */
    public void start() {
        links.forEach(NodeLink::open);
    }

    public List<NodeLink> all() {
        return List.copyOf(links);
    }

    /** The one that is shown. */
    public NodeLink current() {
        return current;
    }

    /** Opens one beside the others, or turns to it if it is open. @throws IOException if that cannot be remembered */
    public void open(NodePlace place) throws IOException {
        for (NodeLink link : links) {
            if (link.place().equals(place)) {
                show(link);
                return;
            }
        }
        NodeLink fresh = link(place);
        links.add(fresh);
        current = fresh;
        fresh.open();
        changed();
        remember();
    }

    /** The last one stays. @throws IOException if that cannot be remembered */
    public void close(NodeLink link) throws IOException {
        if (links.size() < 2 || !links.remove(link)) {
            return;
        }
        link.close();
        if (current == link) {
            current = links.getFirst();
        }
        changed();
        remember();
    }

    public void show(NodeLink link) {
        if (current != link) {
            current = link;
            changed();
        }
    }

    private void changed() {
        changeListeners.forEach(Runnable::run);
    }

    private void remember() throws IOException {
        settings.places(links.stream().map(NodeLink::place).toList());
        settings.save();
    }

    public void listen(LinkListener listener) {
        linkListeners.add(listener);
    }

    public void ignore(LinkListener listener) {
        linkListeners.remove(listener);
    }

    /** Is told when another node is shown, or one is opened or closed. @return what ends it */
    public Runnable onChange(Runnable listener) {
        changeListeners.add(listener);
        return () -> changeListeners.remove(listener);
    }

    @Override
    public void close() {
        links.forEach(NodeLink::close);
    }
}
