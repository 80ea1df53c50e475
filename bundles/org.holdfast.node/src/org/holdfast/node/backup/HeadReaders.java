// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.format.Mac;
import org.holdfast.format.head.FormatsUsed;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.ReaderJar;
import org.holdfast.format.head.StreamRef;
import org.holdfast.model.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which readers the next head names. A jar that lies at the partners already is named again, so each is stored once; one
 * that is new is stored with the head. A reader that is missing here at the moment stays named as long as data need it:
 * the partners' copy may be the last. One thread's.
 */
final class HeadReaders {
    private static final Logger LOG = LoggerFactory.getLogger(HeadReaders.class);
    /** All jars together: what the head says of them grows with their length, and a head is short. */
    private static final long MOST_BYTES = ReaderJar.MAX_JAR;

    private final List<ReaderJar> kept = new ArrayList<>();
    private final List<Fresh> fresh = new ArrayList<>();
    private FormatsUsed left;
    private long bytes;

    private record Fresh(ReaderShelf.Jar jar, ByteBuffer content) {}

    /**
     * @param before what the newest head names
     * @param foreign formats in use that the product itself does not read
     * @param isThere whether a stream still lies at the partners
     */
    HeadReaders(List<ReaderJar> before, ReaderShelf shelf, FormatsUsed foreign, Predicate<StreamRef> isThere) {
        this.left = foreign;
        if (foreign.isEmpty()) {
            return;
        }
        List<ReaderJar> there =
                before.stream().filter(each -> isThere.test(each.jar())).toList();
        shelf.readers(foreign).forEach(jar -> take(jar, there));
        there.forEach(this::keepIfNeeded);
        if (!left.isEmpty()) {
            LOG.warn(
                    "Data are stored in {}, and no jar of a reader is at hand: a blank machine needs it by hand", left);
        }
    }

    private void take(ReaderShelf.Jar jar, List<ReaderJar> there) {
        Optional<ReaderJar> known = there.stream()
                .filter(each -> each.sha256().equals(jar.sha256()))
                .findFirst();
        if (isFull()) {
            return;
        }
        if (known.isPresent()) {
            keep(new ReaderJar(
                    jar.name(),
                    jar.version(),
                    jar.sha256(),
                    jar.formats(),
                    known.get().jar()));
        } else {
            read(jar).ifPresent(content -> {
                fresh.add(new Fresh(jar, content));
                left = left.without(jar.formats());
            });
        }
    }

    private void keepIfNeeded(ReaderJar reader) {
        FormatsUsed needed = reader.formats().and(left);
        boolean fits = !isFull() && bytes + reader.jar().length() <= MOST_BYTES;
        if (!needed.isEmpty() && fits && !isNamed(reader.sha256())) {
            keep(new ReaderJar(reader.name(), reader.version(), reader.sha256(), needed, reader.jar()));
        }
    }

    /** By the bytes: another version of the same name reads other formats, and is no substitute. */
    private boolean isNamed(Digest jar) {
        return kept.stream().anyMatch(each -> each.sha256().equals(jar))
                || fresh.stream().anyMatch(each -> each.jar().sha256().equals(jar));
    }

    private boolean isFull() {
        return kept.size() + fresh.size() >= Head.MAX_READERS;
    }

    private void keep(ReaderJar reader) {
        kept.add(reader);
        bytes += reader.jar().length();
        left = left.without(reader.formats());
    }

    /** The jar, if it is what the store says it is; mapped, as it may be large. */
    private Optional<ByteBuffer> read(ReaderShelf.Jar jar) {
        try (FileChannel file = FileChannel.open(jar.file())) {
            if (!ReaderJar.canName(jar.name(), jar.version()) || file.size() == 0 || bytes + file.size() > MOST_BYTES) {
                LOG.warn(
                        "The jar of {} is left out of the backup: its name or size is beyond what a head holds",
                        jar.name());
                return Optional.empty();
            }
            ByteBuffer content = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            MessageDigest digest = Mac.sha256();
            digest.update(content.duplicate());
            if (!Digest.of(digest.digest()).equals(jar.sha256())) {
                LOG.warn("The jar of {} was changed since it was installed, and is left out of the backup", jar.name());
                return Optional.empty();
            }
            bytes += content.remaining();
            return Optional.of(content);
        } catch (IOException e) {
            LOG.warn("The jar of {} cannot be read, and is left out of the backup: {}", jar.name(), e.toString());
            return Optional.empty();
        }
    }

    /** What has to be stored. */
    List<InputStream> streams() {
        return fresh.stream()
                .<InputStream>map(each -> new BufferStream(each.content()))
                .toList();
    }

    /** @param places of {@link #streams}, in their order */
    List<ReaderJar> named(List<StreamRef> places) {
        List<ReaderJar> all = new ArrayList<>(kept);
        for (int i = 0; i < fresh.size(); i++) {
            ReaderShelf.Jar jar = fresh.get(i).jar();
            all.add(new ReaderJar(jar.name(), jar.version(), jar.sha256(), jar.formats(), places.get(i)));
        }
        all.sort(ReaderJar.ORDER);
        return all;
    }
}
