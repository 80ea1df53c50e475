// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.notice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.notice.NoticeSecrets;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that one delivery reads. Closed, it wipes its copies; until then it takes them out of texts, as a server
 * may say in an error what it was told. For one thread at a time.
 */
final class SecretFiles implements NoticeSecrets, AutoCloseable {
    private static final int MOST = 4096;
    private static final Set<PosixFilePermission> OWN =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    /** Shorter ones would be found in any text. */
    private static final int TELLING = 4;

    private final Path folder;
    private final List<byte[]> read = new ArrayList<>(); // this and the next: guarded by this
    private boolean closed;

    /** @param folder that names are relative to */
    SecretFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized byte[] read(String file) {
        if (closed) {
            throw trouble(folder, "cannot be read any more: the delivery was given up", null);
        }
        Path path = path(file);
        byte[] line = firstLine(path);
        if (line.length == 0) {
            throw trouble(path, "is empty: write the secret into its first line", null);
        }
        read.add(line.clone());
        return line;
    }

    private Path path(String file) {
        try {
            return folder.resolve(file);
        } catch (InvalidPathException e) {
            throw trouble(folder, "cannot be what is named: that is no path", e);
        }
    }

    private static byte[] firstLine(Path path) {
        byte[] all = new byte[0];
        try {
            requireOwn(path);
            try (InputStream in = Files.newInputStream(path)) {
                all = in.readNBytes(MOST + 1);
            }
            if (all.length > MOST) {
                throw trouble(path, "is longer than " + MOST + " bytes: it holds one line, the secret", null);
            }
            int end = 0;
            while (end < all.length && all[end] != '\n' && all[end] != '\r') {
                end++;
            }
            return Arrays.copyOf(all, end);
        } catch (IOException e) {
            throw trouble(path, "cannot be read: make it, with mode 600, for the node's user", e);
        } finally {
            Arrays.fill(all, (byte) 0);
        }
    }

    private static void requireOwn(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw trouble(path, "is not there: make it, with mode 600, for the node's user", null);
        }
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null && !OWN.containsAll(view.readAttributes().permissions())) {
            throw trouble(path, "can be read by others: chmod 600", null);
        }
    }

    private static HoldfastException trouble(Path path, String what, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.CONFIG_INVALID, path.toString(), "The secret's file " + path + " " + what + ".", cause);
    }

    /** The text without any of the secrets that were read. */
    synchronized String without(String text) {
        String clean = text;
        for (byte[] each : read) {
            String secret = new String(each, StandardCharsets.UTF_8);
            clean = secret.length() < TELLING ? clean : clean.replace(secret, "(secret)");
        }
        return clean;
    }

    @Override
    public synchronized void close() {
        closed = true;
        read.forEach(each -> Arrays.fill(each, (byte) 0));
        read.clear();
    }
}
