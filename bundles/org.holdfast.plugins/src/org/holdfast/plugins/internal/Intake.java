// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.Digest;
import org.holdfast.plugins.PluginStore.Plugin;
import org.holdfast.trust.disk.Durable;

/** Brings jars into the store's folder: first a copy, which is checked and then renamed, so nobody can change it between. */
final class Intake {
    private static final String DRAFT = "incoming.tmp";
    private static final long MAX_JAR = 256L << 20;
    private static final int PIECE = 64 << 10;

    private final Path folder;
    private final PluginList list;

    Intake(Path folder, PluginList list) {
        this.folder = folder;
        this.list = list;
    }

    /** A copy that is not yet in its place; closing it deletes what was not moved. */
    record Draft(Path file, Digest sha256) implements AutoCloseable {
        void moveTo(Path place) {
            try {
                Durable.move(file, place);
            } catch (IOException e) {
                throw DurableFile.failed("write", place, e);
            }
        }

        @Override
        public void close() {
            DurableFile.delete(file);
        }
    }

    /** @throws org.holdfast.model.HoldfastException PLUGIN_BROKEN if it is longer than 256 MiB, DISK_FAILED */
    Draft copy(Path jar) {
        DurableFile.makeFolder(folder);
        Path draft = folder.resolve(DRAFT);
        DurableFile.delete(draft);
        MessageDigest digest = CertificateName.sha256();
        try (InputStream in = Files.newInputStream(jar);
                FileChannel out = Durable.createPrivate(draft)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
                for (ByteBuffer rest = ByteBuffer.wrap(piece, 0, read); rest.hasRemaining(); ) {
                    out.write(rest);
                }
                if (out.position() > MAX_JAR) {
                    throw PluginManifest.broken(jar.toString(), "it is larger than 256 MiB");
                }
            }
            out.force(true);
        } catch (IOException e) {
            throw SignedJar.unreadable(jar, e);
        }
        return new Draft(draft, Digest.of(digest.digest()));
    }

    Path folder() {
        return folder;
    }

    /** Everything in the folder but the list. */
    List<Path> files() {
        DurableFile.makeFolder(folder);
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(folder, "*.{jar,tmp}")) {
            each.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw DurableFile.failed("list", folder, e.getCause());
        } catch (IOException e) {
            throw DurableFile.failed("list", folder, e);
        }
        return files;
    }

    /** What a jar in the folder is. @throws org.holdfast.model.HoldfastException PLUGIN_BROKEN, DISK_FAILED */
    Plugin describe(Path jar) {
        PluginManifest manifest = PluginManifest.read(jar, jar.toString());
        Digest sha256 = Installation.sha256(jar);
        return new Plugin(
                manifest.name(),
                manifest.version(),
                sha256,
                list.jar(manifest.name(), manifest.version(), sha256),
                Optional.empty());
    }
}
