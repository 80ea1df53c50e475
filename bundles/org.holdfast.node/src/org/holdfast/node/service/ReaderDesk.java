// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.holdfast.format.head.FormatsUsed;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.ReaderJar;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.FormatsInUse;
import org.holdfast.node.backup.ReaderShelf;
import org.holdfast.node.restore.ChunkReader;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.node.work.Rounds;
import org.holdfast.plugins.PluginStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what stored data are read with is here: on a blank machine before its data are restored, and on any
 * other when a plug-in's jar has vanished from the disk (R65, R66). The jars come from the partners, where each backup
 * leaves those that it needs. Thread-safe; one reader is installed at a time.
 */
final class ReaderDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderDesk.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    /** A provider may register its service a moment after its bundle was started. */
    private static final Duration APPEARANCE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(20);

    /** What could not be had is not fetched again before, unless somebody restores. */
    private static final Duration BACK_OFF = Duration.ofMinutes(2);

    private final Node node;
    private final Optional<Plugins> plugins;
    private final PluginShelf shelf;
    private final Rounds rounds;
    private final ReentrantLock installing = new ReentrantLock();
    /** By the jar's hash, as two versions of one name may be needed: what was installed again since the start. */
    private final Map<Digest, String> reinstalled = new ConcurrentHashMap<>();

    /** By the jar's hash: what cannot be installed. */
    private final Map<Digest, String> missing = new ConcurrentHashMap<>();

    /** By the jar's hash: when it was tried, in nanoseconds of the node's clock. */
    private final Map<Digest, Long> tried = new ConcurrentHashMap<>();

    private boolean begun; // the rounds' own

    ReaderDesk(Node node, Optional<Plugins> plugins) {
        this.node = node;
        this.plugins = plugins;
        this.shelf = new PluginShelf(node.providers(), plugins);
        this.rounds = new Rounds("readers", PERIOD, node.clock(), this::look);
    }

    void start() {
        rounds.start();
    }

    ReaderShelf shelf() {
        return shelf;
    }

    private void look() {
        if (!begun) {
            begun = true; // at a start, plug-ins come up after the node: what seems to be missing is only late
            return;
        }
        if (wanted().stream().anyMatch(this::isDue)) {
            try (Reading reading = node.owner().reading(new RestoreTally())) {
                provide(reading.chunks(), what -> LOG.debug("{}", what));
            }
        }
    }

    private boolean isDue(ReaderJar reader) {
        Long last = tried.get(reader.sha256());
        return last == null || node.clock().nanos() - last > BACK_OFF.toNanos();
    }

    /**
     * Installs what is named by the head and missing here; nothing if everything is here. What cannot be installed keeps
     * nothing else from being restored.
     *
     * @param say hears what is being done
     * @return for people: what was installed, and what could not be and why; each a sentence
     * @throws HoldfastException CANCELLED when the thread is interrupted while somebody else's readers are fetched
     */
    List<String> provide(ChunkReader chunks, Consumer<String> say) {
        lock();
        try {
            List<String> told = new ArrayList<>();
            List<ReaderJar> wanted = wanted();
            missing.keySet().retainAll(wanted.stream().map(ReaderJar::sha256).toList());
            for (ReaderJar reader : wanted) {
                say.accept("fetching the reader " + shown(reader));
                told.add(provide(reader, chunks));
            }
            return told;
        } finally {
            installing.unlock();
        }
    }

    private void lock() {
        try {
            installing.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(
                    ErrorCode.CANCELLED, "readers", "Cancelled while another reader was being installed.", e);
        }
    }

    /** Readers of formats in which data are stored and which nobody reads here, or whose jar is gone from the disk. */
    private List<ReaderJar> wanted() {
        List<ReaderJar> named = named();
        if (named.isEmpty()) {
            return named; // by far the most nodes: nothing more to be asked
        }
        FormatsUsed used = FormatsInUse.of(node.stores().ledger());
        FormatsUsed unread =
                used.without(FormatsUsed.BUILT_IN).without(node.providers().served(bundle -> true));
        List<Digest> vanished = plugins.map(each -> each.store().vanished()).orElse(List.of()).stream()
                .map(PluginStore.Plugin::sha256)
                .toList();
        return named.stream()
                .filter(reader -> !reader.formats().and(used).isEmpty())
                .filter(reader -> !reader.formats().and(unread).isEmpty() || vanished.contains(reader.sha256()))
                .sorted(Comparator.comparing(reader -> !vanished.contains(reader.sha256()))) // its place is its own
                .toList();
    }

    private List<ReaderJar> named() {
        return node.owner().book().newest().map(Head::readers).orElse(List.of());
    }

    private boolean isNamed(Digest jar) {
        return named().stream().anyMatch(each -> each.sha256().equals(jar));
    }

    private String provide(ReaderJar reader, ChunkReader chunks) {
        tried.put(reader.sha256(), node.clock().nanos());
        try {
            PluginStore.Change change = install(reader, chunks);
            node.pluginWatch()
                    .ifPresent(watch -> watch.record("READER_INSTALLED", change.plugin(), "from the partners' copy"));
            missing.remove(reader.sha256());
            String told = "The reader " + shown(reader) + " was installed from the copy that the partners keep"
                    + (isServedSoon(reader) ? "." : ", but does not read what it was named for: ask its publisher.");
            reinstalled.put(reader.sha256(), told);
            LOG.warn("{}", told);
            return told;
        } catch (HoldfastException e) {
            String told = refused(reader, e);
            if (!told.equals(missing.put(reader.sha256(), told))) {
                LOG.warn("{} ({})", told, e.code());
            }
            return told;
        } finally {
            node.providers().settle();
        }
    }

    private PluginStore.Change install(ReaderJar reader, ChunkReader chunks) {
        Plugins present = plugins.orElseThrow(() -> new HoldfastException(
                ErrorCode.USAGE, "plugins", "this node runs outside a framework and takes no plug-ins"));
        return new ReaderInstall(present, node.home().resolve("tmp"), this::isNamed).install(reader, chunks);
    }

    private boolean isServedSoon(ReaderJar reader) {
        long end = node.clock().nanos() + APPEARANCE.toNanos();
        while (!isServed(reader) && node.clock().nanos() - end < 0) {
            try {
                node.clock().sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HoldfastException(ErrorCode.CANCELLED, reader.name(), "cancelled while it starts", e);
            }
        }
        return isServed(reader);
    }

    private boolean isServed(ReaderJar reader) {
        return reader.formats()
                .without(node.providers().served(reader.name()::equals))
                .isEmpty();
    }

    private static String shown(ReaderJar reader) {
        return reader.name() + " " + reader.version();
    }

    private static String refused(ReaderJar reader, HoldfastException why) {
        String untrusted = why.code() == ErrorCode.PLUGIN_UNKNOWN_PUBLISHER
                ? " with 'holdfast plugin trust CERTIFICATE'; it is installed then by the next restore"
                : "";
        return "The reader " + shown(reader) + ", without which some of the data cannot be read, is not installed: "
                + why.getMessage() + untrusted + ". All that is stored in other formats can be restored.";
    }

    /** What an administrator should look at: readers that cannot be had, and those that had to be installed again. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(missing.values());
        notes.addAll(reinstalled.values());
        return notes;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
