// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.format.Mac;
import org.holdfast.format.head.ReaderJar;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.restore.ChunkReader;
import org.holdfast.node.restore.PlacedStream;
import org.holdfast.plugins.PluginStore;
import org.holdfast.plugins.Verdict;

/**
 * The way of one reader from the partners into this node: fetch the jar, compare its hash with what the head names, let
 * the gate judge its signature, install it like any other plug-in. The head's word is no trust: until the gate has said
 * yes, the jar is only bytes. Stateless.
 */
final class ReaderInstall {
    private final Plugins plugins;
    private final Path folder;
    private final Predicate<Digest> isReader;

    /**
     * @param folder for the jar while it is looked at
     * @param isReader whether data need the jar with this hash, too
     */
    ReaderInstall(Plugins plugins, Path folder, Predicate<Digest> isReader) {
        this.plugins = plugins;
        this.folder = folder;
        this.isReader = isReader;
    }

    /**
     * @throws HoldfastException NOT_ENOUGH_SHARDS, AUTHENTICATION_FAILED, DISK_FAILED: its jar cannot be had; what {@link
     *     PluginStore#install} throws
     */
    PluginStore.Change install(ReaderJar reader, ChunkReader chunks) {
        requireFree(reader);
        Path draft = folder.resolve("reader-" + reader.sha256() + ".jar");
        try {
            Files.createDirectories(folder);
            try {
                fetch(reader, chunks, draft);
                requireTrust(reader, draft);
                return plugins.store().install(draft, droppedAs(reader));
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, draft.toString(), "The jar cannot be written to " + draft + ": " + e, e);
        }
    }

    /** What somebody has installed is theirs to replace, and if data need it, too, it has to stay, or to come back. */
    private void requireFree(ReaderJar reader) {
        plugins.store().plugins().stream()
                .filter(each -> each.name().equals(reader.name())
                        && !each.sha256().equals(reader.sha256())
                        && (Files.exists(each.jar()) || isReader.test(each.sha256())))
                .findFirst()
                .ifPresent(other -> {
                    throw taken(reader, other, isReader.test(other.sha256()));
                });
    }

    private static HoldfastException taken(ReaderJar reader, PluginStore.Plugin other, boolean needed) {
        String installed = other.name() + " " + other.version() + " is installed, ";
        return new HoldfastException(
                ErrorCode.PROVIDER_WRONG,
                reader.name(),
                needed
                        ? installed + oneOfAName(reader, other)
                        : installed + "and does not read what data are stored in; install " + reader.version()
                                + " again");
    }

    private static String oneOfAName(ReaderJar reader, PluginStore.Plugin other) {
        return "which other data need, and a node keeps one plug-in of a name. Install a version that reads what both do; "
                + "or have what " + other.version()
                + " reads written anew ('holdfast plugin recode') and take it away ("
                + "'holdfast plugin remove " + other.name() + "'): " + reader.version()
                + " is installed then by the next restore";
    }

    private static void fetch(ReaderJar reader, ChunkReader chunks, Path draft) throws IOException {
        MessageDigest digest = Mac.sha256();
        try (OutputStream out =
                new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(draft), digest))) {
            PlacedStream.copy(reader.jar(), chunks, out);
        }
        if (!Digest.of(digest.digest()).equals(reader.sha256())) {
            throw new HoldfastException(
                    ErrorCode.AUTHENTICATION_FAILED, reader.name(), "what the partners keep is not the jar");
        }
    }

    private void requireTrust(ReaderJar reader, Path draft) {
        Verdict verdict = plugins.gate().check(draft);
        if (!(verdict instanceof Verdict.Trusted)) {
            throw verdict.refusal("the jar of " + reader.name() + " " + reader.version());
        }
    }

    /** One that is listed, and has lost its jar, still belongs to the file it came from. */
    private Optional<String> droppedAs(ReaderJar reader) {
        return plugins.store().plugins().stream()
                .filter(each -> each.sha256().equals(reader.sha256()))
                .findFirst()
                .flatMap(PluginStore.Plugin::droppedAs);
    }
}
